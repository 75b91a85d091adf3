import type { Prompt } from '@shared/model-models'
import { useEffect } from 'react'
import { useCall } from '../engine/use-engine'
import { Button } from '../ui/button'
import { formatMoment } from '../ui/figures'

interface PromptHistoryProps {
  readonly prompt: Prompt
  /** Into the field, where it is read before it is saved. */
  readonly onTake: (text: string) => void
}

/** Earlier texts of a prompt; nothing where it was never changed. */
export function PromptHistory({ prompt, onTake }: PromptHistoryProps) {
  const versions = useCall('prompts.versions', { name: prompt.name })
  const { reload } = versions
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text in force means another version
  useEffect(reload, [prompt.text, reload])
  if (versions.kind !== 'ready' || versions.output.versions.length === 0) return null
  return (
    <details className="text-sm">
      <summary className="w-fit cursor-pointer rounded-sm text-muted hover:text-text">
        Earlier versions ({versions.output.versions.length})
      </summary>
      <ol aria-label="Earlier versions" className="mt-2 divide-y divide-line rounded-md border border-line">
        {versions.output.versions.map(({ id, text, createdAt, isShipped }, place) => (
          <li key={id} className="flex items-center gap-3 px-3 py-1.5">
            <span className="shrink-0 text-muted tabular-nums">{formatMoment(createdAt)}</span>
            <span className="min-w-0 grow truncate" title={text}>
              {isShipped ? 'Put back to the shipped text' : text}
            </span>
            {place === 0 ? (
              <span className="shrink-0 text-xs text-muted">in force</span>
            ) : (
              <Button
                size="small"
                aria-label={`Take the text of ${formatMoment(createdAt)}`}
                onClick={() => onTake(text)}
              >
                Take
              </Button>
            )}
          </li>
        ))}
      </ol>
    </details>
  )
}

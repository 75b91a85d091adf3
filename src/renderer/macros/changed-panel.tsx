import type { Macro, MacroPassage } from '@shared/macro-models'
import { variableLabel } from '@shared/macro-text'
import { TriangleAlert } from 'lucide-react'
import { useCall, useClient, useStatus } from '../engine/use-engine'
import { useAct } from '../knowledge/use-act'
import { Button } from '../ui/button'
import { DiffText } from './diff-text'
import { useMacroRewrite } from './use-macro-rewrite'

interface ChangedPanelProps {
  readonly macro: Macro
  /** It has changes that are not saved: they would be lost. */
  readonly isDirty: boolean
  /** The passages as they stand now are its basis. */
  readonly onSettled: (macro: Macro) => void
  readonly onEdit: (body: string) => void
}

/** What changed under a macro, passage by passage, and how it could read now. */
export function ChangedPanel({ macro, isDirty, onSettled, onEdit }: ChangedPanelProps) {
  const client = useClient()
  const act = useAct()
  const status = useStatus()
  const changed = macro.passages.filter(({ state }) => state !== 'same')
  const key = changed.map(({ id, now }) => `${id} ${now?.text ?? ''}`).join()
  const local = useCall('macros.propose', { macroId: macro.id })
  const model = useMacroRewrite(macro.id, key)
  const proposed = model.text ?? (local.kind === 'ready' ? local.output.body : null)
  const isNew = proposed !== null && proposed.trim() !== macro.body.trim()
  const left = local.kind === 'ready' && model.text === null ? local.output.left : []

  const settle = (body: string | undefined, said: string) =>
    void act(
      async () =>
        onSettled(
          await client.call('macros.settle', {
            macroId: macro.id,
            ...(body === undefined ? {} : { body }),
          }),
        ),
      said,
    )
  return (
    <section
      aria-label="What changed"
      className="flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-amber-soft p-3.5"
    >
      <h2 className="flex items-center gap-2 text-sm font-semibold text-amber">
        <TriangleAlert aria-hidden className="size-4 shrink-0" />
        {changed.length === 1 ? 'A passage it rests on' : `${changed.length} passages it rests on`}
        {changed.every(({ state }) => state === 'gone')
          ? ' went from the knowledge base'
          : ' changed in the knowledge base'}
      </h2>
      {changed.map((passage) => (
        <PassageChange key={passage.id} passage={passage} />
      ))}
      <div className="rounded-md bg-panel p-3">
        <div className="mb-1.5 flex flex-wrap items-center gap-2">
          <h3 className="text-sm font-medium">{isNew ? 'Proposed wording' : 'The macro, as it is'}</h3>
          <span className="grow" />
          {status?.apiKey === 'configured' && (
            <Button size="small" disabled={model.isWriting} onClick={model.start}>
              {model.isWriting ? 'Writing…' : 'Ask the model'}
            </Button>
          )}
        </div>
        {model.problem && <p className="mb-1.5 text-xs text-amber">{model.problem}</p>}
        <DiffText before={macro.body} after={proposed ?? macro.body} side="both" />
        {!isNew && !model.isWriting && (
          <p className="mt-2 text-xs text-muted">
            {changed.some(({ now }) => now)
              ? 'Nothing that changed stands in the text word for word. Look whether it still holds.'
              : 'Look whether it still holds.'}
          </p>
        )}
        {left.length > 0 && isNew && (
          <p className="mt-2 text-xs text-muted">
            Not in the text word for word: {left.map(leftWords).join('; ')}.
          </p>
        )}
        {model.lost.length > 0 && (
          <p role="status" className="mt-2 text-xs text-amber">
            Not in the new text: {model.lost.map(variableLabel).join(', ')}. Check before you accept it.
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        {isNew && (
          <>
            <Button
              variant="primary"
              disabled={model.isWriting || isDirty}
              onClick={() => settle(proposed, 'New wording accepted.')}
            >
              Accept
            </Button>
            <Button disabled={model.isWriting || isDirty} onClick={() => onEdit(proposed)}>
              Edit it
            </Button>
          </>
        )}
        <Button
          variant={isNew ? 'ghost' : 'secondary'}
          disabled={isDirty}
          onClick={() => settle(undefined, 'Kept as it is.')}
        >
          Keep as it is
        </Button>
        {isDirty && (
          <p className="self-center text-xs text-amber">Save or discard your changes below first.</p>
        )}
      </div>
    </section>
  )
}

function PassageChange({ passage }: { readonly passage: MacroPassage }) {
  const { title, heading, text, now } = passage
  return (
    <div className="rounded-md bg-panel p-3">
      <h3 className="mb-2 text-sm font-medium [overflow-wrap:anywhere]">
        <bdi>{title}</bdi>
        {heading && <span className="font-normal text-muted"> · {heading.split(' › ').at(-1)}</span>}
      </h3>
      <div className="grid gap-3 @xl:grid-cols-2">
        <div className="min-w-0">
          <h4 className="mb-1 text-xs text-muted">Before</h4>
          <DiffText before={text} after={now?.text ?? ''} side="before" />
        </div>
        <div className="min-w-0">
          <h4 className="mb-1 text-xs text-muted">Now</h4>
          {now ? (
            <DiffText before={text} after={now.text} side="after" />
          ) : (
            <p className="text-sm text-muted">The knowledge base does not have it any more.</p>
          )}
        </div>
      </div>
    </div>
  )
}

const LEFT_MAX_CHARS = 80

function leftWords({ from, to }: { readonly from: string; readonly to: string }): string {
  const short = (text: string) =>
    text.length > LEFT_MAX_CHARS ? `“${text.slice(0, LEFT_MAX_CHARS)}…”` : `“${text}”`
  if (from === '') return `${short(to)} was added`
  return to === '' ? `${short(from)} was taken out` : `${short(from)} became ${short(to)}`
}

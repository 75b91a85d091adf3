import { TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '../ui/button'
import type { RewriteState } from './use-rewrite'

interface RewritePanelProps {
  readonly state: RewriteState
  /** What was to be replaced is not in the draft any more. */
  readonly isGone: boolean
  readonly onAccept: () => void
  readonly onDiscard: () => void
}

/** Old and new side by side; nothing changes before it is accepted. */
export function RewritePanel({ state, isGone, onAccept, onDiscard }: RewritePanelProps) {
  const accept = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLElement>(null)
  const isDone = state.kind === 'done'
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' })
    if (isDone) accept.current?.focus()
  }, [isDone])
  return (
    <section
      ref={panel}
      aria-label="Rewritten text"
      aria-busy={state.kind === 'writing'}
      className="mt-3 rounded-lg border border-accent-line bg-panel p-3"
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Side title="Before" text={state.text} isQuiet />
        {state.kind === 'failed' ? (
          <p role="alert" className="text-sm text-amber">
            {state.notice?.message}
          </p>
        ) : (
          <Side title="After" text={state.written || '…'} />
        )}
      </div>
      {isDone && state.missing.length > 0 && (
        <p
          role="status"
          className="mt-2.5 flex items-start gap-2 rounded-md bg-amber-soft px-2.5 py-1.5 text-[12.5px] text-amber"
        >
          <TriangleAlert aria-hidden className="mt-px size-4 shrink-0" />
          <span>Not in the new text: {state.missing.join(', ')}. Check before you accept it.</span>
        </p>
      )}
      {isGone && (
        <p role="alert" className="mt-2.5 rounded-md bg-amber-soft px-2.5 py-1.5 text-[12.5px] text-amber">
          The text on the left is no longer in the draft. Copy what you want of the new one by hand.
        </p>
      )}
      <div className="mt-2.5 flex gap-1">
        {state.kind !== 'failed' && (
          <Button ref={accept} disabled={!isDone} onClick={onAccept}>
            Accept
          </Button>
        )}
        <Button variant="ghost" onClick={onDiscard}>
          {state.kind === 'failed' ? 'Close' : 'Discard'}
        </Button>
      </div>
    </section>
  )
}

function Side({ title, text, isQuiet = false }: { title: string; text: string; isQuiet?: boolean }) {
  return (
    <div className="min-w-0">
      <h4 className="mb-1 text-xs text-faint">{title}</h4>
      <p
        dir="auto"
        className={`whitespace-pre-wrap text-sm [overflow-wrap:anywhere] ${isQuiet ? 'text-muted' : ''}`}
      >
        {text}
      </p>
    </div>
  )
}

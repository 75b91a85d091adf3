import { X } from 'lucide-react'
import { countOf, formatPercent } from '../ui/figures'
import { IconButton } from '../ui/icon-button'
import { ProgressBar } from '../ui/progress-bar'
import type { AddingState, RefusedFiles } from './use-add-files'

interface AddingNoticeProps {
  readonly state: AddingState
  readonly onDismiss: () => void
}

/** Between the choice of files and the import: the upload of the browser shell, and what went wrong on the way. */
export function AddingNotice({ state, onDismiss }: AddingNoticeProps) {
  // without a fraction a picker is open, or the engine is about to answer: nothing to tell
  if (state.kind === 'adding' && state.fraction !== null)
    return (
      <div className="flex items-center gap-3 rounded-lg border border-line bg-panel px-4 py-2 text-sm">
        <span className="me-auto">Handing the files over</span>
        <ProgressBar label="Upload" fraction={state.fraction} className="w-40" />
        <span className="w-10 text-end tabular-nums text-muted">{formatPercent(state.fraction)}</span>
      </div>
    )
  if (state.kind === 'failed')
    return (
      <div
        role="alert"
        className="flex items-center gap-2 rounded-lg border border-line bg-red-soft py-1 ps-4 pe-2 text-sm"
      >
        <p className="min-w-0 grow">
          <span className="font-semibold">The files were not added. </span>
          {state.message}
        </p>
        <IconButton label="Dismiss" className="size-7" onClick={onDismiss}>
          <X aria-hidden />
        </IconButton>
      </div>
    )
  if (state.kind === 'refused') return <RefusedNotice refused={state.refused} onDismiss={onDismiss} />
  return null
}

interface RefusedNoticeProps {
  readonly refused: RefusedFiles
  readonly onDismiss: () => void
}

function RefusedNotice({ refused, onDismiss }: RefusedNoticeProps) {
  return (
    <div role="alert" className="rounded-lg border border-line bg-red-soft py-1 ps-4 pe-2 text-sm">
      <div className="flex items-center gap-2">
        <p className="min-w-0 grow font-semibold">
          {countOf(refused.length, 'file')} could not be handed over
        </p>
        <IconButton label="Dismiss" className="size-7" onClick={onDismiss}>
          <X aria-hidden />
        </IconButton>
      </div>
      <ul aria-label="Files not handed over" className="grid max-h-40 gap-1 overflow-y-auto pb-1.5">
        {refused.map(({ name, message }) => (
          <li key={name} className="[overflow-wrap:anywhere]">
            <span className="font-medium" dir="auto">
              {name}
            </span>
            {': '}
            {message}
          </li>
        ))}
      </ul>
    </div>
  )
}

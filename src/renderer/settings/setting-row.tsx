import { Check } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import type { SaveOutcome } from './settings-state'

/** Long enough to be noticed at the edge of the eye. */
const SAVED_MARK_MS = 2_000

interface SettingsSectionProps {
  readonly id: string
  readonly title: string
  readonly about?: string
  readonly children: ReactNode
}

/** One card of settings; its heading is where a link to this section arrives. */
export function SettingsSection({ id, title, about, children }: SettingsSectionProps) {
  return (
    <section aria-labelledby={`${id}-title`} data-section={id} className="scroll-mt-4">
      <h2 id={`${id}-title`} tabIndex={-1} className="text-base font-semibold tracking-tight outline-none">
        {title}
      </h2>
      {about && <p className="mt-0.5 text-sm text-muted">{about}</p>}
      <div className="@container mt-2.5 divide-y divide-line rounded-lg border border-line bg-panel">
        {children}
      </div>
    </section>
  )
}

interface SettingRowProps {
  /** Of the control; its label is `${id}-label`, its explanation `${id}-about`. */
  readonly id: string
  readonly label: string
  readonly about?: ReactNode
  readonly outcome?: SaveOutcome | undefined
  /** Why the value is not saved. Wins over what the last save said. */
  readonly why?: string | null
  /** A switch stands beside its label on any width; wider controls go below it when there is no room. */
  readonly isCompact?: boolean
  /** For what names itself, such as a button: the heading stays a heading. */
  readonly isSelfNamed?: boolean
  readonly children: ReactNode
}

/** Name and meaning on the left, the control on the right, what went wrong or "Saved" where the eyes are. */
export function SettingRow(props: SettingRowProps) {
  const { id, label, about, outcome, why, isCompact = false, isSelfNamed = false, children } = props
  const wrong = why ?? (outcome?.kind === 'failed' ? outcome.message : null)
  const columns = isCompact ? 'grid-cols-[minmax(0,1fr)_auto]' : '@lg:grid-cols-[minmax(0,1fr)_280px]'
  return (
    <div className={`grid items-start gap-x-4 gap-y-2 @lg:gap-x-8 px-4 py-3 ${columns}`}>
      <div className="min-w-0">
        <div className="flex min-h-7 items-center gap-2">
          {isSelfNamed ? (
            <span id={`${id}-label`} className="font-medium">
              {label}
            </span>
          ) : (
            <label id={`${id}-label`} htmlFor={id} className="font-medium">
              {label}
            </label>
          )}
          <SavedMark outcome={outcome} />
        </div>
        {about && (
          <p id={`${id}-about`} className="text-sm text-muted">
            {about}
          </p>
        )}
      </div>
      <div className="min-w-0">
        {children}
        {wrong && (
          <p id={`${id}-wrong`} role="alert" className="mt-1.5 text-sm text-red">
            {wrong}
          </p>
        )}
      </div>
    </div>
  )
}

function SavedMark({ outcome }: { readonly outcome: SaveOutcome | undefined }) {
  const count = outcome?.kind === 'saved' ? outcome.count : 0
  const [seenCount, setSeenCount] = useState(0)
  useEffect(() => {
    if (count === 0) return
    const timer = setTimeout(() => setSeenCount(count), SAVED_MARK_MS)
    return () => clearTimeout(timer)
  }, [count])
  return (
    <span role="status" className="inline-flex items-center gap-1 text-xs text-accent">
      {count > seenCount && (
        <>
          <Check aria-hidden size={13} strokeWidth={2.25} />
          Saved
        </>
      )}
    </span>
  )
}

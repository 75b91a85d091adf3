import type { SourceKind } from '@shared/models'
import { useId } from 'react'
import { Switch } from '../ui/switch'

interface FollowSwitchProps {
  readonly kind: SourceKind
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

const HINTS = {
  web: 'The site is asked once a day. Pages that changed are read again, and those that are gone are removed.',
  folder:
    'Changed files are read again at once, new ones are added, and deleted ones are removed. Off: it is read once.',
} as const

/** Whether a source is kept up to date by itself. */
export function FollowSwitch({ kind, isOn, onChange }: FollowSwitchProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-3">
      <div className="min-w-0 grow">
        <p id={`${id}-label`} className="text-sm font-medium">
          Follow changes
        </p>
        <p id={`${id}-hint`} className="text-xs text-muted">
          {kind === 'web' ? HINTS.web : HINTS.folder}
        </p>
      </div>
      <Switch isOn={isOn} onChange={onChange} labelledBy={`${id}-label`} describedBy={`${id}-hint`} />
    </div>
  )
}

import { Sparkles } from 'lucide-react'
import { useClient } from '../engine/use-engine'
import { Menu, MenuChoices } from '../ui/menu'
import { activeProfile, useModels } from './use-models'

/** Who writes the next answer; only where there is more than one profile. */
export function ModelSwitch() {
  const client = useClient()
  const overview = useModels()
  const active = activeProfile(overview)
  if (!overview || !active || overview.profiles.length < 2) return null
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className="flex h-7 max-w-44 min-w-0 shrink items-center gap-1.5 rounded-md px-2 text-xs text-muted transition-colors hover:bg-sunken"
        >
          <Sparkles aria-hidden className="size-3.5 shrink-0" />
          <span className="sr-only">Written by: </span>
          <span dir="auto" className="truncate">
            {active.name}
          </span>
        </button>
      }
    >
      <MenuChoices
        label="Model profile"
        value={String(active.id)}
        choices={overview.profiles.map(({ id, name }) => ({ value: String(id), text: name }))}
        onChange={(id) => void client.call('model.activate', { profileId: Number(id) }).catch(() => {})}
      />
    </Menu>
  )
}

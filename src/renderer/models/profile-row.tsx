import type { ModelProfile } from '@shared/model-models'
import { Pencil, Trash2 } from 'lucide-react'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { MenuItem, MenuNote, MoreMenu } from '../ui/menu'
import { useKeptFocus } from '../ui/use-kept-focus'
import { FIRST_PROFILE } from './first-profile'
import { keyWords, serverName } from './model-words'
import { TestButton } from './test-button'

interface ProfileRowProps {
  readonly profile: ModelProfile
  readonly onUse: () => void
  readonly onConfirmKey: () => void
  readonly onEdit: () => void
  readonly onRemove: () => void
}

export function ProfileRow({ profile, onUse, onConfirmKey, onEdit, onRemove }: ProfileRowProps) {
  const key = keyWords(profile)
  const server = serverName(profile.serverUrl)
  // “Use” and “Use it for …” go away once they have done it
  const row = useKeptFocus<HTMLLIElement>(`${profile.isActive} ${profile.key}`)
  return (
    <li ref={row} className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-48 grow basis-0">
          <div className="flex items-center gap-2">
            <span className="truncate font-medium" dir="auto">
              {profile.name}
            </span>
            {profile.isActive && <Chip tone="accent">In use</Chip>}
          </div>
          <p className="truncate text-sm text-muted" title={`${profile.modelName} · ${server}`}>
            {profile.modelName} · {server} ·{' '}
            <span className={key.needsLook ? 'text-amber' : ''}>{key.text}</span>
          </p>
        </div>
        {!profile.isActive && (
          <Button aria-label={`Use ${profile.name}`} onClick={onUse}>
            Use
          </Button>
        )}
        <TestButton profile={profile} />
        <MoreMenu label={`Menu of ${profile.name}`}>
          <MenuItem icon={<Pencil aria-hidden />} onSelect={onEdit}>
            Edit
          </MenuItem>
          {profile.isActive || profile.id === FIRST_PROFILE ? (
            <MenuNote>
              {profile.isActive
                ? 'It is in use. Choose another one to remove it.'
                : 'The first profile cannot be removed.'}
            </MenuNote>
          ) : (
            <MenuItem icon={<Trash2 aria-hidden />} isDanger onSelect={onRemove}>
              Remove
            </MenuItem>
          )}
        </MoreMenu>
      </div>
      {profile.key === 'other_server' && (
        <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md bg-amber-soft px-3 py-2 text-sm text-amber">
          <p className="min-w-48 grow basis-0">
            The key was given for {serverName(profile.keyServer ?? '')} and is not sent to {server}. Enter the
            key of this server under Answers, or use the same one.
          </p>
          <Button onClick={onConfirmKey}>Use it for {server}</Button>
        </div>
      )}
    </li>
  )
}

import type { ModelOverview, ModelProfile } from '@shared/model-models'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useBridge, useClient } from '../engine/use-engine'
import { SettingsSection } from '../settings/setting-row'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { ProfileDialog } from './profile-dialog'
import { ProfileRow } from './profile-row'
import { RestNotice } from './rest-notice'
import { useReported } from './use-reported'

/** Who may write answers: one of them does, the others wait with their own server, model and key. */
export function ModelsSection({ overview }: { readonly overview: ModelOverview }) {
  const client = useClient()
  const bridge = useBridge()
  const [edited, setEdited] = useState<ModelProfile | 'new' | null>(null)
  const [removed, setRemoved] = useState<ModelProfile | null>(null)
  const { message, run } = useReported()

  async function remove({ id }: ModelProfile): Promise<void> {
    // the profile first: a key is of no use without it, but a profile would miss its key
    await client.call('model.removeProfile', { profileId: id })
    await bridge.removeApiKey(id)
  }

  return (
    <SettingsSection
      id="models"
      title="Models"
      about="A profile is a server with its model and key. The one in use writes the answers; its details stand under Answers."
    >
      <ul aria-label="Profiles" className="divide-y divide-line">
        {overview.profiles.map((profile) => (
          <ProfileRow
            key={profile.id}
            profile={profile}
            onUse={() => void run(() => client.call('model.activate', { profileId: profile.id }))}
            onConfirmKey={() => void run(() => client.call('model.confirmKey', { profileId: profile.id }))}
            onEdit={() => setEdited(profile)}
            onRemove={() => setRemoved(profile)}
          />
        ))}
      </ul>
      <RestNotice health={overview.health} />
      {message && (
        <p role="alert" className="px-4 py-2 text-sm text-red">
          {message}
        </p>
      )}
      <div className="px-4 py-3">
        <Button onClick={() => setEdited('new')}>
          <Plus aria-hidden />
          Add profile
        </Button>
      </div>
      <ProfileDialog edited={edited} onClose={() => setEdited(null)} />
      <ConfirmDialog
        open={removed !== null}
        onOpenChange={(open) => !open && setRemoved(null)}
        title={`Remove the profile “${removed?.name ?? ''}”?`}
        description="Its key is forgotten. Answers it has written stay, and its tokens stay counted."
        confirmLabel="Remove profile"
        onConfirm={async () => {
          if (removed) await run(() => remove(removed))
        }}
      />
    </SettingsSection>
  )
}

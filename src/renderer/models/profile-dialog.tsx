import { toAppError } from '@shared/errors'
import type { ModelProfile } from '@shared/model-models'
import { type FormEvent, useEffect, useState } from 'react'
import { useClient } from '../engine/use-engine'
import { checkModelName, checkServerUrl } from '../settings/settings-fields'
import { Button } from '../ui/button'
import { CheckRow } from '../ui/check-row'
import { Dialog } from '../ui/dialog'
import { TextField } from '../ui/field'

interface ProfileDialogProps {
  /** Null: closed. */
  readonly edited: ModelProfile | 'new' | null
  readonly onClose: () => void
}

interface Typed {
  readonly name: string
  readonly serverUrl: string
  readonly modelName: string
  readonly needsKey: boolean
}

const NEW: Typed = { name: '', serverUrl: 'https://', modelName: '', needsKey: true }
/** As careful and as long as the profile that comes with the app. */
const NEW_DEFAULTS = { creativity: 20, maxAnswerTokens: 800, promptPrice: null, answerPrice: null } as const
const NAME_MAX_CHARS = 60

/** Name, server and model of a profile; its key and the rest are set where answers are, once it is in use. */
export function ProfileDialog({ edited, onClose }: ProfileDialogProps) {
  const client = useClient()
  const [typed, setTyped] = useState<Typed>(NEW)
  const [error, setError] = useState<{ readonly field: keyof Typed; readonly text: string } | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const isNew = edited === 'new'

  useEffect(() => {
    if (edited === null) return
    setTyped(edited === 'new' ? NEW : edited)
    setError(null)
  }, [edited])

  const change = (changes: Partial<Typed>) => setTyped((last) => ({ ...last, ...changes }))
  const errorOf = (field: keyof Typed) => (error?.field === field ? error.text : null)

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    const server = checkServerUrl(typed.serverUrl)
    if (server.kind === 'wrong') return setError({ field: 'serverUrl', text: server.why })
    const model = checkModelName(typed.modelName)
    if (model.kind === 'wrong') return setError({ field: 'modelName', text: model.why })
    const { name, needsKey } = typed
    const fields = { name: name.trim(), needsKey, serverUrl: server.value, modelName: model.value }
    setIsBusy(true)
    try {
      if (isNew) await client.call('model.addProfile', { ...NEW_DEFAULTS, ...fields })
      else if (edited) await client.call('model.updateProfile', { profileId: edited.id, patch: fields })
      onClose()
    } catch (thrown) {
      setError({ field: 'name', text: toAppError(thrown).message })
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <Dialog
      open={edited !== null}
      onOpenChange={(open) => !open && onClose()}
      title={isNew ? 'Add a model profile' : 'Edit the model profile'}
      description="Any server that speaks Mistral’s protocol: Mistral’s own, your company’s, or one on this computer."
    >
      <form className="grid gap-4 px-5 pt-2 pb-5" onSubmit={(event) => void save(event)}>
        <TextField
          label="Name"
          value={typed.name}
          maxLength={NAME_MAX_CHARS}
          autoFocus
          autoComplete="off"
          error={errorOf('name')}
          onChange={(event) => change({ name: event.target.value })}
        />
        <TextField
          label="Address of the server"
          value={typed.serverUrl}
          spellCheck={false}
          autoComplete="off"
          error={errorOf('serverUrl')}
          hint={isNew ? undefined : 'A key stays with the server it was given for.'}
          onChange={(event) => change({ serverUrl: event.target.value })}
        />
        <TextField
          label="Name of the model"
          value={typed.modelName}
          spellCheck={false}
          autoComplete="off"
          placeholder="mistral-small-latest"
          error={errorOf('modelName')}
          onChange={(event) => change({ modelName: event.target.value })}
        />
        <CheckRow isChecked={!typed.needsKey} onToggle={() => change({ needsKey: !typed.needsKey })}>
          This server needs no key
        </CheckRow>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={isBusy || typed.name.trim() === ''}>
            {isNew ? 'Add profile' : 'Save'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

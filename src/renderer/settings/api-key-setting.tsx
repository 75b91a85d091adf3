import type { ApiKeyState } from '@shared/bridge'
import { toAppError } from '@shared/errors'
import type { ModelProfile } from '@shared/model-models'
import { KeyRound } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import { useBridge } from '../engine/use-engine'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { INPUT_CLASS } from '../ui/field'
import { SettingRow } from './setting-row'
import { apiKeyWords } from './settings-fields'
import type { SaveOutcome } from './settings-state'

const ID = 'setting-apiKey'

/** The key goes to the shell and never comes back: what is shown is only whether there is one and where it is kept. */
export function ApiKeySetting({ profile }: { readonly profile: ModelProfile }) {
  const bridge = useBridge()
  const [state, setState] = useState<ApiKeyState | null>(null)
  const [typed, setTyped] = useState('')
  const [outcome, setOutcome] = useState<SaveOutcome | undefined>()
  const [isBusy, setIsBusy] = useState(false)
  const [isConfirming, setIsConfirming] = useState(false)

  useEffect(() => {
    let isGone = false
    bridge.apiKeyState(profile.id).then(
      (next) => !isGone && setState(next),
      (thrown) => !isGone && setOutcome({ kind: 'failed', message: toAppError(thrown).message }),
    )
    return () => {
      isGone = true
    }
  }, [bridge, profile.id])

  async function change(work: () => Promise<ApiKeyState>): Promise<void> {
    setIsBusy(true)
    try {
      setState(await work())
      setTyped('')
      setOutcome((last) => ({ kind: 'saved', count: last?.kind === 'saved' ? last.count + 1 : 1 }))
    } catch (thrown) {
      setOutcome({ kind: 'failed', message: toAppError(thrown).message })
    } finally {
      setIsBusy(false)
    }
  }

  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    if (typed.trim()) void change(() => bridge.saveApiKey(profile.id, typed.trim()))
  }

  const words = state && apiKeyWords(state, profile)
  return (
    <SettingRow id={ID} label="API key" about={words?.text ?? 'Looking for a key.'} outcome={outcome}>
      {words?.isLocked ? (
        <p className="flex h-8 items-center gap-2 text-sm text-muted">
          <KeyRound aria-hidden size={15} />
          Managed outside of VerdeMuse
        </p>
      ) : (
        <form className="flex gap-2" onSubmit={onSubmit}>
          <input
            id={ID}
            type="password"
            autoComplete="off"
            spellCheck={false}
            maxLength={500}
            className={`${INPUT_CLASS} h-8 min-w-0`}
            placeholder={words?.isConfigured ? '••••••••••••••••' : 'Paste a key'}
            value={typed}
            aria-describedby={`${ID}-about ${ID}-wrong`}
            aria-invalid={outcome?.kind === 'failed'}
            onChange={(event) => setTyped(event.target.value)}
          />
          {words?.isConfigured && !typed.trim() ? (
            <Button variant="danger" disabled={isBusy} className="h-8" onClick={() => setIsConfirming(true)}>
              Remove
            </Button>
          ) : (
            <Button type="submit" disabled={isBusy || !typed.trim()} className="h-8">
              Save
            </Button>
          )}
        </form>
      )}
      <ConfirmDialog
        open={isConfirming}
        onOpenChange={setIsConfirming}
        title="Remove the API key?"
        description="New answers will quote the best passages. Conversations and stored answers stay."
        confirmLabel="Remove key"
        onConfirm={() => change(() => bridge.removeApiKey(profile.id))}
      />
    </SettingRow>
  )
}

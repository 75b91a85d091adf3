import { isCancelled, toAppError } from '@shared/errors'
import type { PackOutcome } from '@shared/packs'
import { FileUp, TriangleAlert } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useBridge, useClient } from '../engine/use-engine'
import type { Holdings } from '../knowledge/scope'
import { useAnnounce } from '../ui/announcer'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { TextField } from '../ui/field'
import { SelectField } from '../ui/select-field'
import { isRefused, outcomeWords } from './pack-words'

/** A new collection with the pack's own name. */
const OWN_COLLECTION = 0

interface AddPackDialogProps {
  readonly collections: Holdings['collections']
  readonly onClose: () => void
}

/** Installs a pack from a file or an address; a refused one says why and changes nothing. Mounted while it is open. */
export function AddPackDialog({ collections, onClose }: AddPackDialogProps) {
  const client = useClient()
  const bridge = useBridge()
  const announce = useAnnounce()
  const [address, setAddress] = useState('')
  const [collectionId, setCollectionId] = useState(OWN_COLLECTION)
  const [problems, setProblems] = useState<readonly string[]>([])
  const [isBusy, setIsBusy] = useState(false)

  async function install(
    find: () => Promise<{ handle: string } | { address: string } | null>,
  ): Promise<void> {
    setIsBusy(true)
    setProblems([])
    try {
      const from = await find()
      if (!from) return
      const { outcomes } = await client.call('packs.install', {
        from,
        ...(collectionId === OWN_COLLECTION ? {} : { collectionId }),
      })
      // a browser hands a file over under a name of its own, which nobody would know again
      settle(outcomes, 'handle' in from ? 'The file' : undefined)
    } catch (thrown) {
      if (!isCancelled(thrown)) setProblems([toAppError(thrown).message])
    } finally {
      setIsBusy(false)
    }
  }

  function settle(outcomes: readonly PackOutcome[], label: string | undefined): void {
    const refused = outcomes.filter(isRefused)
    setProblems(
      outcomes.length === 0
        ? ['There is no pack at this place.']
        : refused.map((outcome) => outcomeWords(outcome, label)),
    )
    const taken = outcomes.filter((outcome) => !isRefused(outcome))
    if (taken.length > 0) announce(taken.map((outcome) => outcomeWords(outcome)).join(' '), 'shown')
    if (outcomes.length > 0 && refused.length === 0) onClose()
  }

  const fromFile = () =>
    install(async () => {
      const picked = await bridge.pick('pack')
      const handle = picked?.handles[0]
      if (!handle && picked?.refused?.[0]) setProblems([picked.refused[0].message])
      return handle ? { handle } : null
    })
  const fromAddress = (event: FormEvent) => {
    event.preventDefault()
    void install(async () => ({ address: address.trim() }))
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Add a knowledge pack"
      description="One file with documents that are ready to search, as your administrator or a publisher makes it."
    >
      <form className="grid gap-4 overflow-y-auto px-5 pt-2 pb-5" onSubmit={fromAddress}>
        <SelectField
          label="Collection"
          value={collectionId}
          options={[{ id: OWN_COLLECTION, name: 'A new one with the name of the pack' }, ...collections]}
          onChange={setCollectionId}
        />
        <div className="grid gap-1">
          <p className="text-sm font-medium">From a file</p>
          <Button className="justify-self-start" disabled={isBusy} onClick={() => void fromFile()}>
            <FileUp aria-hidden />
            Choose a .vmpack file
          </Button>
        </div>
        <TextField
          label="Or from an address"
          type="url"
          inputMode="url"
          placeholder="https://packs.example.com/help-centre.vmpack"
          hint="The address is asked once an hour from then on, and only documents that changed travel."
          value={address}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setAddress(event.target.value)}
        />
        {problems.length > 0 && (
          <ul role="alert" className="grid gap-1 rounded-lg border border-line bg-red-soft p-3 text-sm">
            {problems.map((problem) => (
              <li key={problem} className="flex gap-2 [overflow-wrap:anywhere]">
                <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-red" />
                {problem}
              </li>
            ))}
          </ul>
        )}
        <div className="flex items-center justify-end gap-2">
          {isBusy && (
            <p role="status" className="me-auto text-sm text-muted">
              Checking and installing
            </p>
          )}
          <Button onClick={onClose}>{isBusy ? 'Close' : 'Cancel'}</Button>
          <Button type="submit" variant="primary" disabled={isBusy || address.trim() === ''}>
            Install from address
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

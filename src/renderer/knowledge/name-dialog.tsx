import { toAppError } from '@shared/errors'
import type { Collection } from '@shared/models'
import { type FormEvent, useEffect, useState } from 'react'
import { useClient } from '../engine/use-engine'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { TextField } from '../ui/field'

const NAME_MAX_CHARS = 80

interface OpenState {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

export function NewCollectionDialog({
  onCreated,
  ...state
}: OpenState & { readonly onCreated: (collectionId: number) => void }) {
  const client = useClient()
  return (
    <NameDialog
      {...state}
      title="New collection"
      description="Keeps documents apart that belong to another product or team. Search and chat can be limited to it."
      initial=""
      confirmLabel="Create collection"
      save={async (name) => onCreated((await client.call('collections.create', { name })).id)}
    />
  )
}

export function RenameCollectionDialog({
  collection,
  ...state
}: OpenState & { readonly collection: Collection }) {
  const client = useClient()
  return (
    <NameDialog
      {...state}
      title="Rename collection"
      initial={collection.name}
      confirmLabel="Rename"
      save={async (name) =>
        void (await client.call('collections.rename', { collectionId: collection.id, name }))
      }
    />
  )
}

interface NameDialogProps extends OpenState {
  readonly title: string
  readonly description?: string
  readonly initial: string
  readonly confirmLabel: string
  /** Rejects with the sentence that stands under the field. */
  readonly save: (name: string) => Promise<void>
}

function NameDialog({
  open,
  onOpenChange,
  title,
  description,
  initial,
  confirmLabel,
  save,
}: NameDialogProps) {
  const [name, setName] = useState(initial)
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  useEffect(() => {
    if (!open) return
    setName(initial)
    setError(null)
  }, [open, initial])

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setIsBusy(true)
    try {
      await save(name)
      onOpenChange(false)
    } catch (thrown) {
      setError(toAppError(thrown).message)
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} {...(description ? { description } : {})}>
      <form className="grid gap-4 px-5 pt-2 pb-5" onSubmit={(event) => void submit(event)}>
        <TextField
          label="Name"
          value={name}
          maxLength={NAME_MAX_CHARS}
          autoFocus
          autoComplete="off"
          error={error}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={isBusy || name.trim() === ''}>
            {confirmLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

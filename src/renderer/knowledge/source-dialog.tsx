import { toAppError } from '@shared/errors'
import type { KnowledgeSource } from '@shared/models'
import { type FormEvent, useState } from 'react'
import { useClient } from '../engine/use-engine'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { TextField } from '../ui/field'
import { SelectField } from '../ui/select-field'
import { FollowSwitch } from './follow-switch'
import { PatternFields } from './pattern-fields'
import type { Holdings } from './scope'
import { hasPlace, patternsOf, patternsText } from './source-words'

interface SourceDialogProps {
  readonly source: KnowledgeSource
  readonly collections: Holdings['collections']
  /** False for the source that every collection of single files has: it has no place and stays where it is. */
  readonly isMovable: boolean
  readonly onClose: () => void
}

/** Name, collection, whether it is followed, and which files of it are read. Mounted while it is open. */
export function SourceDialog({ source, collections, isMovable, onClose }: SourceDialogProps) {
  const client = useClient()
  const [label, setLabel] = useState(source.label)
  const [collectionId, setCollectionId] = useState(source.collectionId)
  const [isWatched, setIsWatched] = useState(source.isWatched)
  const [patterns, setPatterns] = useState({
    include: patternsText(source.include),
    exclude: patternsText(source.exclude),
  })
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const isPlace = hasPlace(source)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setIsBusy(true)
    try {
      await client.call('sources.update', {
        sourceId: source.id,
        label,
        ...(isMovable ? { collectionId } : {}),
        ...(isPlace
          ? { isWatched, include: patternsOf(patterns.include), exclude: patternsOf(patterns.exclude) }
          : {}),
      })
      onClose()
    } catch (thrown) {
      setError(toAppError(thrown).message)
      setIsBusy(false)
    }
  }

  return (
    <Dialog open onOpenChange={onClose} title="Edit source">
      <form className="grid gap-4 overflow-y-auto px-5 pt-1 pb-5" onSubmit={(event) => void submit(event)}>
        <TextField
          label="Name"
          value={label}
          autoComplete="off"
          error={error}
          onChange={(event) => setLabel(event.target.value)}
        />
        {isMovable && (
          <SelectField
            label="Collection"
            hint="Its documents move along, and keep what search knows of them."
            value={collectionId}
            options={collections}
            onChange={setCollectionId}
          />
        )}
        {isPlace && (
          <>
            <FollowSwitch kind={source.kind} isOn={isWatched} onChange={setIsWatched} />
            <PatternFields patterns={patterns} onChange={setPatterns} />
          </>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={isBusy || label.trim() === ''}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

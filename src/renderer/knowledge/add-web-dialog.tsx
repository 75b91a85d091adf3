import { toAppError } from '@shared/errors'
import { type FormEvent, useState } from 'react'
import { useClient } from '../engine/use-engine'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { TextField } from '../ui/field'
import { SelectField } from '../ui/select-field'
import { FollowSwitch } from './follow-switch'
import { PatternFields, type PatternTexts } from './pattern-fields'
import type { Holdings } from './scope'
import { patternsOf } from './source-words'

interface AddWebDialogProps {
  readonly collections: Holdings['collections']
  readonly collectionId: number
  readonly onClose: () => void
}

const KINDS = [
  { kind: 'page', text: 'One page' },
  { kind: 'sitemap', text: 'A sitemap' },
] as const

/** A page, or all pages a sitemap names. Mounted while it is open. */
export function AddWebDialog({ collections, collectionId: initial, onClose }: AddWebDialogProps) {
  const client = useClient()
  const [address, setAddress] = useState('')
  const [webKind, setWebKind] = useState<(typeof KINDS)[number]['kind']>('page')
  const [collectionId, setCollectionId] = useState(initial)
  const [isWatched, setIsWatched] = useState(true)
  const [patterns, setPatterns] = useState<PatternTexts>({ include: '', exclude: '' })
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setIsBusy(true)
    setError(null)
    try {
      await client.call('sources.add', {
        address: address.trim(),
        webKind,
        collectionId,
        isWatched,
        ...(webKind === 'sitemap'
          ? { include: patternsOf(patterns.include), exclude: patternsOf(patterns.exclude) }
          : {}),
      })
      onClose()
    } catch (thrown) {
      setError(toAppError(thrown).message)
      setIsBusy(false)
    }
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Add a web page or sitemap"
      description="Public pages only, and only what the site lets programs read."
    >
      <form className="grid gap-4 overflow-y-auto px-5 pt-2 pb-5" onSubmit={(event) => void submit(event)}>
        <TextField
          label="Address"
          type="url"
          inputMode="url"
          required
          autoFocus
          autoComplete="off"
          spellCheck={false}
          placeholder={
            webKind === 'page' ? 'https://help.example.com/returns' : 'https://help.example.com/sitemap.xml'
          }
          value={address}
          error={error}
          onChange={(event) => setAddress(event.target.value)}
        />
        <fieldset className="flex gap-4">
          <legend className="sr-only">What the address is</legend>
          {KINDS.map(({ kind, text }) => (
            <label key={kind} className="flex min-h-7 items-center gap-2 text-sm">
              <input
                type="radio"
                name="web-kind"
                className="size-4 accent-(--accent)"
                checked={webKind === kind}
                onChange={() => setWebKind(kind)}
              />
              {text}
            </label>
          ))}
        </fieldset>
        {collections.length > 1 && (
          <SelectField
            label="Collection"
            value={collectionId}
            options={collections}
            onChange={setCollectionId}
          />
        )}
        <FollowSwitch kind="web" isOn={isWatched} onChange={setIsWatched} />
        {webKind === 'sitemap' && <PatternFields patterns={patterns} onChange={setPatterns} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={isBusy || address.trim() === ''}>
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

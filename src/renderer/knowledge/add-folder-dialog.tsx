import { isCancelled, toAppError } from '@shared/errors'
import { useState } from 'react'
import { useBridge, useClient } from '../engine/use-engine'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { SelectField } from '../ui/select-field'
import { CopyLine } from './copy-line'
import { FollowSwitch } from './follow-switch'
import { PatternFields, type PatternTexts } from './pattern-fields'
import type { Holdings } from './scope'
import { patternsOf } from './source-words'

interface AddFolderDialogProps {
  readonly collections: Holdings['collections']
  readonly collectionId: number
  readonly onClose: () => void
}

/** A folder as a source. Mounted while it is open. */
export function AddFolderDialog(props: AddFolderDialogProps) {
  const { shell } = useBridge()
  const [collectionId, setCollectionId] = useState(props.collectionId)
  const [isWatched, setIsWatched] = useState(true)
  const [patterns, setPatterns] = useState<PatternTexts>({ include: '', exclude: '' })
  const collection = props.collections.find(({ id }) => id === collectionId)
  return (
    <Dialog
      open
      onOpenChange={props.onClose}
      title={shell === 'desktop' ? 'Add a folder' : 'Follow a folder'}
      description={
        shell === 'desktop'
          ? 'Everything in it that can be read becomes searchable; the files stay where they are.'
          : 'A browser page may not know where a folder lies, so following one begins in a terminal. It shows up here at once.'
      }
    >
      <div className="grid gap-4 overflow-y-auto px-5 pt-2 pb-5">
        {props.collections.length > 1 && (
          <SelectField
            label="Collection"
            value={collectionId}
            options={props.collections}
            onChange={setCollectionId}
          />
        )}
        {shell === 'desktop' && <FollowSwitch kind="folder" isOn={isWatched} onChange={setIsWatched} />}
        <PatternFields patterns={patterns} onChange={setPatterns} />
        {shell === 'desktop' ? (
          <ChooseFolder
            onClose={props.onClose}
            options={{
              collectionId,
              isWatched,
              include: patternsOf(patterns.include),
              exclude: patternsOf(patterns.exclude),
            }}
          />
        ) : (
          <div className="grid gap-2">
            <p className="text-sm">Run this in a terminal, with the path of your folder:</p>
            <CopyLine
              text={followCommand(props.collections.length > 1 ? collection?.name : undefined, patterns)}
            />
            <div className="flex justify-end pt-2">
              <Button onClick={props.onClose}>Done</Button>
            </div>
          </div>
        )}
      </div>
    </Dialog>
  )
}

interface ChooseFolderProps {
  readonly options: {
    readonly collectionId: number
    readonly isWatched: boolean
    readonly include: string[]
    readonly exclude: string[]
  }
  readonly onClose: () => void
}

/** The desktop shell hands over where the folder lies, so that it can be looked at again. */
function ChooseFolder({ options, onClose }: ChooseFolderProps) {
  const client = useClient()
  const bridge = useBridge()
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  async function choose(): Promise<void> {
    setIsBusy(true)
    setError(null)
    try {
      const picked = await bridge.pick('folder')
      if (!picked || picked.handles.length === 0) return
      await client.call('sources.add', { ...options, handles: [...picked.handles] })
      onClose()
    } catch (thrown) {
      if (!isCancelled(thrown)) setError(toAppError(thrown).message)
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <>
      {error && (
        <p role="alert" className="text-sm text-red">
          {error}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" disabled={isBusy} onClick={() => void choose()}>
          Choose folder
        </Button>
      </div>
    </>
  )
}

/** For a shell of any system: names and patterns in quotes, which no wildcard leaves. */
export function followCommand(collection: string | undefined, patterns: PatternTexts): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '')}"`
  const list = (option: string, texts: readonly string[]) =>
    texts.length === 0 ? [] : [option, ...texts.map(quoted)]
  return [
    'verdemuse import "/path/to/folder" --watch',
    ...(collection ? [`--collection ${quoted(collection)}`] : []),
    ...list('--include', patternsOf(patterns.include)),
    ...list('--exclude', patternsOf(patterns.exclude)),
  ].join(' ')
}

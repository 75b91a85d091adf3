import { toAppError } from '@shared/errors'
import { fitsOneMessage, IMPORT_FILE_MAX_BYTES, textOfFile } from '@shared/macro-file'
import type { MacroDuplicates, MacroImportResult } from '@shared/macro-models'
import { FileUp } from 'lucide-react'
import { type ChangeEvent, useEffect, useId, useRef, useState } from 'react'
import { useClient } from '../engine/use-engine'
import { useAnnounce } from '../ui/announcer'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Field, INPUT_CLASS, TextField } from '../ui/field'
import { countOf } from '../ui/figures'

const DUPLICATES: readonly { readonly value: MacroDuplicates; readonly label: string }[] = [
  { value: 'skip', label: 'Leave them out' },
  { value: 'rename', label: 'Add them under another name' },
  { value: 'replace', label: 'Replace those that are there' },
]

const TOO_LARGE =
  'The file is larger than 1.5 MB. Larger ones are imported with: verdemuse macros import FILE'

interface ImportDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly folders: readonly string[]
}

/** A file, what would become of it, and only then the import. */
export function ImportDialog({ open, onOpenChange, folders }: ImportDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Import macros"
      description="CSV with the columns name, shortcut, folder and body; JSON from VerdeMuse; or a help desk’s JSON export."
    >
      {open && <ImportForm folders={folders} onClose={() => onOpenChange(false)} />}
    </Dialog>
  )
}

interface PickedFile {
  readonly name: string
  readonly text: string
}

function ImportForm({
  folders,
  onClose,
}: {
  readonly folders: readonly string[]
  readonly onClose: () => void
}) {
  const client = useClient()
  const announce = useAnnounce()
  const picker = useRef<HTMLInputElement>(null)
  const foldersId = useId()
  const [file, setFile] = useState<PickedFile | null>(null)
  const [duplicates, setDuplicates] = useState<MacroDuplicates>('skip')
  const [folder, setFolder] = useState('')
  const [trial, setTrial] = useState<MacroImportResult | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  useEffect(() => {
    if (!file) return
    const controller = new AbortController()
    setTrial(null)
    client
      .call('macros.import', { text: file.text, duplicates, folder, isTrial: true }, controller.signal)
      .then(
        (result) => {
          if (!controller.signal.aborted) setTrial(result)
        },
        (thrown) => {
          if (!controller.signal.aborted) setFailure(toAppError(thrown).message)
        },
      )
    return () => controller.abort()
  }, [client, file, duplicates, folder])

  async function pick({ target }: ChangeEvent<HTMLInputElement>) {
    const picked = target.files?.[0]
    if (!picked) return
    setFailure(null)
    setTrial(null)
    setFile(null)
    const text =
      picked.size > IMPORT_FILE_MAX_BYTES ? null : textOfFile(new Uint8Array(await picked.arrayBuffer()))
    if (text === null || !fitsOneMessage(text)) setFailure(TOO_LARGE)
    else setFile({ name: picked.name, text })
    // the same file may be chosen again once it was mended
    target.value = ''
  }
  async function run() {
    if (!file) return
    setIsBusy(true)
    try {
      const result = await client.call('macros.import', { text: file.text, duplicates, folder })
      announce(`${countOf(takenOf(result), 'macro')} imported.`, 'shown')
      onClose()
    } catch (thrown) {
      setFailure(toAppError(thrown).message)
    } finally {
      setIsBusy(false)
    }
  }

  const taken = trial ? takenOf(trial) : 0
  return (
    <div className="grid min-h-0 grid-cols-[minmax(0,1fr)] gap-4 overflow-y-auto px-5 pt-2 pb-5">
      <div className="flex items-center gap-2">
        <Button onClick={() => picker.current?.click()}>
          <FileUp aria-hidden />
          {file ? 'Another file' : 'Choose a file'}
        </Button>
        <bdi className="min-w-0 truncate text-sm text-muted">{file?.name}</bdi>
        <input
          ref={picker}
          type="file"
          accept=".csv,.json,.txt"
          aria-label="File with macros"
          tabIndex={-1}
          onChange={(event) => void pick(event)}
          className="sr-only"
        />
      </div>
      {file && (
        <>
          <Field label="Macros that are there already">
            {({ id }) => (
              <select
                id={id}
                value={duplicates}
                onChange={(event) => {
                  const chosen = DUPLICATES.find(({ value }) => value === event.target.value)
                  if (chosen) setDuplicates(chosen.value)
                }}
                className={`${INPUT_CLASS} h-8`}
              >
                {DUPLICATES.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <TextField
            label="Into the folder"
            placeholder="None: as the file says"
            list={foldersId}
            autoComplete="off"
            value={folder}
            onChange={(event) => setFolder(event.target.value)}
          />
          <datalist id={foldersId}>
            {folders.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      )}
      {failure && (
        <p role="alert" className="rounded-md bg-red-soft px-3 py-2 text-sm text-red">
          {failure}
        </p>
      )}
      {trial && <TrialNotes trial={trial} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" disabled={taken === 0 || isBusy} onClick={() => void run()}>
          {taken === 0 ? 'Import' : `Import ${countOf(taken, 'macro')}`}
        </Button>
      </div>
    </div>
  )
}

function takenOf({ added, renamed, replaced }: MacroImportResult): number {
  return added + renamed + replaced
}

function TrialNotes({ trial }: { readonly trial: MacroImportResult }) {
  const { added, renamed, replaced, skipped, passagesMissing, refused } = trial
  const parts = [
    [added, 'will be added'],
    [renamed, 'will be added under another name'],
    [replaced, 'will be replaced'],
    [skipped, 'left out: there already'],
    [refused.length, 'left out, for the reasons below'],
  ] as const
  const said = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`)
  return (
    <div role="status" className="flex min-w-0 flex-col gap-2 text-sm">
      <p>{said.length === 0 ? 'The file has no macros.' : `${said.join(' · ')}.`}</p>
      {passagesMissing > 0 && (
        <p className="text-muted">
          {countOf(passagesMissing, 'passage')} they rest on {passagesMissing === 1 ? 'is' : 'are'} not in
          this knowledge base.
        </p>
      )}
      {refused.length > 0 && (
        <ul className="max-h-40 overflow-y-auto rounded-md bg-amber-soft px-3 py-2 text-xs">
          {refused.map(({ row, name, reason }) => (
            <li key={row} className="[overflow-wrap:anywhere]">
              Row {row}
              {name && (
                <>
                  , <bdi>{name}</bdi>
                </>
              )}
              : {reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

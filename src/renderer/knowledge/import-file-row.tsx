import type { ImportFile } from '@shared/models'
import { Ban, Check, CircleDashed, Equal, LoaderCircle, TriangleAlert, X } from 'lucide-react'
import { Button } from '../ui/button'
import { formatBytes } from '../ui/figures'
import { plainName } from '../ui/plain-name'
import { type FileWords, fileWords } from './import-jobs'

interface ImportFileRowProps {
  readonly file: ImportFile
  readonly onRetry: (fileId: number) => void
  readonly onOpen: (documentId: number) => void
}

const TONES: Readonly<Record<FileWords['tone'], string>> = {
  quiet: 'text-faint',
  good: 'text-accent',
  attention: 'text-amber',
  bad: 'text-red',
}

/** One file of an import: what became of it, and why where it was refused. */
export function ImportFileRow({ file, onRetry, onOpen }: ImportFileRowProps) {
  const words = fileWords(file)
  const { documentId } = file
  const path = plainName(file.path)
  return (
    <div className="flex items-start gap-2.5 py-1 ps-4 pe-3 text-sm">
      <span className={`mt-[5px] shrink-0 ${TONES[words.tone]}`}>
        <StateIcon file={file} />
      </span>
      <div className="min-w-0 grow py-[3px]">
        {documentId !== null && file.documentCount === 1 ? (
          <button
            type="button"
            className="block max-w-full truncate text-start hover:underline"
            title={path}
            onClick={() => onOpen(documentId)}
          >
            {path}
          </button>
        ) : (
          <p className="truncate" dir="auto" title={path}>
            {path}
          </p>
        )}
        {words.reason && <p className={words.tone === 'bad' ? 'text-red' : 'text-muted'}>{words.reason}</p>}
      </div>
      <span className="mt-[3px] min-w-16 shrink-0 text-xs leading-5 text-muted">{words.state}</span>
      <span className="mt-[3px] hidden w-16 shrink-0 text-end text-xs leading-5 tabular-nums text-faint @lg:block">
        {file.sizeBytes === null ? '' : formatBytes(file.sizeBytes)}
      </span>
      <span className="w-13 shrink-0">
        {file.state === 'refused' && (
          <Button size="small" variant="ghost" aria-label={`Retry ${path}`} onClick={() => onRetry(file.id)}>
            Retry
          </Button>
        )}
      </span>
    </div>
  )
}

function StateIcon({ file }: { readonly file: ImportFile }) {
  const props = { 'aria-hidden': true, size: 15 } as const
  switch (file.state) {
    case 'done':
      return file.warning ? <TriangleAlert {...props} /> : <Check {...props} />
    case 'unchanged':
      return <Equal {...props} />
    case 'refused':
      return <X {...props} />
    case 'cancelled':
      return <Ban {...props} />
    case 'reading':
      return <LoaderCircle {...props} className="animate-spin motion-reduce:animate-none" />
    case 'waiting':
      return <CircleDashed {...props} />
  }
}

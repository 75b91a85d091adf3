import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { extname, isAbsolute, join } from 'node:path'
import { toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { LayoutBlock, MissingOriginal } from '@shared/models'
import type { WritableDb } from '../db/open-database'
import type { DocumentPlaceRow, Knowledge } from '../knowledge/knowledge'
import { createKeptOriginals } from './kept-originals'
import { createLayoutWindows } from './layout-windows'
import { type LocatedPassage, locatePassage } from './locate-passage'
import { createOriginalFiles } from './original-files'

/** Larger uploads are shown by their text alone: the database would grow by more than all texts together. */
const KEPT_MAX_BYTES = 30 * 1024 * 1024
const SAMPLE_LABEL = 'Sample/'
/** What may be handed to its own program: files of the kinds that are read here, and no other. */
const OPENED_ENDINGS = new Set(
  '.md .markdown .txt .log .html .htm .xhtml .mhtml .mht .csv .tsv .pdf .docx .pptx .xlsx .odt .epub .eml .json .jsonl .ndjson'.split(
    ' ',
  ),
)

export type OriginalWindow =
  | { readonly kind: 'bytes'; readonly base64: string; readonly totalBytes: number }
  | { readonly kind: 'missing'; readonly reason: MissingOriginal }

export type DocumentLocation =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'missing'; readonly reason: MissingOriginal }

/** What a reader of one document needs beside its text. Every method throws not_found for a document that is gone. */
export interface Documents {
  layout(
    documentId: number,
    start: number,
    end: number,
  ): { readonly isStored: boolean; readonly blocks: LayoutBlock[] }
  original(
    documentId: number,
    window: { readonly offset: number; readonly length: number },
    signal: AbortSignal,
  ): Promise<OriginalWindow>
  locate(passage: {
    readonly documentId: number
    readonly start: number
    readonly text: string
  }): LocatedPassage
  location(documentId: number): Promise<DocumentLocation>
  /** Keeps the bytes of a PDF whose file is about to go. Never throws: without them its text is shown. */
  keepUpload(documentId: number, filePath: string): Promise<void>
}

export interface DocumentsOptions {
  readonly db: WritableDb
  readonly knowledge: Pick<Knowledge, 'place' | 'layoutJson' | 'text'>
  /** Where the sample's files lie. */
  readonly sampleDir: string
  readonly log: Logger
}

export function createDocuments({ db, knowledge, sampleDir, log }: DocumentsOptions): Documents {
  const kept = createKeptOriginals(db)
  const files = createOriginalFiles()
  const layouts = createLayoutWindows(knowledge.layoutJson)

  /** Null for what came without a file of this machine. */
  function filePathOf({ path, source, sourceKind }: DocumentPlaceRow): string | null {
    if (source === 'sample')
      return path.startsWith(SAMPLE_LABEL) ? join(sampleDir, path.slice(SAMPLE_LABEL.length)) : null
    // of an upload and of a pack the path is a label; a label never begins at the root
    return (sourceKind === 'folder' || sourceKind === 'files') && isAbsolute(path) ? path : null
  }

  return {
    layout: (documentId, start, end) =>
      layouts.read(documentId, knowledge.place(documentId).contentHash, { start, end }),
    async original(documentId, window, signal) {
      const place = knowledge.place(documentId)
      // a row of a table has a hash of its own, which is no file's
      if (place.externalId !== null) return { kind: 'missing', reason: 'not_kept' }
      const keptWindow = kept.read(place.contentHash, window.offset, window.length)
      if (keptWindow) return toWindow(keptWindow)
      const path = filePathOf(place)
      if (path === null) return { kind: 'missing', reason: 'not_kept' }
      const read = await files.read(path, place.contentHash, window, signal)
      return read.kind === 'bytes' ? toWindow(read) : read
    },
    locate({ documentId, start, text }) {
      const here = knowledge.text(documentId, start, start + text.length)
      // a huge document is read as a whole only when it has to be searched
      return here.text === text
        ? { kind: 'same', start, end: start + text.length }
        : locatePassage(knowledge.text(documentId, 0, Number.MAX_SAFE_INTEGER).text, text, start)
    },
    async location(documentId) {
      const path = filePathOf(knowledge.place(documentId))
      return path === null ? { kind: 'missing', reason: 'not_kept' } : locate(path)
    },
    async keepUpload(documentId, filePath) {
      try {
        const { contentHash, format, sizeBytes, externalId } = knowledge.place(documentId)
        if (format !== 'pdf' || externalId !== null || sizeBytes > KEPT_MAX_BYTES) return
        const pieces: AsyncIterable<Buffer> = createReadStream(filePath)
        if (!(await kept.keep(contentHash, pieces))) log.info('original_not_kept', { documentId })
      } catch (thrown) {
        log.warn('original_not_kept', { documentId, code: toAppError(thrown).code })
      }
    },
  }
}

function toWindow({ bytes, totalBytes }: { bytes: Buffer; totalBytes: number }): OriginalWindow {
  return { kind: 'bytes', base64: bytes.toString('base64'), totalBytes }
}

/** A link may have a harmless name and lead to a program, so the file behind it is judged as well. */
async function locate(path: string): Promise<DocumentLocation> {
  try {
    const real = await realpath(path)
    const isOpened = [path, real].every((one) => OPENED_ENDINGS.has(extname(one).toLowerCase()))
    if (!isOpened || !(await stat(real)).isFile()) return { kind: 'missing', reason: 'not_kept' }
    return { kind: 'file', path: real }
  } catch {
    return { kind: 'missing', reason: 'gone' }
  }
}

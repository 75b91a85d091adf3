import { AppError } from '@shared/errors'
import { ORIGINAL_WINDOW_MAX_BYTES } from '@shared/limits'
import type { MissingOriginal } from '@shared/models'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { Connection } from '../engine/connection'

/** Standard fonts and decoders of old picture formats, beside the page's own files. */
const PDF_FILES = new URL('pdf/', window.location.href).href

type PdfLibrary = typeof import('pdfjs-dist/legacy/build/pdf.mjs')

export type OpenedPdf =
  | {
      readonly kind: 'open'
      readonly pdf: PDFDocumentProxy
      readonly library: PdfLibrary
      readonly close: () => void
    }
  | { readonly kind: 'missing'; readonly reason: MissingOriginal }

/**
 * Opens the document's own file, of which only what is looked at is read: pages ask for their bytes in windows. The
 * library comes with the first PDF and works in a worker of its own; scripts and forms in the file stay dead, and no
 * font or table is fetched from anywhere else. Throws AppError.
 */
export async function openPdf(
  client: Connection,
  documentId: number,
  signal: AbortSignal,
): Promise<OpenedPdf> {
  const readBytes = async (offset: number, length: number) =>
    client.call('documents.original', { documentId, offset, length }, signal)
  const first = await readBytes(0, ORIGINAL_WINDOW_MAX_BYTES)
  if (first.kind === 'missing') return first
  const [library, { default: PdfWorker }] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('pdfjs-dist/legacy/build/pdf.worker.mjs?worker'),
  ])
  signal.throwIfAborted()

  class WindowTransport extends library.PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      void readRange(begin, end).then(
        (bytes) => this.onDataRange(begin, bytes),
        () => void loading.destroy(),
      )
    }
  }
  async function readRange(begin: number, end: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(end - begin)
    for (let at = begin; at < end; at += ORIGINAL_WINDOW_MAX_BYTES) {
      const window = await readBytes(at, Math.min(ORIGINAL_WINDOW_MAX_BYTES, end - at))
      if (window.kind === 'missing') throw new AppError('not_found', 'The file was changed meanwhile.')
      bytes.set(fromBase64(window.base64), at - begin)
    }
    return bytes
  }

  const port = new PdfWorker()
  // its own types know of no port but null
  const worker = new library.PDFWorker({ port: port as never })
  const start = fromBase64(first.base64)
  const isWhole = start.length >= first.totalBytes
  const loading = library.getDocument({
    ...(isWhole ? { data: start } : { range: new WindowTransport(first.totalBytes, start) }),
    worker,
    rangeChunkSize: 256 * 1024,
    disableAutoFetch: true,
    disableStream: true,
    enableXfa: false,
    // WebAssembly would need a hole in the page's policy; the library brings the same decoders as plain script
    useWasm: false,
    wasmUrl: PDF_FILES,
    standardFontDataUrl: PDF_FILES,
    // a system's substitute is wider or narrower than the letters the file counts on, and the lit places would be off
    useSystemFonts: false,
    verbosity: 0,
  })
  const close = () => {
    void loading.destroy().finally(() => {
      worker.destroy()
      port.terminate()
    })
  }
  try {
    const pdf = await loading.promise
    return { kind: 'open', pdf, library, close }
  } catch (thrown) {
    close()
    throw new AppError('internal', 'The pages of this PDF cannot be shown.', { cause: thrown })
  }
}

function fromBase64(base64: string): Uint8Array {
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at)
  return bytes
}

import type { PDFDocumentProxy, PDFPageProxy } from 'unpdf/pdfjs'
import type { PdfLine } from './pdf-lines'

export type ScannedPdf = PDFDocumentProxy
export type ScannedPdfPage = PDFPageProxy

/** What became of a page without text. */
export type ScannedPage =
  | { readonly kind: 'read'; readonly lines: readonly PdfLine[] }
  /** Nothing stands on it, or nothing but decoration. */
  | { readonly kind: 'blank' }
  /** Its pictures are damaged, or of a kind that is not read. */
  | { readonly kind: 'undecoded' }
  /** There are signs, but what they say is a guess. */
  | { readonly kind: 'unsure' }

export interface ScannedDocument {
  /** Rejects for nothing that lies in the page. */
  readPage(page: ScannedPdfPage): Promise<ScannedPage>
}

/** Reads pictures of pages. Only the process for scanned pages has one. */
export interface ScanReader {
  /** For opening the PDF: how its pictures are decoded, and how large they may be. */
  readonly pdfOptions: Readonly<Record<string, unknown>>
  /** `language` is what the document says of itself, such as "de" or "en-GB". */
  startDocument(language: string | null): ScannedDocument
  /** Settles each time a part of a page is done: a sign of life for who waits. */
  nextStep(): Promise<'step'>
}

/** Thrown where pages need recognition and this process cannot do it; the file is then read by the one that can. */
export class NeedsScanReader extends Error {
  constructor() {
    super('There are pages without text.')
    this.name = 'NeedsScanReader'
  }
}

import type { PDFDocumentProxy } from 'unpdf/pdfjs'

/** The layers of a PDF as they are when it is opened. */
export interface PdfLayers {
  readonly hasHidden: boolean
  /** `layer`: what a page says of the content that follows, as the library gives it. */
  isShown(layer: unknown): boolean
}

interface Groups extends Iterable<readonly [string, { readonly visible: boolean }]> {
  isVisible(layer: unknown): boolean
}

export async function readLayers(pdf: PDFDocumentProxy): Promise<PdfLayers> {
  // a document of which the layers cannot be told shows all of them
  const groups: Groups | null = await pdf.getOptionalContentConfig().catch(() => null)
  return {
    hasHidden: groups !== null && [...groups].some(([, { visible }]) => !visible),
    isShown: (layer) => groups?.isVisible(layer) ?? true,
  }
}

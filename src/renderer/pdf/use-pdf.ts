import { type AppError, isCancelled, toAppError } from '@shared/errors'
import { useEffect, useState } from 'react'
import { useClient } from '../engine/use-engine'
import { type OpenedPdf, openPdf } from './open-pdf'

export type PdfState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | OpenedPdf

/** The file of a document, opened while it is in sight. A null id opens nothing. */
export function usePdf(documentId: number | null): PdfState {
  const client = useClient()
  const [state, setState] = useState<{ readonly documentId: number; readonly pdf: PdfState } | null>(null)
  useEffect(() => {
    if (documentId === null) return
    const controller = new AbortController()
    let opened: OpenedPdf | null = null
    openPdf(client, documentId, controller.signal).then(
      (pdf) => {
        opened = pdf
        if (controller.signal.aborted) closePdf(pdf)
        else setState({ documentId, pdf })
      },
      (thrown) => {
        if (isCancelled(thrown) || controller.signal.aborted) return
        setState({ documentId, pdf: { kind: 'failed', error: toAppError(thrown) } })
      },
    )
    return () => {
      controller.abort()
      if (opened) closePdf(opened)
      setState(null)
    }
  }, [client, documentId])
  return state !== null && state.documentId === documentId ? state.pdf : { kind: 'loading' }
}

function closePdf(pdf: OpenedPdf): void {
  if (pdf.kind === 'open') pdf.close()
}

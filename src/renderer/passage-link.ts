import type { DocumentPlace } from './navigation'

/** `#/document/12/340-520`: the same page, at a passage. Ids never pass to another document, so a link cannot lie. */
const ROUTE = /#\/document\/(\d{1,15})(?:\/(\d{1,12})-(\d{1,12}))?$/

export function passageLink({ documentId, start, end }: DocumentPlace, pageAddress: string): string {
  const [base = ''] = pageAddress.split('#')
  const range = start === undefined || end === undefined ? '' : `/${start}-${end}`
  return `${base}#/document/${documentId}${range}`
}

/** The place a link names; null for any other text. The page's own address does not count: links move between ports. */
export function readPassageLink(text: string): DocumentPlace | null {
  const match = ROUTE.exec(text.trim())
  if (!match) return null
  const documentId = Number(match[1])
  const [start, end] = [match[2], match[3]].map((digits) =>
    digits === undefined ? undefined : Number(digits),
  )
  if (documentId === 0) return null
  return start === undefined || end === undefined || end <= start
    ? { documentId }
    : { documentId, start, end }
}

import { type DecodedText, decodeText } from './decode-text'
import { htmlToText } from './html-to-text'
import type { StructuredText } from './structured-text'

/** Where an HTML file must name its encoding, by the standard. */
const HEAD_BYTES = 1024 * 4

export function decodeHtml(bytes: Buffer): DecodedText {
  const head = bytes.subarray(0, HEAD_BYTES).toString('latin1')
  const declared = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,40})/iu.exec(head)?.[1] ?? null
  return decodeText(bytes, declared)
}

export function parseHtml(html: string): StructuredText {
  return htmlToText(html)
}

import { type SaxesAttributePlain, SaxesParser } from 'saxes'
import { decodeText } from './decode-text'
import { Refusal } from './refusal'

/** Deeper than any program writes; the parser keeps a record for each open element. */
const MAX_DEPTH = 1000
/** Handed to the parser at once. */
const SLICE_CHARS = 64 * 1024

export type Attributes = Readonly<Record<string, string>>

export interface XmlHandlers {
  /** Names with their prefix, as written: 'w:p'. */
  open?(name: string, attributes: Attributes): void
  close?(name: string): void
  text?(text: string): void
  /** True ends the reading early. */
  isDone?(): boolean
}

/**
 * Reads strict XML part by part. No entity but the five of XML itself, nothing from outside, and no document type:
 * no office program writes one, and it is the way to entity bombs. Throws a Refusal: xml_dtd, damaged, too_complex.
 */
export function readXml(bytes: Buffer, { open, close, text, isDone }: XmlHandlers): void {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let depth = 0
  parser.on('doctype', () => {
    throw documentTypeRefusal()
  })
  parser.on('error', () => {
    throw new Refusal('damaged', 'The file is damaged: its content is not valid XML.')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > MAX_DEPTH)
      throw new Refusal('too_complex', 'The elements of this file are nested too deeply to be read.')
    open?.(name, attributes as Record<string, SaxesAttributePlain['value']>)
  })
  parser.on('closetag', ({ name }) => {
    depth--
    close?.(name)
  })
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  const source = decodeText(bytes).text
  for (let at = 0; at < source.length; at += SLICE_CHARS) {
    parser.write(source.slice(at, at + SLICE_CHARS))
    if (isDone?.()) return
  }
  parser.close()
}

export function documentTypeRefusal(): Refusal {
  return new Refusal(
    'xml_dtd',
    'The file contains a document type declaration, which office programs never write.',
  )
}

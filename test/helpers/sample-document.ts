import { createHash } from 'node:crypto'
import type { NewChunk, NewDocument } from '../../src/engine/knowledge/knowledge'

export interface SampleDocument {
  readonly path: string
  readonly title?: string
  readonly externalId?: string | null
  readonly source?: 'sample' | 'user'
  readonly heading?: string
  /** One chunk each. */
  readonly texts: readonly string[]
}

/** A document as the importer would hand it over, one chunk a text. */
export function sampleDocument(options: SampleDocument): NewDocument {
  const { path, title = path, externalId = null, source = 'user', heading = '', texts } = options
  const chunks: NewChunk[] = []
  let text = ''
  for (const part of texts) {
    chunks.push({ start: text.length, end: text.length + part.length, page: null, heading, text: part })
    text += `${part}\n\n`
  }
  return {
    externalId,
    source,
    path,
    title,
    format: 'text',
    contentHash: createHash('sha256').update(title).update(text).digest('hex'),
    text,
    headings: [],
    pages: [],
    sizeBytes: Buffer.byteLength(text),
    chunks,
  }
}

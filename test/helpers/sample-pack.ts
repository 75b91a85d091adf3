import { join } from 'node:path'
import { embeddingHash } from '../../src/engine/knowledge/embedding-text'
import type { PackedContent } from '../../src/engine/packs/document-entry'
import { sha256 } from '../../src/engine/packs/manifest'
import { openPack } from '../../src/engine/packs/open-pack'
import { openPackFile } from '../../src/engine/packs/pack-bytes'
import { signManifest } from '../../src/engine/packs/signature'
import { createPackWriter, writeSigned } from '../../src/engine/packs/write-pack'
import { FAKE_MODEL, fakeVector } from './fake-embedder'
import { tempFolder } from './temp-database'

export interface SampleDocument {
  readonly path: string
  readonly title?: string
  /** Paragraphs; each is a passage. */
  readonly paragraphs: readonly string[]
  /** The file it was read from. */
  readonly original?: Buffer
}

export interface SamplePackOptions {
  readonly id?: string
  readonly name?: string
  readonly serial?: number
  readonly documents?: readonly SampleDocument[]
  readonly model?: { readonly fingerprint: string; readonly name: string; readonly dimension: number } | null
  readonly file?: string
  /** PEM; the pack is signed with it. */
  readonly privateKey?: string
}

export const SAMPLE_DOCUMENTS: readonly SampleDocument[] = [
  {
    path: 'kb/returns.md',
    title: 'Returns',
    paragraphs: ['Plants may be returned within thirty days.', 'Pots are refunded in full.'],
  },
  {
    path: 'kb/watering.md',
    title: 'Watering',
    paragraphs: ['Water the fern twice a week.', 'A cactus needs water once a month.'],
  },
  { path: 'kb/shipping.md', title: 'Shipping', paragraphs: ['We ship on weekdays before noon.'] },
]

export function contentOf({ path, title = path, paragraphs, original }: SampleDocument): PackedContent {
  const text = paragraphs.join('\n\n')
  let start = 0
  const chunks = paragraphs.map((paragraph) => {
    const chunk = { start, end: start + paragraph.length, page: null, heading: '' }
    start = chunk.end + 2
    return chunk
  })
  const contentHash = sha256(original ?? Buffer.from(text))
  return {
    title,
    format: 'markdown',
    contentHash,
    sizeBytes: text.length,
    readerVersion: 0,
    facts: { tags: ['sample'], language: 'en', dateMs: null, url: null, isInternal: false },
    layout: [],
    headings: [],
    pages: [],
    chunks,
    text,
  }
}

/** A pack as the product builds it, with the fake embedder's vectors; returns where it lies. */
export async function makePack(options: SamplePackOptions = {}): Promise<string> {
  const {
    id = 'sample',
    name = 'Sample pack',
    serial = 1,
    documents = SAMPLE_DOCUMENTS,
    privateKey,
  } = options
  const file = options.file ?? join(tempFolder(), 'sample.vmpack')
  const model = options.model === undefined ? FAKE_MODEL : options.model
  const writer = await createPackWriter(file)
  for (const document of documents) {
    const content = contentOf(document)
    const texts = content.chunks.map(({ start, end }) => content.text.slice(start, end))
    const vectors = texts.map((text) => ({
      embeddingHash: embeddingHash({ title: content.title, heading: '', text }),
      vector: fakeVector(`${content.title}\n${text}`, model?.dimension),
    }))
    await writer.add({
      path: document.path,
      externalId: null,
      content,
      vectors: model && vectors,
      original: document.original ?? null,
    })
  }
  const createdAt = '2026-11-22T00:00:00Z'
  const described = { id, name, serial, createdAt, builtWith: 'test', model }
  await writer.finish({ format: 'verdemuse-pack', version: 1, ...described }, null)
  if (privateKey) await signPack(file, privateKey)
  return file
}

export async function signPack(file: string, privateKey: string): Promise<void> {
  const bytes = await openPackFile(file)
  const { head, manifestBytes } = await openPack(bytes)
  await bytes.close()
  await writeSigned(file, head, signManifest(manifestBytes, privateKey))
}

import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { embeddingHash } from '../knowledge/embedding-text'
import type { IndexedModel, Knowledge, NewDocument, StoredDocument } from '../knowledge/knowledge'
import { LARGE_DOCUMENT_CHUNKS, putInTurns } from '../knowledge/put-in-turns'
import { decodeContent, type PackedContent } from './document-entry'
import { createTurnGiver } from './give-turns'
import type { PackDocument } from './manifest'
import type { OpenPack } from './open-pack'
import type { PackStore, PlacedDocument } from './pack-store'
import { hashOf, type InstallPlan } from './plan'
import { decodeVectors, type KeyedVector } from './vector-entry'

/**
 * Passages written at once, with their vectors: some 7 ms, so that nobody who waits for an answer notices, even on a
 * machine that has others to serve.
 */
const BATCH_CHUNKS = 16
/** Each note is a commit of its own; a crash between two costs looking at so many documents again. */
const NOTED_AT_ONCE = 200
const REMOVED_AT_ONCE = 20

export interface ApplyOptions {
  readonly knowledge: Knowledge
  readonly store: PackStore
  readonly pack: OpenPack
  readonly plan: InstallPlan
  readonly target: { readonly packRow: number; readonly sourceId: number; readonly collectionId: number }
  /** Whose vectors are taken; null when the pack's are of another model. */
  readonly model: IndexedModel | null
  readonly originals: PackOriginals
  readonly signal: AbortSignal
}

/** Keeps the bytes of files that lie nowhere else, by their hash. */
export interface PackOriginals {
  keep(contentHash: string, pieces: Iterable<Buffer>): Promise<boolean>
}

interface Ready {
  readonly document: NewDocument
  readonly vectors: readonly KeyedVector[]
  readonly placed: Omit<PlacedDocument, 'documentId'>
}

/**
 * Brings the documents into the knowledge base, a few at a time. Each step is a short transaction and may be done
 * twice, so an installation that was cut off is simply done again. Rejects with `cancelled`, throws storage_full.
 */
export async function applyPlan(options: ApplyOptions): Promise<void> {
  const { knowledge, store, plan, target, signal } = options
  const entryOf = originalEntries(options)
  let placed: PlacedDocument[] = []
  const note = () => {
    if (placed.length > 0) store.place(target.packRow, placed)
    placed = []
  }
  try {
    for await (const documents of writeBatches(options)) {
      for (const document of documents) await keepOriginal(options, entryOf, document)
      placed.push(...documents)
      if (placed.length >= NOTED_AT_ONCE) note()
      await yieldToOthers()
      signal.throwIfAborted()
    }
  } finally {
    note()
  }
  for (let from = 0; from < plan.remove.length; from += REMOVED_AT_ONCE) {
    const documentIds = plan.remove.slice(from, from + REMOVED_AT_ONCE).map(({ documentId }) => documentId)
    knowledge.remove(documentIds)
    store.unplace(target.packRow, documentIds)
    await yieldToOthers()
    signal.throwIfAborted()
  }
}

/** Only bytes that are the document's own file: their hash is the document's. */
async function keepOriginal(
  { pack, originals, knowledge }: ApplyOptions,
  entryOf: ReadonlyMap<string, number>,
  { originalHash, documentId }: PlacedDocument,
): Promise<void> {
  const index = originalHash === null ? undefined : entryOf.get(originalHash)
  if (index === undefined || knowledge.get(documentId).contentHash !== originalHash) return
  await originals.keep(originalHash, [await pack.readEntry(index)])
}

function originalEntries({ pack, plan }: ApplyOptions): Map<string, number> {
  const indexes = plan.put.flatMap(({ document }) => (document.original === null ? [] : [document.original]))
  return new Map(indexes.map((index) => [hashOf(pack.manifest.entries, index), index]))
}

async function* writeBatches(options: ApplyOptions): AsyncGenerator<PlacedDocument[]> {
  let batch: Ready[] = []
  let chunkCount = 0
  const giveTurn = createTurnGiver()
  for (const { document } of options.plan.put) {
    await giveTurn()
    const ready = await readReady(options, document)
    if (ready.document.chunks.length > LARGE_DOCUMENT_CHUNKS) {
      yield [place(ready, await putLarge(options, ready))]
      continue
    }
    batch.push(ready)
    chunkCount += ready.document.chunks.length
    if (chunkCount < BATCH_CHUNKS) continue
    yield putBatch(options, batch)
    batch = []
    chunkCount = 0
  }
  if (batch.length > 0) yield putBatch(options, batch)
}

async function readReady(options: ApplyOptions, document: PackDocument): Promise<Ready> {
  const { pack, target, model } = options
  const { entries, description } = pack.manifest
  const content = decodeContent(await pack.readEntry(document.text))
  const bytes = model && document.vectors !== null ? await pack.readEntry(document.vectors) : null
  return {
    document: toNewDocument(description.id, document, content, target),
    vectors: bytes && model ? ownVectors(content, decodeVectors(bytes, model.dimension)) : [],
    placed: {
      path: document.path,
      externalId: document.externalId ?? '',
      textHash: hashOf(entries, document.text),
      originalHash: document.original === null ? null : hashOf(entries, document.original),
    },
  }
}

/**
 * Vectors are shared by all documents of the same text, so a pack may bring those of its own passages only. The key is
 * made from the text here: vectors of a builder that showed the model something else are left out.
 */
function ownVectors({ title, text, chunks }: PackedContent, vectors: readonly KeyedVector[]): KeyedVector[] {
  const own = new Set(
    chunks.map(({ heading, start, end }) => embeddingHash({ title, heading, text: text.slice(start, end) })),
  )
  return vectors.filter((one) => own.has(one.embeddingHash))
}

function toNewDocument(
  packId: string,
  { path, externalId }: PackDocument,
  content: PackedContent,
  { sourceId, collectionId }: ApplyOptions['target'],
): NewDocument {
  return {
    ...content,
    // no file has such a path, so a pack can never take the place of what somebody imported
    path: `pack:${packId}/${path}`,
    externalId,
    source: 'user',
    sourceId,
    collectionId,
    chunks: content.chunks.map((chunk) => ({ ...chunk, text: content.text.slice(chunk.start, chunk.end) })),
  }
}

function putBatch({ knowledge, model }: ApplyOptions, batch: readonly Ready[]): PlacedDocument[] {
  const stored = knowledge.putAll(
    batch.map(({ document }) => document),
    model && { modelId: model.id, vectors: batch.flatMap(({ vectors }) => vectors) },
  )
  return batch.map((ready, index) => place(ready, stored[index] as StoredDocument))
}

async function putLarge({ knowledge, model, signal }: ApplyOptions, ready: Ready): Promise<StoredDocument> {
  for (let from = 0; model && from < ready.vectors.length; from += BATCH_CHUNKS) {
    knowledge.putAll([], { modelId: model.id, vectors: ready.vectors.slice(from, from + BATCH_CHUNKS) })
    await yieldToOthers()
  }
  return putInTurns(knowledge, ready.document, signal)
}

function place({ placed }: Ready, { documentId }: StoredDocument): PlacedDocument {
  return { ...placed, documentId }
}

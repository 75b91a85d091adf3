import { createHash } from 'node:crypto'
import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Knowledge, NewChunk, NewDocument } from '../../src/engine/knowledge/knowledge'
import { createTextMaker, type TextMaker } from './corpus'
import { type OpenStore, openStore } from './open-store'
import type { Scratch } from './paths'
import { createRandom, normal, type Random } from './random'

const CHUNKS_IN_A_DOCUMENT = 20
/** About 200 word pieces, as the reader cuts them. */
const CHUNK_CHARS = 800
const BATCH = 500
/** Length of what is added to a real vector of length 1: the cosine to it becomes about 0.74. */
const NOISE_LENGTH = 0.9

/**
 * Data folders with so many passages each, by number. Texts are generated; vectors are real ones of the sample with
 * noise added, written through the knowledge room: the model would need half an hour for 50,000 texts.
 */
export async function seedStores(options: {
  readonly sampleDataDir: string
  readonly chunkCounts: readonly number[]
  readonly scratch: Scratch
  readonly storesDir: string | undefined
}): Promise<Map<number, string>> {
  const { sampleDataDir, chunkCounts, scratch, storesDir } = options
  const folderOf = (chunkCount: number) =>
    storesDir ? join(storesDir, `chunks-${chunkCount}`) : scratch.folder(`chunks-${chunkCount}`)
  if (storesDir && chunkCounts.every((chunkCount) => existsSync(folderOf(chunkCount))))
    return new Map(chunkCounts.map((chunkCount) => [chunkCount, folderOf(chunkCount)]))
  const growing = scratch.folder('growing')
  const real = await readVectors(sampleDataDir)
  const random = createRandom(11)
  const maker = createTextMaker(23)
  const stores = new Map<number, string>()
  for (const chunkCount of chunkCounts.toSorted((a, b) => a - b)) {
    const store = await openStore(growing)
    addDocuments(store.knowledge, chunkCount, maker)
    addVectors(store, real, random)
    store.close()
    const folder = folderOf(chunkCount)
    cpSync(growing, folder, { recursive: true })
    stores.set(chunkCount, folder)
  }
  return stores
}

async function readVectors(dataDir: string): Promise<Float32Array[]> {
  const { db, model, close } = await openStore(dataDir)
  const rows = db
    .prepare<[number], Buffer>('SELECT vector FROM vectors WHERE model_id = ?')
    .pluck()
    .all(model.id)
  close()
  return rows.map((bytes) => new Float32Array(new Uint8Array(bytes).buffer))
}

function addDocuments(knowledge: Knowledge, chunkCount: number, maker: TextMaker): void {
  for (let have = knowledge.counts().chunks; have < chunkCount; have += CHUNKS_IN_A_DOCUMENT)
    knowledge.put(makeDocument(maker, have))
}

function makeDocument(maker: TextMaker, number: number): NewDocument {
  const title = `${maker.title()} ${number}`
  let text = ''
  const chunks = Array.from({ length: CHUNKS_IN_A_DOCUMENT }, (): NewChunk => {
    const start = text.length
    text += `${maker.text(CHUNK_CHARS)}\n\n`
    return { start, end: text.length, page: null, heading: maker.title(), text: text.slice(start) }
  })
  return {
    externalId: null,
    source: 'user',
    path: `generated/${number}.md`,
    title,
    format: 'markdown',
    contentHash: createHash('sha256').update(text).digest('hex'),
    text,
    headings: [],
    pages: [],
    sizeBytes: text.length,
    chunks,
  }
}

function addVectors({ knowledge, model }: OpenStore, real: readonly Float32Array[], random: Random): void {
  for (;;) {
    const pending = knowledge.pendingChunks(model.id, BATCH)
    if (pending.length === 0) return
    const vectors = new Float32Array(pending.length * model.dimension)
    for (const position of pending.keys())
      vectors.set(neighbourOf(real[Math.floor(random() * real.length)], random), position * model.dimension)
    knowledge.putVectors(model.id, pending, vectors)
  }
}

/** A unit vector near a real one. */
function neighbourOf(vector: Float32Array | undefined, random: Random): Float32Array {
  if (!vector) throw new Error('the sample has no vectors to stand around')
  const spread = NOISE_LENGTH / Math.sqrt(vector.length)
  const moved = vector.map((value) => value + spread * normal(random))
  const length = Math.hypot(...moved)
  return moved.map((value) => value / length)
}

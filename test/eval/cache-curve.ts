import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { judgeByMeaning } from '../../src/engine/ask/reuse-answer'
import { createEmbedder } from '../../src/engine/embed/create-embedder'
import type { Embedder } from '../../src/engine/embed/embedder'
import { dotProduct } from '../../src/engine/knowledge/vector-math'
import { SILENT_LOG } from '../../src/shared/log'
import { createFakeMetrics } from '../helpers/fake-metrics'
import { startTestHelper } from '../helpers/start-helper'
import { PAIR_VECTORS_FILE, type QuestionPair, readQuestionPairs } from './question-pairs'
import { readStoredVectors, writeStoredVectors } from './stored-vectors'

const MODEL_FOLDER = resolve(import.meta.dirname, '../../resources/models/all-MiniLM-L6-v2')
const EMBED_BATCH = 32

/** A labelled pair and what the product makes of it, without any knowledge base. */
export interface JudgedPair extends QuestionPair {
  readonly cosine: number
  readonly isHit: boolean
}

export interface PairScore {
  readonly same: number
  readonly different: number
  /** Share of the pairs that mean the same and are served. */
  readonly kept: number
  /** Share of the pairs that do not, and are served. */
  readonly wrong: number
}

export interface JudgeOptions {
  /** Throws when more questions than this have no stored vector. */
  readonly maxEmbedded?: number
  readonly writeVectors?: boolean
}

/** All labelled pairs through the decision of the product: its words, its floors, its embedding model. */
export async function judgeAllPairs(options: JudgeOptions = {}): Promise<JudgedPair[]> {
  const pairs = readQuestionPairs()
  const vectors = await vectorsOf([...new Set(pairs.flatMap(({ a, b }) => [a, b]))], options)
  return pairs.map((pair) => {
    const [a, b] = [vectors.get(keyOf(pair.a)), vectors.get(keyOf(pair.b))]
    const cosine = a && b ? dotProduct(a, b) : 0
    return { ...pair, cosine, isHit: judgeByMeaning({ question: pair.b, cosine }, pair.a).kind === 'reuse' }
  })
}

export function scorePairs(pairs: readonly JudgedPair[], isHit: (pair: JudgedPair) => boolean): PairScore {
  const [same, different] = [
    pairs.filter(({ kind }) => kind === 'same'),
    pairs.filter(({ kind }) => kind !== 'same'),
  ]
  return {
    same: same.length,
    different: different.length,
    kept: same.filter(isHit).length / Math.max(1, same.length),
    wrong: different.filter(isHit).length / Math.max(1, different.length),
  }
}

async function vectorsOf(
  texts: readonly string[],
  { maxEmbedded = texts.length, writeVectors = false }: JudgeOptions,
): Promise<Map<string, Float32Array>> {
  const embedder = createEmbedder({
    startHelper: startTestHelper,
    registerModel: (model) => ({ id: 1, ...model }),
    metrics: createFakeMetrics(),
    log: SILENT_LOG,
  })
  try {
    await embedder.useFolder(MODEL_FOLDER)
    const { model } = embedder
    if (!model) throw new Error('no model to compare questions with')
    const stored = readStoredVectors(PAIR_VECTORS_FILE, model)
    const missing = texts.filter((text) => !stored.has(keyOf(text)))
    if (missing.length > maxEmbedded)
      throw new Error(`${missing.length} questions have no stored vector: npm run eval -- --write-vectors`)
    const vectors = new Map([...stored, ...(await embedAll(missing, embedder, model.dimension))])
    if (writeVectors) {
      const wanted = new Set(texts.map(keyOf))
      writeStoredVectors(PAIR_VECTORS_FILE, model, new Map([...vectors].filter(([key]) => wanted.has(key))))
    }
    return vectors
  } finally {
    embedder.close()
  }
}

async function embedAll(texts: readonly string[], embedder: Embedder, dimension: number) {
  const vectors = new Map<string, Float32Array>()
  for (let from = 0; from < texts.length; from += EMBED_BATCH) {
    const some = texts.slice(from, from + EMBED_BATCH)
    const made = await embedder.embed(some, { priority: 'import' })
    for (const [place, text] of some.entries())
      vectors.set(keyOf(text), made.slice(place * dimension, (place + 1) * dimension))
  }
  return vectors
}

/** As long as the keys of stored passages. */
function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

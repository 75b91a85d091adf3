import type { Embedder, EmbeddingModel } from '../embed/embedder'
import type { Metrics } from '../metrics/metrics'
import { createGathering } from './gather'

/** Vectors of queries; the same question is embedded once. */
export interface QueryVectors {
  /** One vector a text, in their order. Throws what the embedder throws. */
  get(
    model: EmbeddingModel,
    texts: readonly string[],
    signal: AbortSignal,
    isPatient?: boolean,
  ): Promise<Float32Array[]>
}

export interface QueryVectorsOptions {
  readonly embedder: Embedder
  readonly metrics: Metrics
}

/** 1.5 kB each, so under a megabyte; an agent's day holds fewer different questions. */
const KEPT_VECTORS = 500
/** Each takes the model 5 ms and more, and a group is answered as a whole: the first of it waits for the last. */
const MOST_TOGETHER = 8

export function createQueryVectors({ embedder, metrics }: QueryVectorsOptions): QueryVectors {
  // questions of many people at once go to the model's process in few messages: each waits for a turn of this thread
  const gathering = createGathering<string, Float32Array>({ ask: embed, most: MOST_TOGETHER })
  /** By model and text; a Map keeps the order of insertion, so the first one is the one unused for longest. */
  const kept = new Map<string, Float32Array>()

  function remember(key: string, vector: Float32Array): void {
    kept.delete(key)
    kept.set(key, vector)
    const oldest = kept.keys().next()
    if (kept.size > KEPT_VECTORS && !oldest.done) kept.delete(oldest.value)
  }

  async function embed(texts: readonly string[]): Promise<Float32Array[]> {
    const different = [...new Set(texts)]
    const vectors = await embedder.embed(different, { priority: 'query' })
    const dimension = vectors.length / different.length
    const byText = new Map(
      different.map((text, place) => [text, vectors.slice(place * dimension, (place + 1) * dimension)]),
    )
    return texts.map((text) => byText.get(text) ?? new Float32Array(dimension))
  }

  return {
    async get(model, texts, signal, isPatient) {
      const found = new Map<string, Float32Array>()
      const missing = new Set<string>()
      for (const text of texts) {
        const vector = kept.get(keyOf(model, text))
        if (vector) found.set(text, vector)
        else missing.add(text)
      }
      metrics.count('embedding_cache.hit', texts.length - missing.size)
      metrics.count('embedding_cache.miss', missing.size)
      const asked = [...missing]
      if (asked.length > 0) {
        const vectors = await gathering.want(asked, signal, isPatient)
        for (const [place, text] of asked.entries()) {
          const vector = vectors[place]
          if (vector) found.set(text, vector)
        }
      }
      for (const [text, vector] of found) remember(keyOf(model, text), vector)
      return texts.map((text) => found.get(text) ?? new Float32Array(model.dimension))
    },
  }
}

function keyOf(model: EmbeddingModel, text: string): string {
  return `${model.id}\n${text}`
}

import type { Embedder, EmbeddingModel } from '../embed/embedder'
import type { Metrics } from '../metrics/metrics'
import { createGate } from './gate'

/** Vectors of queries; the same question is embedded once. */
export interface QueryVectors {
  /** One vector a text, in their order. Throws what the embedder throws. */
  get(model: EmbeddingModel, texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>
}

export interface QueryVectorsOptions {
  readonly embedder: Embedder
  readonly metrics: Metrics
}

/** 1.5 kB each, so under a megabyte; an agent's day holds fewer different questions. */
const KEPT_VECTORS = 500

export function createQueryVectors({ embedder, metrics }: QueryVectorsOptions): QueryVectors {
  const gate = createGate()
  /** By model and text; a Map keeps the order of insertion, so the first one is the one unused for longest. */
  const kept = new Map<string, Float32Array>()

  function remember(key: string, vector: Float32Array): void {
    kept.delete(key)
    kept.set(key, vector)
    const oldest = kept.keys().next()
    if (kept.size > KEPT_VECTORS && !oldest.done) kept.delete(oldest.value)
  }

  return {
    async get(model, texts, signal) {
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
        const vectors = await gate.pass(() => embedder.embed(asked, { priority: 'query' }), signal)
        for (const [index, text] of asked.entries())
          found.set(text, vectors.slice(index * model.dimension, (index + 1) * model.dimension))
      }
      for (const [text, vector] of found) remember(keyOf(model, text), vector)
      return texts.map((text) => found.get(text) ?? new Float32Array(model.dimension))
    },
  }
}

function keyOf(model: EmbeddingModel, text: string): string {
  return `${model.id}\n${text}`
}

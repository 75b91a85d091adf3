import type { Embedder } from '../embed/embedder'

/** Sentences and words repeat from one check of a draft to the next: 4,000 are 6 MB. */
const KEPT = 4000

/** Vectors of short texts, kept between checks; null without a model. */
export interface Vectors {
  load(texts: Iterable<string>, signal: AbortSignal): Promise<void>
  /** Cosine of two loaded texts, -1 … 1; 0 for one that is not loaded. */
  similarity(one: string, other: string): number
}

export function createVectors(embedder: Pick<Embedder, 'embed' | 'model'>): Vectors {
  const kept = new Map<string, Float32Array>()
  let modelId: number | null = null

  async function load(texts: Iterable<string>, signal: AbortSignal): Promise<void> {
    const { model } = embedder
    if (!model) return
    if (model.id !== modelId) kept.clear()
    modelId = model.id
    const missing = [...new Set(texts)].filter((text) => !kept.has(text))
    if (missing.length === 0) return
    const vectors = await embedder.embed(missing, { priority: 'query', signal })
    const { dimension } = model
    if (kept.size + missing.length > KEPT) forget(missing.length)
    for (const [at, text] of missing.entries())
      kept.set(text, vectors.slice(at * dimension, (at + 1) * dimension))
  }

  function forget(count: number): void {
    for (const text of [...kept.keys()].slice(0, kept.size + count - KEPT)) kept.delete(text)
  }

  return {
    load,
    similarity(one, other) {
      const [a, b] = [kept.get(one), kept.get(other)]
      if (!a || !b) return 0
      let sum = 0
      for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0)
      return sum
    },
  }
}

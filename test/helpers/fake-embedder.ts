import type { Embedder, EmbeddingModel } from '../../src/engine/embed/embedder'
import { AppError } from '../../src/shared/errors'
import type { ModelState } from '../../src/shared/models'

export interface FakeEmbedder extends Embedder {
  /** Texts of each call, in order. */
  readonly calls: readonly (readonly string[])[]
  /** From now on every call fails with this; null ends it. */
  failWith(error: AppError | null): void
  /** As when the model files are missing. */
  takeModelAway(): void
}

export const FAKE_DIMENSION = 64

export const FAKE_MODEL = { fingerprint: 'fake', name: 'fake', dimension: FAKE_DIMENSION } as const

/** Deterministic and without a process: a text's vector is its bag of words, so texts that share words are near. */
export function createFakeEmbedder(model: EmbeddingModel): FakeEmbedder {
  const calls: (readonly string[])[] = []
  let failure: AppError | null = null
  let isMissing = false
  return {
    calls,
    failWith: (error) => {
      failure = error
    },
    takeModelAway: () => {
      isMissing = true
    },
    get model() {
      return isMissing ? null : model
    },
    get state(): ModelState {
      return isMissing ? 'missing' : 'ready'
    },
    get message() {
      return isMissing ? 'The search model is missing.' : null
    },
    async embed(texts, { signal }) {
      calls.push(texts)
      if (signal?.aborted) throw new AppError('cancelled', 'Stopped.')
      if (failure) throw failure
      const vectors = new Float32Array(texts.length * model.dimension)
      for (const [index, text] of texts.entries())
        vectors.set(fakeVector(text, model.dimension), index * model.dimension)
      return vectors
    },
    warmUp() {},
    onChange: () => () => undefined,
    rest() {},
    close() {},
  }
}

/** Unit vector of the words of a text; never all zeros. */
export function fakeVector(text: string, dimension: number = FAKE_DIMENSION): Float32Array {
  const vector = new Float32Array(dimension)
  for (const word of text.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
    let hash = 2166136261
    for (let index = 0; index < word.length; index++)
      hash = Math.imul(hash ^ word.charCodeAt(index), 16777619)
    const place = (hash >>> 0) % dimension
    vector[place] = (vector[place] ?? 0) + (word === '' ? 0.01 : 1)
  }
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

import type { ModelState } from '@shared/models'

/** Which model made a vector; vectors of different models never mix. */
export interface EmbeddingModel {
  /** Row in embedding_models. */
  readonly id: number
  readonly fingerprint: string
  readonly name: string
  readonly dimension: number
}

export interface Embedder {
  /** The model in force; null when its files are missing or damaged. Known without loading the model. */
  readonly model: EmbeddingModel | null
  readonly state: ModelState
  /** Why meaning-based search is not available, in one plain sentence; null when it is. */
  readonly message: string | null
  /**
   * Unit vectors, texts.length × dimension, row-major, in the order of the texts. Starts the process and loads the
   * model when needed. Throws model_missing, model_damaged, embedder_failed or cancelled.
   * `query` requests go ahead of waiting `import` ones.
   */
  embed(
    texts: readonly string[],
    options: { readonly priority: 'query' | 'import'; readonly signal?: AbortSignal },
  ): Promise<Float32Array>
  /** Loads the model before it is needed, where it is not loaded already; never throws and says nothing. */
  warmUp(): void
  onChange(listener: () => void): () => void
  /** Ends the process; the next request starts it again. */
  rest(): void
  close(): void
}

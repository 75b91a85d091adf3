import type { ModelFiles } from './model-files'

/** Engine → embedding process; answered by an EmbedReply. */
export interface EmbedRequest {
  readonly files: ModelFiles
  readonly texts: readonly string[]
  readonly priority: 'query' | 'import'
}

/** Row-major, texts.length × dimension, unit length. */
export interface EmbedReply {
  readonly vectors: Float32Array
}

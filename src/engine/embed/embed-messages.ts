import type { ModelFiles } from './model-files'

/** Engine → embedding process; answered by an EmbedReply. */
export interface EmbedRequest {
  readonly files: ModelFiles
  readonly texts: readonly string[]
  readonly priority: 'query' | 'import'
}

/**
 * Vectors as base64 of float32, little endian, row-major, texts.length × dimension, unit length. Text, because a port
 * promises plain data only: a typed array is a view of memory that some carriers share, and free too early.
 */
export interface EmbedReply {
  readonly vectors: string
}

export function encodeVectors(vectors: Float32Array): string {
  return Buffer.from(vectors.buffer, vectors.byteOffset, vectors.byteLength).toString('base64')
}

export function decodeVectors(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64')
  // a copy: a small Buffer lies anywhere in a shared pool, and float32 must begin at a multiple of four
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}

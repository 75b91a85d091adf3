import { readFile } from 'node:fs/promises'
import type { Logger } from '@shared/log'
import { z } from 'zod'
import type { IndexedModel, Knowledge } from '../knowledge/knowledge'

const headSchema = z.object({
  fingerprint: z.string(),
  dimension: z.number().int().positive(),
  /** Embedding hashes, one a vector, in their order. */
  hashes: z.array(z.string()),
})

export interface SampleVectorsOptions {
  /** One line of JSON (the head), then float32 vectors, little endian, row-major. */
  readonly file: string
  readonly knowledge: Pick<Knowledge, 'putVectors'>
  /** The model in use; null when there is none. */
  readonly model: IndexedModel | null
  readonly log: Logger
}

/**
 * Puts the shipped vectors of the sample into the store by content, so that the first start can search by meaning at
 * once instead of embedding for half a minute. Vectors of another model, or a file that cannot be read, are left
 * alone: the texts are then embedded like any others.
 */
export async function loadSampleVectors({
  file,
  knowledge,
  model,
  log,
}: SampleVectorsOptions): Promise<void> {
  if (!model) return
  try {
    const bytes = await readFile(file)
    const headEnd = bytes.indexOf(0x0a)
    const head = headSchema.parse(JSON.parse(bytes.subarray(0, headEnd).toString('utf8')))
    if (head.fingerprint !== model.fingerprint || head.dimension !== model.dimension) return
    const body = bytes.subarray(headEnd + 1)
    // a copy, because float32 must begin at a multiple of four
    const vectors = new Float32Array(body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength))
    if (vectors.length !== head.hashes.length * head.dimension)
      throw new Error('vectors do not fit their head')
    const known = head.hashes.map((embeddingHash) => ({ chunkId: 0, embeddingHash, embeddingText: '' }))
    knowledge.putVectors(model.id, known, vectors)
  } catch (error) {
    log.warn('sample_vectors_unusable', { reason: error instanceof Error ? error.name : 'unknown' })
  }
}

import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { deflateRaw } from 'node:zlib'
import { encodeContent, type PackedContent } from './document-entry'
import {
  MAX_RATIO,
  type Manifest,
  type PackDescription,
  type PackDocument,
  type PackEntry,
  placeKey,
  RATIO_FREE_BYTES,
  sha256,
  storedBytes,
  writeManifest,
} from './manifest'
import { encodeHead, HEAD_BYTES, type PackSignature } from './pack-head'
import { encodeVectors, type KeyedVector } from './vector-entry'

const deflateAsync = promisify(deflateRaw)
const COPY_BYTES = 4 * 1024 * 1024
/** A pack is made to be handed out; what this process creates is else for its user alone. */
const READABLE_BY_ALL = 0o644

/** One document for a pack. */
export interface DocumentToPack {
  readonly path: string
  readonly externalId: string | null
  readonly content: PackedContent
  /** Those of its passages, each once; null for a pack without vectors. */
  readonly vectors: readonly KeyedVector[] | null
  /** The file it was read from. */
  readonly original: Buffer | null
}

export interface PackWriter {
  /** In their order; the same documents in the same order give the same bytes. False at a place that was used before. */
  add(document: DocumentToPack): Promise<boolean>
  /** Whether the other pack holds the very same documents, each at the same place. */
  isSameAs(other: Manifest): boolean
  /** Puts the finished file in its place, in one step. */
  finish(
    description: Omit<PackDescription, 'entryCount' | 'documentCount' | 'chunkCount'>,
    /** Null: without a signature. */
    sign: ((manifest: Buffer) => PackSignature) | null,
  ): Promise<PackSummary>
  /** Leaves nothing behind; harmless after `finish`. */
  close(): Promise<void>
}

export interface PackSummary {
  readonly documentCount: number
  readonly chunkCount: number
  readonly sizeBytes: number
  readonly manifestHash: string
}

/** Writes the entries into a file beside the target first: the list, which comes before them, is known only at the end. */
export async function createPackWriter(file: string): Promise<PackWriter> {
  const beside = (name: string) => join(dirname(file), `.${process.pid}.${name}`)
  const payloadFile = beside('vmpack-entries')
  const targetFile = beside('vmpack')
  const payload = await open(payloadFile, 'w+')
  const entries: PackEntry[] = []
  const documents: PackDocument[] = []
  const byHash = new Map<string, number>()
  const places = new Set<string>()
  let payloadBytes = 0
  let chunkCount = 0
  let isClosed = false

  async function addEntry(content: Buffer, packing: 'deflate' | 'none'): Promise<number> {
    const hash = sha256(content)
    const known = byHash.get(hash)
    if (known !== undefined) return known
    const deflated = packing === 'deflate' ? await deflateWhereWorth(content) : null
    const stored = deflated ?? content
    const packed = deflated ? { packed: { hash: sha256(deflated), bytes: deflated.length } } : {}
    const entry = { hash, bytes: content.length, ...packed }
    await payload.write(stored, 0, stored.length, payloadBytes)
    payloadBytes += storedBytes(entry)
    byHash.set(hash, entries.length)
    return entries.push(entry) - 1
  }

  async function close(): Promise<void> {
    if (isClosed) return
    isClosed = true
    await payload.close()
    await rm(payloadFile, { force: true })
    await rm(targetFile, { force: true })
  }

  return {
    close,
    async add({ path, externalId, content, vectors, original }) {
      const key = placeKey({ path, externalId })
      if (places.has(key)) return false
      places.add(key)
      const text = await addEntry(encodeContent(content), 'deflate')
      const hasVectors = vectors !== null && vectors.length > 0
      documents.push({
        path,
        externalId,
        text,
        vectors: hasVectors ? await addEntry(encodeVectors(vectors), 'none') : null,
        original: original && original.length > 0 ? await addEntry(original, 'deflate') : null,
      })
      chunkCount += content.chunks.length
      return true
    },
    isSameAs: (other) =>
      JSON.stringify([entries, documents]) === JSON.stringify([other.entries, other.documents]),
    async finish(description, sign) {
      const counts = { entryCount: entries.length, documentCount: documents.length, chunkCount }
      const manifest = writeManifest({ description: { ...description, ...counts }, entries, documents })
      const manifestHash = sha256(manifest)
      const signature = sign === null ? null : sign(manifest)
      const target = await open(targetFile, 'w')
      try {
        await target.chmod(await modeFor(file))
        await target.write(encodeHead({ manifestBytes: manifest.length, manifestHash, signature }))
        await target.write(manifest)
        await copy(payload, target, payloadBytes)
        await target.sync()
      } finally {
        await target.close()
      }
      await rename(targetFile, file)
      await close()
      const sizeBytes = HEAD_BYTES + manifest.length + payloadBytes
      return { ...counts, sizeBytes, manifestHash }
    },
  }
}

/** Null where packing gains nothing, or so much that a reader would take it for a bomb. Floats gain 8 % for much time. */
async function deflateWhereWorth(content: Buffer): Promise<Buffer | null> {
  const deflated = await deflateAsync(content, { level: 9 })
  const isSmaller = deflated.length < content.length
  return isSmaller && content.length <= deflated.length * MAX_RATIO + RATIO_FREE_BYTES ? deflated : null
}

/** The same pack with another head: signed, or signed anew. Put into its place in one step. */
export async function writeSigned(
  file: string,
  head: { manifestBytes: number; manifestHash: string },
  signature: PackSignature,
): Promise<void> {
  const targetFile = join(dirname(file), `.${process.pid}.vmpack`)
  const source = await open(file, 'r')
  try {
    const { size } = await source.stat()
    const target = await open(targetFile, 'wx')
    try {
      await target.chmod(await modeFor(file))
      await copy(source, target, size)
      await target.write(encodeHead({ ...head, signature }), 0, HEAD_BYTES, 0)
      await target.sync()
    } finally {
      await target.close()
    }
    await rename(targetFile, file)
  } finally {
    await source.close()
    await rm(targetFile, { force: true })
  }
}

/** Whoever could read the issue before can read the next one. */
async function modeFor(file: string): Promise<number> {
  const before = await stat(file).catch(() => null)
  return before === null ? READABLE_BY_ALL : before.mode & 0o777
}

async function copy(from: FileHandle, to: FileHandle, sizeBytes: number): Promise<void> {
  const buffer = Buffer.allocUnsafe(Math.min(COPY_BYTES, Math.max(1, sizeBytes)))
  for (let at = 0; at < sizeBytes; ) {
    const { bytesRead } = await from.read(buffer, 0, Math.min(buffer.length, sizeBytes - at), at)
    if (bytesRead === 0) throw new Error('a file became shorter while it was copied')
    await to.write(buffer.subarray(0, bytesRead))
    at += bytesRead
  }
}

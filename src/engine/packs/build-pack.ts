import { readFile, stat } from 'node:fs/promises'
import { isAbsolute, relative, sep } from 'node:path'
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { AppError } from '@shared/errors'
import type { PackBuild } from '@shared/packs'
import type { IndexedModel } from '../knowledge/knowledge'
import type { PackedDocuments, StoredWhole } from '../knowledge/packed-documents'
import { type Manifest, packIdSchema, packNameSchema, sha256 } from './manifest'
import { openPack } from './open-pack'
import { openPackFile } from './pack-bytes'
import { CONTAINER_VERSION, type PackSignature } from './pack-head'
import { PackRefusal } from './refusal'
import { isSafePath } from './safe-path'
import { decodeVectors, type KeyedVector } from './vector-entry'
import { createPackWriter, type DocumentToPack, type PackWriter } from './write-pack'

const VECTORS_AT_ONCE = 200
/** What a desktop keeps of a file; a larger one is shown by its text. */
const ORIGINAL_MAX_BYTES = 30 * 1024 * 1024

export interface BuildInput {
  /** The .vmpack; when it is there already, the new one is its next issue. */
  readonly file: string
  /** Documents are named by their place below it. */
  readonly folder: string
  readonly name: string
  /** Null: that of the pack that is there, or made from the name. */
  readonly packId: string | null
  /** Null: one more than the pack that is there, or 1. */
  readonly serial: number | null
  /** Also the bytes of PDFs, which only they show as they are. */
  readonly withOriginals: boolean
}

export interface BuildOptions {
  readonly documents: PackedDocuments
  /** Whose vectors go into it; null builds a pack without. */
  readonly model: IndexedModel | null
  readonly builtWith: string
  /** Null: the pack is not signed. */
  readonly sign: ((manifest: Buffer) => PackSignature) | null
  readonly signal: AbortSignal
}

/**
 * Makes a pack of every document that is stored.
 *  1. Look at the issue before; 2. write document after document, in the order of their places; 3. when nothing differs
 *  from the issue before, leave that as it is; 4. put the new one in its place.
 * Time does not enter: the pack is as old as its newest file, so the same folder gives the same bytes.
 */
export async function buildPack(input: BuildInput, options: BuildOptions): Promise<PackBuild> {
  // 1
  const before = await readIssue(input.file, options.signal)
  const id = input.packId ?? before?.description.id ?? idFromName(input.name)
  const earlier = before?.description.id === id ? before : null
  assertNames(id, input.name)
  const writer = await createPackWriter(input.file)
  try {
    // 2
    const { leftOut, newestMs } = await writeDocuments(writer, input, options)
    const { model } = options
    const described = model && {
      name: model.name,
      fingerprint: model.fingerprint,
      dimension: model.dimension,
    }
    // 3
    if (earlier && input.serial === null && isSameIssue(writer, earlier, input.name, described)) {
      const { serial, documentCount, chunkCount } = earlier.description
      const { size: sizeBytes } = await stat(input.file)
      const modelName = model?.name ?? null
      return {
        kind: 'unchanged',
        packId: id,
        serial,
        documentCount,
        chunkCount,
        sizeBytes,
        modelName,
        leftOut,
      }
    }
    // 4
    const serial = input.serial ?? (earlier?.description.serial ?? 0) + 1
    const description = {
      format: 'verdemuse-pack',
      version: CONTAINER_VERSION,
      id,
      name: input.name.trim(),
      serial,
      createdAt: newestMs === null ? null : new Date(newestMs).toISOString(),
      builtWith: options.builtWith,
      model: described,
    } as const
    const summary = await writer.finish(description, options.sign)
    const { documentCount, chunkCount, sizeBytes } = summary
    const modelName = model?.name ?? null
    return { kind: 'built', packId: id, serial, documentCount, chunkCount, sizeBytes, modelName, leftOut }
  } finally {
    await writer.close()
  }
}

/** Vectors of an issue before, so that only texts that are new need the model. Nothing when it cannot be read. */
export async function* vectorsOfIssue(
  file: string,
  model: IndexedModel,
  signal: AbortSignal,
): AsyncGenerator<KeyedVector[]> {
  try {
    const bytes = await openPackFile(file)
    try {
      const pack = await openPack(bytes, signal)
      if (pack.manifest.description.model?.fingerprint !== model.fingerprint) return
      for (const { vectors } of pack.manifest.documents) {
        if (vectors === null) continue
        const all = decodeVectors(await pack.readEntry(vectors), model.dimension)
        for (let from = 0; from < all.length; from += VECTORS_AT_ONCE)
          yield all.slice(from, from + VECTORS_AT_ONCE)
      }
    } finally {
      await bytes.close()
    }
  } catch (thrown) {
    if (!(thrown instanceof PackRefusal)) throw thrown
  }
}

/** The pack that is there; null for none. Throws bad_request for a file that is something else. */
export async function readIssue(file: string, signal: AbortSignal): Promise<Manifest | null> {
  try {
    const bytes = await openPackFile(file)
    try {
      return (await openPack(bytes, signal)).manifest
    } finally {
      await bytes.close()
    }
  } catch (thrown) {
    if (!(thrown instanceof PackRefusal)) throw thrown
    if (thrown.code === 'gone') return null
    throw new AppError(
      'bad_request',
      `The file is there already, and is no pack that can be followed up: ${thrown.message}`,
    )
  }
}

async function writeDocuments(writer: PackWriter, input: BuildInput, options: BuildOptions) {
  const leftOut: string[] = []
  let newestMs: number | null = null
  for (const documentId of options.documents.ids(null)) {
    options.signal.throwIfAborted()
    const stored = options.documents.read(documentId)
    if (!stored) continue
    const path = placeBelow(input.folder, stored.path)
    const original = input.withOriginals ? await readOriginal(stored) : null
    const isWritten = path !== null && (await writer.add(toPack(stored, path, original, options)))
    if (!isWritten) leftOut.push(path ?? stored.path)
    newestMs = latest(newestMs, await modifiedMs(stored.path))
    await yieldToOthers()
  }
  return { leftOut, newestMs }
}

/** Null for what needs no original, and for a file that is not what it was when it was read. */
async function readOriginal({ path, format, externalId, sizeBytes, contentHash }: StoredWhole) {
  if (format !== 'pdf' || externalId !== null || !isAbsolute(path) || sizeBytes > ORIGINAL_MAX_BYTES)
    return null
  const bytes = await readFile(path).catch(() => null)
  return bytes && sha256(bytes) === contentHash ? bytes : null
}

function toPack(
  stored: StoredWhole,
  path: string,
  original: Buffer | null,
  { documents, model }: BuildOptions,
): DocumentToPack {
  const { documentId: _id, externalId, path: _path, chunks, ...rest } = stored
  const content = { ...rest, chunks: chunks.map(({ embeddingHash: _hash, ...chunk }) => chunk) }
  const hashes = new Set(chunks.map(({ embeddingHash }) => embeddingHash))
  const vectors: KeyedVector[] = []
  for (const embeddingHash of model ? hashes : []) {
    const vector = model && documents.vector(model.id, embeddingHash)
    if (!vector) throw new AppError('busy', 'Not every passage is embedded yet. Build the pack when all are.')
    vectors.push({ embeddingHash, vector })
  }
  return { path, externalId, content, vectors: model ? vectors : null, original }
}

/** Null when the place has a name that no pack may have. */
function placeBelow(folder: string, path: string): string | null {
  const inner = isAbsolute(path) ? relative(folder, path) : path
  const label = sep === '\\' ? inner.replaceAll('\\', '/') : inner
  return isSafePath(label) && label.length <= 4096 ? label : null
}

async function modifiedMs(path: string): Promise<number | null> {
  return stat(path).then(
    // whole seconds: not every file system keeps more
    ({ mtimeMs }) => Math.floor(mtimeMs / 1000) * 1000,
    () => null,
  )
}

function latest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other)
}

function isSameIssue(
  writer: PackWriter,
  earlier: Manifest,
  name: string,
  model: Manifest['description']['model'],
): boolean {
  const { description } = earlier
  return (
    description.name === name.trim() &&
    description.model?.fingerprint === model?.fingerprint &&
    writer.isSameAs(earlier)
  )
}

function idFromName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
  return plain.replace(/^-+|-+$/gu, '').slice(0, 64) || 'pack'
}

function assertNames(id: string, name: string): void {
  if (!packIdSchema.safeParse(id).success)
    throw new AppError(
      'bad_request',
      'The id of a pack has up to 64 small letters, digits, dots, dashes and underscores.',
    )
  if (!packNameSchema.safeParse(name).success)
    throw new AppError('bad_request', 'The name of a pack has 1 to 80 characters.')
}

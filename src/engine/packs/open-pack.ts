import { createHash } from 'node:crypto'
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { promisify } from 'node:util'
import { inflateRaw, inflateRawSync } from 'node:zlib'
import { type Manifest, type PackEntry, readManifest, storedBytes, storedHash } from './manifest'
import { MAX_PACK_BYTES, type PackBytes, tooLarge } from './pack-bytes'
import { decodeHead, HEAD_BYTES, type PackHead } from './pack-head'
import { altered, PackRefusal } from './refusal'
import { isSignatureRight, writePublicKey } from './signature'

const inflateAsync = promisify(inflateRaw)
/** Hashing so much takes some 3 ms, after which others have a turn. */
const HASH_SLICE_BYTES = 4 * 1024 * 1024
/** Unpacked at once in 0.3 ms; handing it to another thread takes longer. */
const SYNC_BYTES = 64 * 1024

export interface OpenPack {
  readonly head: PackHead
  readonly manifest: Manifest
  /** Exactly as it stands in the file. */
  readonly manifestBytes: Buffer
  /** ed25519:…; null when it is not signed. The signature is right when this is there. */
  readonly publicKey: string | null
  /** Where each entry begins, and last where the file ends. */
  readonly offsets: readonly number[]
  /** An entry's content, compared with its hash. Throws a PackRefusal (altered). */
  readEntry(index: number, bytes?: PackBytes): Promise<Buffer>
}

/**
 * Opens a pack and believes nothing of it.
 *  1. Read the head; 2. read the list and compare it with the head's hash; 3. check the signature over its exact bytes;
 *  4. check each line of it; 5. compare the length that follows from it with the file's.
 * Entries lie back to back in the order of the list, so no two can overlap and no byte lies outside of them.
 */
export async function openPack(bytes: PackBytes, signal?: AbortSignal): Promise<OpenPack> {
  // 1
  if (bytes.sizeBytes < HEAD_BYTES) throw new PackRefusal('not_a_pack', 'This is not a VerdeMuse pack.')
  const head = decodeHead(await bytes.read(0, HEAD_BYTES))
  // 2
  if (HEAD_BYTES + head.manifestBytes > bytes.sizeBytes) throw altered('it ends too early')
  const manifestBytes = await bytes.read(HEAD_BYTES, head.manifestBytes)
  if ((await hashInSlices(manifestBytes)) !== head.manifestHash)
    throw altered('its list is not what was built')
  // 3
  if (head.signature && !isSignatureRight(manifestBytes, head.signature))
    throw new PackRefusal(
      'signature_wrong',
      'The pack’s signature does not fit: it was altered after it was signed. Nothing was changed.',
    )
  // 4
  const manifest = await readManifest(manifestBytes, signal)
  // 5
  const offsets = offsetsOf(HEAD_BYTES + head.manifestBytes, manifest.entries)
  if (offsets.at(-1) !== bytes.sizeBytes) throw altered('its length is not what was built')
  return {
    head,
    manifest,
    manifestBytes,
    publicKey: head.signature && writePublicKey(head.signature.publicKey),
    offsets,
    async readEntry(index, from = bytes) {
      const entry = manifest.entries[index] as PackEntry
      return unpack(entry, await from.read(offsets[index] as number, storedBytes(entry)))
    },
  }
}

function offsetsOf(start: number, entries: readonly PackEntry[]): number[] {
  const offsets = [start]
  let at = start
  for (const entry of entries) {
    at += storedBytes(entry)
    offsets.push(at)
  }
  if (at > MAX_PACK_BYTES) throw tooLarge()
  return offsets
}

/** Compares what stands in the file first: nothing that was altered is ever unpacked. */
async function unpack(entry: PackEntry, stored: Buffer): Promise<Buffer> {
  if ((await hashInSlices(stored)) !== storedHash(entry)) throw altered('a document is not what was built')
  if (!entry.packed) return stored
  try {
    const limit = { maxOutputLength: entry.bytes }
    const isSmall = entry.bytes <= SYNC_BYTES
    const content = isSmall ? inflateRawSync(stored, limit) : await inflateAsync(stored, limit)
    if (content.length === entry.bytes && (await hashInSlices(content)) === entry.hash) return content
  } catch {
    // longer than it says, or no deflate at all
  }
  throw altered('a document does not unpack to what it says')
}

async function hashInSlices(bytes: Buffer): Promise<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.length; at += HASH_SLICE_BYTES) {
    if (at > 0) await yieldToOthers()
    hash.update(bytes.subarray(at, at + HASH_SLICE_BYTES))
  }
  return hash.digest('hex')
}

import { crc32, inflateRawSync } from 'node:zlib'
import { Refusal } from './refusal'
import { damagedZip, readZipDirectory, type ZipEntry } from './zip-directory'

/** So many times its packed size may a member grow; XML of large tables reaches 60, text of one letter 1,000. */
const MAX_RATIO = 250
/** Small files may grow by any factor. */
const RATIO_FREE_BYTES = 4 * 1024 * 1024

const STORED = 0
const DEFLATED = 8

export interface ZipOptions {
  readonly maxEntries: number
  /** Of all that is unpacked through this reader, together. */
  readonly maxTotalBytes: number
}

/** A zip file whose members are unpacked one at a time, each with its checks. */
export interface Zip {
  readonly entries: readonly ZipEntry[]
  find(name: string): ZipEntry | undefined
  /** Throws a Refusal: encrypted, damaged, ratio, too_complex, unsupported. */
  unpack(entry: ZipEntry): Buffer
}

/** Throws a Refusal: damaged, too_many, ratio. */
export function openZip(bytes: Buffer, { maxEntries, maxTotalBytes }: ZipOptions): Zip {
  const entries = readZipDirectory(bytes, maxEntries)
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  let total = 0
  return {
    entries,
    find: (name) => byName.get(name),
    unpack(entry) {
      if (entry.isEncrypted) throw encryptedZip()
      const content = inflate(bytes, entry, maxTotalBytes - total)
      total += content.length
      if (content.length !== entry.unpackedBytes || crc32(content) !== entry.crc) throw damagedZip()
      return content
    },
  }
}

export function encryptedZip(): Refusal {
  return new Refusal(
    'encrypted',
    'The file is protected by a password. Remove the password, then import it again.',
  )
}

/** The limits are met while inflating; what the directory promises only makes them narrower. */
function inflate(bytes: Buffer, entry: ZipEntry, leftBytes: number): Buffer {
  const { start, packedBytes, unpackedBytes, method } = entry
  const packed = bytes.subarray(start, start + packedBytes)
  if (method === STORED) return packed.length <= leftBytes ? packed : throwTooComplex()
  if (method !== DEFLATED)
    throw new Refusal(
      'unsupported',
      'The file is packed in a way that cannot be read. Pack it as a usual zip file.',
    )
  const ratioBytes = Math.max(RATIO_FREE_BYTES, packedBytes * MAX_RATIO)
  const maxBytes = Math.min(leftBytes, ratioBytes, unpackedBytes)
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, maxBytes) })
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw damagedZip()
    if (maxBytes === ratioBytes)
      throw new Refusal('ratio', 'The file unpacks to hundreds of times its size, as only a zip bomb does.')
    // there is more than the directory says
    if (maxBytes === unpackedBytes) throw damagedZip()
    return throwTooComplex()
  }
}

function throwTooComplex(): never {
  throw new Refusal('too_complex', 'The file unpacks to more than can be read.')
}

import { Refusal } from './refusal'
import { decodeName } from './zip-names'

const END_OF_DIRECTORY = 0x06054b50
const END_OF_DIRECTORY_BYTES = 22
const ZIP64_LOCATOR = 0x07064b50
const ZIP64_END = 0x06064b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
/** The comment at the end of an archive is no longer. */
const MAX_COMMENT_BYTES = 0xffff
const ZIP64_EXTRA = 0x0001
const IN_ZIP64 = 0xffffffff
const UNIX_HOST = 3
const UNIX_TYPE = 0xf000
const UNIX_LINK = 0xa000

/** The most that the usual way of packing can save. */
const MAX_DEFLATE_RATIO = 1032

export interface ZipEntry {
  readonly name: string
  readonly isEncrypted: boolean
  readonly isFolder: boolean
  readonly isLink: boolean
  readonly method: number
  readonly crc: number
  readonly packedBytes: number
  readonly unpackedBytes: number
  /** Of its packed bytes in the file. */
  readonly start: number
}

/**
 * Reads the table of contents, and believes it only where the file bears it out: every entry has its own local header
 * of the same name, and no two share bytes. Nothing is unpacked. Throws a Refusal: damaged, too_many, ratio.
 */
export function readZipDirectory(bytes: Buffer, maxEntries: number): ZipEntry[] {
  const { count, offset, end } = findDirectory(bytes)
  if (count > maxEntries)
    throw new Refusal('too_many', `The archive holds ${count} files; ${maxEntries} is the limit.`)
  const entries: ZipEntry[] = []
  const spans: { from: number; to: number }[] = []
  let at = offset
  for (let index = 0; index < count; index++) {
    const { entry, localHeader, next } = readEntry(bytes, at, end)
    entries.push(entry)
    spans.push({ from: localHeader, to: entry.start + entry.packedBytes })
    at = next
  }
  // what is listed twice is counted once: a few kilobytes can pretend to be terabytes so
  spans.sort((a, b) => a.from - b.from)
  for (const [index, { to }] of spans.entries())
    if (to > (spans[index + 1]?.from ?? offset))
      throw new Refusal('ratio', 'Files in the archive share the same bytes, as only a zip bomb does.')
  return entries
}

export function damagedZip(): Refusal {
  return new Refusal('damaged', 'The file is damaged: it cannot be unpacked.')
}

interface Directory {
  readonly count: number
  readonly offset: number
  /** Entries end here at the latest. */
  readonly end: number
}

function findDirectory(bytes: Buffer): Directory {
  const least = Math.max(0, bytes.length - END_OF_DIRECTORY_BYTES - MAX_COMMENT_BYTES)
  for (let at = bytes.length - END_OF_DIRECTORY_BYTES; at >= least; at--) {
    if (bytes.readUInt32LE(at) !== END_OF_DIRECTORY) continue
    if (at + END_OF_DIRECTORY_BYTES + bytes.readUInt16LE(at + 20) > bytes.length) continue
    return readEnd(bytes, at)
  }
  throw damagedZip()
}

function readEnd(bytes: Buffer, at: number): Directory {
  const isSplit = bytes.readUInt16LE(at + 4) !== 0 && bytes.readUInt16LE(at + 4) !== 0xffff
  if (isSplit) throw new Refusal('damaged', 'This is one part of a divided archive. Import the whole one.')
  const count = bytes.readUInt16LE(at + 10)
  const offset = bytes.readUInt32LE(at + 16)
  const isZip64 = count === 0xffff || offset === IN_ZIP64 || bytes.readUInt32LE(at + 12) === IN_ZIP64
  const locator = at - 20
  if (!isZip64 || locator < 0 || bytes.readUInt32LE(locator) !== ZIP64_LOCATOR)
    return bounded({ count, offset, end: at })
  const end64 = readUInt64(bytes, locator + 8)
  if (end64 + 56 > locator || bytes.readUInt32LE(end64) !== ZIP64_END) throw damagedZip()
  return bounded({ count: readUInt64(bytes, end64 + 32), offset: readUInt64(bytes, end64 + 48), end: end64 })
}

function bounded(directory: Directory): Directory {
  if (directory.offset > directory.end) throw damagedZip()
  return directory
}

/** Throws for anything beyond the file, so that a number of 2^63 never becomes a length. */
function readUInt64(bytes: Buffer, at: number): number {
  if (at + 8 > bytes.length) throw damagedZip()
  const value = bytes.readBigUInt64LE(at)
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damagedZip()
  return Number(value)
}

function readEntry(bytes: Buffer, at: number, end: number) {
  if (at + 46 > end || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damagedZip()
  const flags = bytes.readUInt16LE(at + 8)
  const nameLength = bytes.readUInt16LE(at + 28)
  const extraStart = at + 46 + nameLength
  const extraEnd = extraStart + bytes.readUInt16LE(at + 30)
  const next = extraEnd + bytes.readUInt16LE(at + 32)
  if (next > end) throw damagedZip()
  const rawName = bytes.subarray(at + 46, extraStart)
  const name = decodeName(rawName)
  const [unpackedBytes, packedBytes, localHeader] = readSizes(bytes, at, extraStart, extraEnd)
  const isUnix = bytes.readUInt16LE(at + 4) >> 8 === UNIX_HOST
  const entry: ZipEntry = {
    name,
    isEncrypted: (flags & 0x2041) !== 0,
    isFolder: name.endsWith('/'),
    isLink: isUnix && ((bytes.readUInt32LE(at + 38) >>> 16) & UNIX_TYPE) === UNIX_LINK,
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    packedBytes,
    unpackedBytes,
    start: startOf(bytes, localHeader, rawName),
  }
  if (entry.start + packedBytes > bytes.length) throw damagedZip()
  // nothing packs better: such a size is a lie
  if (unpackedBytes > packedBytes * MAX_DEFLATE_RATIO + 1024) throw damagedZip()
  return { entry, localHeader, next }
}

/** Unpacked size, packed size and place; each may stand in the extra field of large archives instead. */
function readSizes(
  bytes: Buffer,
  at: number,
  extraStart: number,
  extraEnd: number,
): [number, number, number] {
  const sizes: [number, number, number] = [
    bytes.readUInt32LE(at + 24),
    bytes.readUInt32LE(at + 20),
    bytes.readUInt32LE(at + 42),
  ]
  if (!sizes.includes(IN_ZIP64)) return sizes
  for (let field = extraStart; field + 4 <= extraEnd; field += 4 + bytes.readUInt16LE(field + 2)) {
    if (bytes.readUInt16LE(field) !== ZIP64_EXTRA) continue
    let value = field + 4
    for (const [index, size] of sizes.entries()) {
      if (size !== IN_ZIP64) continue
      if (value + 8 > extraEnd) throw damagedZip()
      sizes[index] = readUInt64(bytes, value)
      value += 8
    }
    return sizes
  }
  throw damagedZip()
}

/** The local header must be there, with the same name: programs that differ in which of the two they believe see two archives. */
function startOf(bytes: Buffer, at: number, rawName: Buffer): number {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL_HEADER) throw damagedZip()
  const nameEnd = at + 30 + bytes.readUInt16LE(at + 26)
  if (!bytes.subarray(at + 30, nameEnd).equals(rawName)) throw damagedZip()
  return nameEnd + bytes.readUInt16LE(at + 28)
}

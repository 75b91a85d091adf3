import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { altered, PackRefusal } from './refusal'

/** 16 GB: some ten million passages. */
export const MAX_PACK_BYTES = 16 * 1024 ** 3
/** Windows has no such flag, and no FIFO that would need it. */
const NON_BLOCKING = constants.O_NONBLOCK ?? 0

/** Where a pack's bytes come from, read piece by piece. */
export interface PackBytes {
  readonly sizeBytes: number
  /** Bytes that travelled so far from the drive, the share or the server. */
  readonly readBytes: number
  /** Exactly so many bytes. Throws a PackRefusal (altered) where there are fewer. */
  read(at: number, length: number, signal?: AbortSignal): Promise<Buffer>
  /** The same in pieces, so that a long stretch needs no memory. */
  pieces(at: number, length: number, signal: AbortSignal): AsyncIterable<Buffer>
  close(): Promise<void>
}

/** Throws a PackRefusal: gone, no_access, not_a_pack, too_large. */
export async function openPackFile(path: string): Promise<PackBytes> {
  const file = await tryToOpen(path)
  try {
    const stats = await file.stat()
    if (!stats.isFile()) throw new PackRefusal('not_a_pack', 'This is not a regular file.')
    if (stats.size > MAX_PACK_BYTES) throw tooLarge()
    return createFileBytes(file, stats.size)
  } catch (thrown) {
    await file.close()
    throw thrown
  }
}

const PIECE_BYTES = 1024 * 1024

function createFileBytes(file: FileHandle, sizeBytes: number): PackBytes {
  let readBytes = 0
  async function read(at: number, length: number): Promise<Buffer> {
    const bytes = await readExactly(file, at, length)
    readBytes += length
    return bytes
  }
  return {
    sizeBytes,
    get readBytes() {
      return readBytes
    },
    read,
    async *pieces(at, length, signal) {
      for (let from = at; from < at + length; from += PIECE_BYTES) {
        signal.throwIfAborted()
        yield await read(from, Math.min(PIECE_BYTES, at + length - from))
      }
    },
    close: () => file.close(),
  }
}

export function tooLarge(): PackRefusal {
  return new PackRefusal('too_large', 'The pack is larger than 16 GB, more than VerdeMuse takes.')
}

async function tryToOpen(path: string): Promise<FileHandle> {
  try {
    // non-blocking: opening a FIFO that nobody writes to would otherwise wait for ever
    return await open(path, constants.O_RDONLY | NON_BLOCKING)
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new PackRefusal('gone', 'There is no such file.')
    throw new PackRefusal('no_access', 'The pack cannot be opened: it may be locked, or you may not read it.')
  }
}

async function readExactly(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  let have = 0
  while (have < length) {
    const { bytesRead } = await file.read(buffer, have, length - have, at + have)
    if (bytesRead === 0) throw altered('it ends too early')
    have += bytesRead
  }
  return buffer
}

const AHEAD_BYTES = 512 * 1024

/** For reading entry after entry: one read brings what some hundred of them need. */
export function readAhead(bytes: PackBytes): PackBytes {
  let from = 0
  let block: Buffer = Buffer.alloc(0)
  return {
    ...bytes,
    get readBytes() {
      return bytes.readBytes
    },
    async read(at, length, signal) {
      if (length > AHEAD_BYTES) return bytes.read(at, length, signal)
      if (at < from || at + length > from + block.length) {
        block = await bytes.read(at, Math.max(length, Math.min(AHEAD_BYTES, bytes.sizeBytes - at)), signal)
        from = at
      }
      return block.subarray(at - from, at - from + length)
    },
  }
}

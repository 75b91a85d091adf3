import { createHash } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { fileAccess } from './file-access'
import { Refusal } from './refusal'

export interface ReadFile {
  readonly bytes: Buffer
  readonly sizeBytes: number
  /** SHA-256 of the bytes, hex. */
  readonly contentHash: string
}

/** Windows has no such flag, and no FIFO that would need it. */
const NON_BLOCKING = constants.O_NONBLOCK ?? 0

/**
 * Reads a whole regular file, once it is known to be one of bearable size.
 * Throws a Refusal: gone, no_access, not_a_file, too_large, empty, changed.
 */
export async function readWholeFile(filePath: string, maxBytes: number): Promise<ReadFile> {
  try {
    // someone may be saving it at this very moment: one more look is enough to get the saved state
    return (await readOnce(filePath, maxBytes)) ?? (await readOnce(filePath, maxBytes)) ?? throwChanged()
  } catch (thrown) {
    throw toRefusal(thrown)
  }
}

/** Null when the file changed while it was read. */
async function readOnce(filePath: string, maxBytes: number): Promise<ReadFile | null> {
  // non-blocking: opening a FIFO that nobody writes to would otherwise wait for ever
  const file = await fileAccess.open(filePath, constants.O_RDONLY | NON_BLOCKING)
  try {
    const before = await file.stat()
    if (!before.isFile()) throw new Refusal('not_a_file', 'This is not a regular file.')
    if (before.size > maxBytes)
      throw new Refusal(
        'too_large',
        `The file is ${megabytes(before.size)}; the limit for this kind of file is ${megabytes(maxBytes)}.`,
      )
    if (before.size === 0) throw new Refusal('empty', 'The file is empty.')
    const bytes = await readContent(file, before)
    const after = await file.stat()
    if (bytes.length !== before.size || isChanged(before, after)) return null
    const contentHash = createHash('sha256').update(bytes).digest('hex')
    return { bytes, sizeBytes: bytes.length, contentHash }
  } finally {
    await file.close()
  }
}

const NOT_DOWNLOADED =
  'The file is not downloaded to this computer, only its name is here. Make it available offline in its sync program, then import it again.'

/**
 * Of a file that a sync program keeps elsewhere its size is known and no block of it is here; reading it makes the
 * program fetch it, fails, or gives zeros. Without the last two a file without blocks is a small one, kept beside its name.
 */
async function readContent(file: FileHandle, stats: Stats): Promise<Buffer> {
  const hasBlocks = stats.blocks > 0
  try {
    const bytes = await readBytes(file, stats.size)
    if (!hasBlocks && bytes.length > 0 && bytes.every((byte) => byte === 0))
      throw new Refusal('no_access', NOT_DOWNLOADED)
    return bytes
  } catch (thrown) {
    if (hasBlocks || thrown instanceof Refusal) throw thrown
    throw new Refusal('no_access', NOT_DOWNLOADED)
  }
}

/** Reads one byte more than expected, so that a file that grows is noticed without reading on for ever. */
async function readBytes(file: FileHandle, size: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(size + 1)
  let length = 0
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return buffer.subarray(0, length)
}

function isChanged(before: Stats, after: Stats): boolean {
  // removed, or replaced by another one of its name
  const isUnlinked = before.nlink > 0 && after.nlink === 0
  return (
    isUnlinked || before.size !== after.size || before.mtimeMs !== after.mtimeMs || before.ino !== after.ino
  )
}

function throwChanged(): never {
  throw new Refusal('changed', 'The file was being changed while it was read. Try again when it is saved.')
}

function toRefusal(thrown: unknown): unknown {
  const code = (thrown as NodeJS.ErrnoException).code
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new Refusal('gone', 'The file is no longer there.')
    case 'EACCES':
    case 'EPERM':
      return new Refusal('no_access', 'You have no permission to read this file.')
    case 'EISDIR':
    // a socket, or a device without a driver
    case 'ENXIO':
    case 'ENODEV':
    case 'EOPNOTSUPP':
      return new Refusal('not_a_file', 'This is not a regular file.')
    case 'ELOOP':
      return new Refusal('loop', 'The link leads back to itself.')
    case 'EIO':
    case 'EREMOTEIO':
    case 'ENOLINK':
    case 'ENOTCONN':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
    // macOS, of a file that its sync program may not fetch now
    case 'EDEADLK':
    // Windows, of what has no name in POSIX, such as a sync program that is not running
    case 'UNKNOWN':
    case 'ESTALE':
    case 'EAGAIN':
    case 'EBUSY':
      return new Refusal('no_access', 'The file could not be read from its drive.')
    default:
      return thrown
  }
}

function megabytes(bytes: number): string {
  const value = bytes / (1024 * 1024)
  return `${value < 10 ? Math.ceil(value * 10) / 10 : Math.ceil(value)} MB`
}

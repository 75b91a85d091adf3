import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import type { Quiet } from './quiet'
import type { VectorCodes } from './vector-codes'

/**
 * The codes of all vectors beside the database, so that after a start a million come in a second or two instead of
 * half a minute. A copy and never more: what the database holds decides, and without the file nothing is missing.
 * A header of fixed size, then each piece of the codes behind its CRC-32.
 */
export interface CodesFile {
  /** Fills the codes, which are empty, and tells how many there are; null when there is no file, or none that fits. */
  read(codes: VectorCodes): Promise<number | null>
  /** False when the codes changed meanwhile: then the old file stays. Throws what the disk says. */
  write(codes: VectorCodes, isChanged: () => boolean): Promise<boolean>
  remove(): Promise<void>
}

export interface CodesFileOptions {
  readonly path: string
  /** The model whose vectors they are. */
  readonly fingerprint: string
  readonly dimension: number
  readonly quiet: Quiet
}

/** Grows when the codes are made or laid out otherwise. */
const FORMAT = 1
const HEADER_BYTES = 512
const CHECK_BYTES = 4
/** As long as the loading of vectors from the database, and for the same reason. */
const PATIENCE_MS = 50

export function createCodesFile({ path, fingerprint, dimension, quiet }: CodesFileOptions): CodesFile {
  const headerFor = (count: number) => {
    const header = Buffer.alloc(HEADER_BYTES, ' ')
    header.write(JSON.stringify({ format: FORMAT, fingerprint, dimension, count }))
    return header
  }

  /** How many it holds; null when the file is another program's, model's or version's. */
  async function countIn(file: FileHandle): Promise<number | null> {
    const header = await readExactly(file, HEADER_BYTES)
    const found = header && /"count":(\d{1,9})\}/.exec(header.toString('latin1'))
    const count = Number(found?.[1] ?? 0)
    return count > 0 && header?.equals(headerFor(count)) ? count : null
  }

  async function readPieces(file: FileHandle, codes: VectorCodes): Promise<number | null> {
    const count = await countIn(file)
    if (count === null) return null
    for (const piece of codes.pieces(count)) {
      const check = await readExactly(file, CHECK_BYTES)
      const bytes = await readExactly(file, piece.length)
      if (!check || !bytes || crc32(bytes) !== check.readUInt32LE()) return null
      piece.set(bytes)
      await quiet.turn('vectors', PATIENCE_MS)
    }
    return count
  }

  async function writePieces(file: FileHandle, codes: VectorCodes, isChanged: () => boolean) {
    await file.write(headerFor(codes.size))
    for (const piece of codes.pieces(codes.size)) {
      // a copy: the disk takes its time, and the memory may be another one by then
      const bytes = Buffer.from(piece)
      const check = Buffer.alloc(CHECK_BYTES)
      check.writeUInt32LE(crc32(bytes))
      await file.write(check)
      await file.write(bytes)
      await quiet.turn('vectors')
      if (isChanged()) return false
    }
    await file.sync()
    return true
  }

  return {
    async read(codes) {
      const file = await open(path).catch(() => null)
      if (!file) return null
      try {
        return await readPieces(file, codes)
      } finally {
        await file.close()
      }
    },
    async write(codes, isChanged) {
      const partial = `${path}.part`
      const file = await open(partial, 'w', 0o600)
      let isWhole = false
      try {
        isWhole = await writePieces(file, codes, isChanged)
      } finally {
        await file.close()
        if (!isWhole) await rm(partial, { force: true })
      }
      if (isWhole) await rename(partial, path)
      return isWhole
    },
    remove: () => rm(path, { force: true }),
  }
}

async function readExactly(file: FileHandle, length: number): Promise<Buffer | null> {
  const bytes = Buffer.allocUnsafe(length)
  for (let at = 0; at < length; ) {
    const { bytesRead } = await file.read(bytes, at, length - at)
    if (bytesRead === 0) return null
    at += bytesRead
  }
  return bytes
}

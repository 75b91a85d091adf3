import { createHash } from 'node:crypto'
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import type { WritableDb } from '../db/open-database'
import { withStorageErrors } from '../db/storage-error'

/** One write of so much takes some milliseconds. */
const PIECE_BYTES = 1024 * 1024

/** Bytes of files that lie nowhere else; they go with the last document made of them. */
export interface KeptOriginals {
  /** False when the bytes are not those of this hash. Throws storage_full. */
  keep(contentHash: string, pieces: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<boolean>
  has(contentHash: string): boolean
  /** Null when it is not kept whole. */
  read(contentHash: string, offset: number, length: number): { bytes: Buffer; totalBytes: number } | null
}

export function createKeptOriginals(db: WritableDb): KeptOriginals {
  const statements = prepareStatements(db)
  // what a crash left half-written
  statements.removeUnfinished.run()

  return {
    has: (contentHash) => statements.size.get(contentHash) !== undefined,
    async keep(contentHash, pieces) {
      if (statements.size.get(contentHash) !== undefined) return true
      const hash = createHash('sha256')
      let sizeBytes = 0
      let ordinal = 0
      withStorageErrors(() => statements.begin.run(contentHash))
      try {
        for await (const piece of inPieces(pieces)) {
          hash.update(piece)
          sizeBytes += piece.length
          withStorageErrors(() => statements.addPiece.run(contentHash, ordinal++, piece))
          await yieldToOthers()
        }
        const isRight = hash.digest('hex') === contentHash
        if (isRight) withStorageErrors(() => statements.finish.run(sizeBytes, contentHash))
        return isRight
      } finally {
        statements.removeIfUnfinished.run(contentHash)
      }
    },
    read(contentHash, offset, length) {
      const totalBytes = statements.size.get(contentHash)
      if (totalBytes === undefined) return null
      const first = Math.floor(offset / PIECE_BYTES)
      const last = Math.floor((offset + length - 1) / PIECE_BYTES)
      const whole = Buffer.concat(statements.pieces.all(contentHash, first, last))
      const from = offset - first * PIECE_BYTES
      return { bytes: whole.subarray(from, from + length), totalBytes }
    },
  }
}

/** Cuts whatever comes into pieces of the one size that reading counts on. */
async function* inPieces(source: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let waitingBytes = 0
  for await (const bytes of source) {
    waiting.push(bytes)
    waitingBytes += bytes.length
    if (waitingBytes < PIECE_BYTES) continue
    const joined = Buffer.concat(waiting)
    let at = 0
    for (; joined.length - at >= PIECE_BYTES; at += PIECE_BYTES) yield joined.subarray(at, at + PIECE_BYTES)
    waiting = [joined.subarray(at)]
    waitingBytes = joined.length - at
  }
  if (waitingBytes > 0) yield Buffer.concat(waiting)
}

function prepareStatements(db: WritableDb) {
  return {
    size: db
      .prepare<[string], number>('SELECT size_bytes FROM originals WHERE content_hash = ? AND is_whole = 1')
      .pluck(),
    begin: db.prepare<[string]>('INSERT OR REPLACE INTO originals (content_hash, size_bytes) VALUES (?, 0)'),
    addPiece: db.prepare<[string, number, Buffer]>('INSERT INTO original_pieces VALUES (?, ?, ?)'),
    finish: db.prepare<[number, string]>(
      'UPDATE originals SET size_bytes = ?, is_whole = 1 WHERE content_hash = ?',
    ),
    removeUnfinished: db.prepare('DELETE FROM originals WHERE is_whole = 0'),
    removeIfUnfinished: db.prepare<[string]>('DELETE FROM originals WHERE content_hash = ? AND is_whole = 0'),
    pieces: db
      .prepare<[string, number, number], Buffer>(`
        SELECT bytes FROM original_pieces WHERE content_hash = ? AND ordinal BETWEEN ? AND ? ORDER BY ordinal`)
      .pluck(),
  }
}

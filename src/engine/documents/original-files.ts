import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'

/** Read and hashed in one step; between two of them others have their turn. */
const STEP_BYTES = 1024 * 1024
/** Files whose content was looked at lately: a reader turns pages of one or two at a time. */
const MAX_REMEMBERED = 50

export type FileWindow =
  | { readonly kind: 'bytes'; readonly bytes: Buffer; readonly totalBytes: number }
  | { readonly kind: 'missing'; readonly reason: 'gone' | 'changed' }

/** Reads files of the disk as long as they hold what a document was made of. */
export interface OriginalFiles {
  read(
    path: string,
    contentHash: string,
    window: { readonly offset: number; readonly length: number },
    signal: AbortSignal,
  ): Promise<FileWindow>
}

export function createOriginalFiles(): OriginalFiles {
  /** Path to the stamp under which it was hashed, and the hash: pages after the first cost no second look. */
  const remembered = new Map<string, { readonly stamp: string; readonly contentHash: string }>()

  async function hashOf(path: string, file: FileHandle, stamp: string, signal: AbortSignal): Promise<string> {
    const known = remembered.get(path)
    if (known?.stamp === stamp) return known.contentHash
    const contentHash = await hashFile(file, signal)
    remembered.set(path, { stamp, contentHash })
    for (const oldest of remembered.keys()) {
      if (remembered.size <= MAX_REMEMBERED) break
      remembered.delete(oldest)
    }
    return contentHash
  }

  return {
    async read(path, contentHash, { offset, length }, signal) {
      let file: FileHandle
      try {
        file = await open(path, 'r')
      } catch {
        return { kind: 'missing', reason: 'gone' }
      }
      try {
        const stats = await file.stat()
        if (!stats.isFile()) return { kind: 'missing', reason: 'gone' }
        const stamp = `${stats.dev} ${stats.ino} ${stats.size} ${stats.mtimeMs} ${stats.ctimeMs}`
        if ((await hashOf(path, file, stamp, signal)) !== contentHash)
          return { kind: 'missing', reason: 'changed' }
        const buffer = Buffer.alloc(Math.max(0, Math.min(length, stats.size - offset)))
        const { bytesRead } = await file.read(buffer, 0, buffer.length, offset)
        return { kind: 'bytes', bytes: buffer.subarray(0, bytesRead), totalBytes: stats.size }
      } finally {
        await file.close()
      }
    },
  }
}

async function hashFile(file: FileHandle, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  const buffer = Buffer.alloc(STEP_BYTES)
  for (let at = 0; ; ) {
    signal.throwIfAborted()
    const { bytesRead } = await file.read(buffer, 0, STEP_BYTES, at)
    if (bytesRead === 0) return hash.digest('hex')
    hash.update(buffer.subarray(0, bytesRead))
    at += bytesRead
  }
}

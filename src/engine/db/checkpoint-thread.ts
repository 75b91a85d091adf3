import { parentPort, workerData } from 'node:worker_threads'
import type { CheckpointThreadData, CopyReply } from './checkpoints'
import { connectCheckpointer } from './open-database'

/** Copies the write-ahead log through a connection of its own, beside the thread that writes. */
const { file } = workerData as CheckpointThreadData
const db = connectCheckpointer(file)

parentPort?.on('message', () => parentPort?.postMessage({ isDone: copy() } satisfies CopyReply))

/** False when the drive is full, or fails. */
function copy(): boolean {
  try {
    // passive: neither waits for those who read and write, nor keeps them waiting
    db.pragma('wal_checkpoint(PASSIVE)')
    return true
  } catch {
    return false
  }
}

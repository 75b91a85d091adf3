import type { WritableDb } from './open-database'

/**
 * Commits what `work` writes without waiting for the drive. It survives the end of this process at any moment; after a
 * power cut it may be missing, whole, until a later commit has waited. For what nobody was told is saved: each wait holds
 * up everything else for a millisecond and more. Not inside a transaction.
 */
export function writeSoon<T>(db: WritableDb, work: () => T): T {
  db.pragma('synchronous = NORMAL')
  try {
    return work()
  } finally {
    db.pragma('synchronous = FULL')
  }
}

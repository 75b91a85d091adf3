import { open } from 'node:fs/promises'
import type { ReadableDb } from './open-database'
import { isDiskFull, storageFull } from './storage-error'

/**
 * Waiting for the drive beside the thread that writes. A commit that waits by itself holds everything up for a
 * millisecond and more; one of write-soon and then this wait for no one, and those that wait at once wait together.
 */
export interface Drive {
  /** Resolves when all that was committed before this call survives a power cut. Throws storage_full and its like. */
  reached(): Promise<void>
  close(): Promise<void>
}

type OpenFile = (path: string, flags: 'r+') => Promise<{ datasync(): Promise<void>; close(): Promise<void> }>

/**
 * A commit lies in the write-ahead log until a checkpoint, which itself waits for the drive, has copied it. The log is
 * one file as long as the database is open, and SQLite holds no lock on it that closing this handle could take away.
 */
export function createDrive(db: Pick<ReadableDb, 'name'>, openFile: OpenFile = open): Drive {
  let opening: ReturnType<OpenFile> | null = null
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null

  async function sync(): Promise<void> {
    try {
      opening ??= openFile(`${db.name}-wal`, 'r+')
      const log = await opening.catch((thrown: unknown) => {
        opening = null
        throw thrown
      })
      await log.datasync()
    } catch (thrown) {
      const { code } = thrown as NodeJS.ErrnoException
      // without a log each commit has waited by itself
      if (code !== 'ENOENT') throw isDiskFull(thrown) ? storageFull(thrown) : thrown
    } finally {
      running = null
    }
  }

  function start(): Promise<void> {
    next = null
    running = sync()
    return running
  }

  return {
    reached() {
      // what runs may have begun before the last commit: it does not count
      if (running) next ??= running.then(start, start)
      return next ?? start()
    },
    async close() {
      await next?.catch(() => {})
      await running?.catch(() => {})
      const handle = await opening?.catch(() => null)
      opening = null
      await handle?.close()
    },
  }
}

import { AppError } from '@shared/errors'

/**
 * What SQLite says when it cannot write, as one of the product's errors; anything else comes back as it was.
 * A file-size limit (ulimit) shows as SQLITE_IOERR_WRITE and a full disk under the shared-memory file as
 * SQLITE_IOERR_SHMSIZE, so both mean the same to a person as SQLITE_FULL.
 */
export function toStorageError(thrown: unknown): unknown {
  const code = sqliteCode(thrown)
  if (code === null) return thrown
  if (['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE'].includes(code)) return storageFull(thrown)
  if (code.startsWith('SQLITE_READONLY'))
    return new AppError('storage_read_only', 'The data folder cannot be written to.', {
      cause: thrown,
      retry: true,
    })
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return new AppError('database_damaged', 'The data file is damaged.', { cause: thrown })
  return thrown
}

export function storageFull(cause: unknown): AppError {
  return new AppError(
    'storage_full',
    'The disk is full, so nothing more can be saved. Free some space and try again; reading and searching go on.',
    { cause, retry: true },
  )
}

/** What the file system says when there is no room: on the disk, or in the user's share of it. */
export function isDiskFull(thrown: unknown): boolean {
  const { code } = thrown as { code?: unknown }
  return code === 'ENOSPC' || code === 'EDQUOT'
}

/** Runs `work` and turns what SQLite throws into the product's errors. */
export function withStorageErrors<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw toStorageError(error)
  }
}

function sqliteCode(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !('code' in thrown)) return null
  return typeof thrown.code === 'string' && thrown.code.startsWith('SQLITE_') ? thrown.code : null
}

import { createRequire } from 'node:module'
import { AppError } from '@shared/errors'
import { foldText } from '@shared/fold-text'
import Database from 'better-sqlite3'

const nodeRequire = createRequire(import.meta.url)

/** "VMus": tells a VerdeMuse database from any other SQLite file, and from an empty one. */
export const APPLICATION_ID = 0x564d7573

/** Older SQLite can lose committed pages when two connections reset a WAL at once (fixed in 3.51.3). */
const OLDEST_SAFE_SQLITE: readonly [number, number, number] = [3, 51, 3]

/** A query through this handle cannot write: the connection is opened with query_only. */
export type ReadableDb = Database.Database & { readonly __canRead: true }
export type WritableDb = ReadableDb & { readonly __canWrite: true }

/**
 * Opens a connection with every promise the product makes: WAL, each commit on disk, foreign keys, sqlite-vec, and
 * `folded(text)`. A disk so full that not even the 32 kB of shared memory beside a WAL fit keeps nobody from reading.
 */
export function connect(file: string): WritableDb {
  try {
    return open(file, 'NORMAL')
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'SQLITE_IOERR_SHMSIZE') throw error
    // alone with the file, SQLite keeps that memory to itself
    return open(file, 'EXCLUSIVE')
  }
}

function open(file: string, lockingMode: 'NORMAL' | 'EXCLUSIVE'): WritableDb {
  const db = new Database(file)
  try {
    db.pragma(`locking_mode = ${lockingMode}`)
    db.pragma('busy_timeout = 5000')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.pragma('cache_size = -16000')
    db.pragma('temp_store = MEMORY')
    db.loadExtension(vectorExtensionPath())
    // SQLite's own lower() knows the letters A to Z only
    db.function('folded', { deterministic: true }, (text) => foldText(String(text ?? '')))
    assertSafeSqlite(db)
    return db as unknown as WritableDb
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * A second connection that can only read, for work that must not wait behind the writing one. `makesTemporary`: it may
 * have tables of its own in memory.
 */
export function connectReader(file: string, { makesTemporary = false } = {}): ReadableDb {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  db.pragma('busy_timeout = 5000')
  db.pragma(makesTemporary ? 'temp_store = MEMORY' : 'query_only = ON')
  db.loadExtension(vectorExtensionPath())
  return db as unknown as ReadableDb
}

/** A connection for copying the write-ahead log, which needs neither functions nor extensions. */
export function connectCheckpointer(file: string): Pick<ReadableDb, 'pragma'> {
  const db = new Database(file, { fileMustExist: true })
  db.pragma('synchronous = FULL')
  return db
}

export function sqliteVersion(db: ReadableDb): string {
  return db.prepare('SELECT sqlite_version()').pluck().get() as string
}

function assertSafeSqlite(db: Database.Database): void {
  const version = db.prepare('SELECT sqlite_version()').pluck().get() as string
  const parts = version.split('.').map(Number)
  for (const [index, oldest] of OLDEST_SAFE_SQLITE.entries()) {
    const part = parts[index] ?? 0
    if (part > oldest) return
    if (part < oldest) throw new AppError('internal', `SQLite ${version} is too old to be safe.`)
  }
}

const VECTOR_EXTENSIONS: Readonly<Record<string, readonly [string, string]>> = {
  'linux-x64': ['sqlite-vec-linux-x64', 'vec0.so'],
  'linux-arm64': ['sqlite-vec-linux-arm64', 'vec0.so'],
  'darwin-x64': ['sqlite-vec-darwin-x64', 'vec0.dylib'],
  'darwin-arm64': ['sqlite-vec-darwin-arm64', 'vec0.dylib'],
  'win32-x64': ['sqlite-vec-windows-x64', 'vec0.dll'],
}

function vectorExtensionPath(): string {
  const target = `${process.platform}-${process.arch}`
  const found = VECTOR_EXTENSIONS[target]
  if (!found) throw new AppError('internal', `sqlite-vec has no build for ${target}.`)
  return unpackedPath(nodeRequire.resolve(found.join('/')))
}

/** SQLite cannot load a library from inside app.asar; the packed app keeps it beside, in app.asar.unpacked. */
function unpackedPath(path: string): string {
  return path.replace(/([\\/])app\.asar([\\/])/, '$1app.asar.unpacked$2')
}

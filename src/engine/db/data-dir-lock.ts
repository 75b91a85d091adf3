import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { EngineStart } from '@shared/engine-start'
import { AppError } from '@shared/errors'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { isDiskFull } from './storage-error'

const LOCK_FILE = 'instance.lock'
const OWNER_FILE = 'instance.json'

const ownerSchema = z.object({ pid: z.number().int().positive(), hostName: z.string().min(1) })

export interface DataDirLock {
  /** Gives the folder free; done twice it does nothing. */
  release(): void
}

export interface LockOptions {
  readonly dataDir: string
  readonly hostName: EngineStart['hostName']
}

/**
 * Makes the data folder for this user alone and takes it for this process. The lock is SQLite's own on a small file,
 * held by the operating system: it ends with the process however that ends, so a stale one cannot exist.
 * Throws `data_dir_in_use`, naming who has it, and `data_dir_unusable`.
 */
export function lockDataDir({ dataDir, hostName }: LockOptions): DataDirLock {
  // customers' words lie here: whatever this process makes from now on, other users of the machine cannot read
  process.umask(0o077)
  try {
    makeFolder(dataDir)
  } catch (cause) {
    throw unusable(dataDir, cause)
  }
  const db = takeLock(dataDir)
  const ownerFile = join(dataDir, OWNER_FILE)
  try {
    writeFileSync(ownerFile, `${JSON.stringify({ pid: process.pid, hostName })}\n`, { mode: 0o600 })
  } catch (cause) {
    // the name is a courtesy, the lock holds without it: on a full disk reading must go on
    if (!isDiskFull(cause)) {
      db.close()
      throw unusable(dataDir, cause)
    }
  }
  let isHeld = true
  return {
    release() {
      if (!isHeld) return
      isHeld = false
      // before the lock goes: afterwards the file may be the next owner's
      rmSync(ownerFile, { force: true })
      db.close()
    },
  }
}

/** With the folders above it. Node's own way tries for ever where the system says ENOENT, as below an automounter. */
function makeFolder(folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return
  const above = dirname(folder)
  if (above !== folder && !existsSync(above)) makeFolder(above)
  mkdirSync(folder, { mode: 0o700 })
}

function takeLock(dataDir: string): Database.Database {
  let db: Database.Database | undefined
  try {
    db = new Database(join(dataDir, LOCK_FILE), { timeout: 0 })
    // a journal in memory: nothing is ever written, and no file may be left beside
    db.pragma('journal_mode = MEMORY')
    db.exec('BEGIN EXCLUSIVE')
    return db
  } catch (cause) {
    db?.close()
    if (isBusy(cause)) throw new AppError('data_dir_in_use', sentenceFor(dataDir), { cause })
    throw unusable(dataDir, cause)
  }
}

function isBusy(error: unknown): boolean {
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' && (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
}

/** The owner writes its name after it has the lock, so for a moment the name may be missing. */
function sentenceFor(dataDir: string): string {
  try {
    const owner = ownerSchema.parse(JSON.parse(readFileSync(join(dataDir, OWNER_FILE), 'utf8')))
    return `The ${owner.hostName} (process ${owner.pid}) is using this data folder.`
  } catch {
    return 'Another VerdeMuse is using this data folder.'
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  SQLITE_CANTOPEN: 'you may not write there',
  SQLITE_READONLY: 'you may not write there',
  ENOENT: 'no folder can be made there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  SQLITE_FULL: 'the disk is full',
  EEXIST: 'a file of that name is in the way',
  ENOTDIR: 'a file of that name is in the way',
  SQLITE_NOTADB: 'its lock file is damaged; remove instance.lock',
}

function unusable(dataDir: string, cause: unknown): AppError {
  const code = String((cause as { code?: unknown }).code)
  const reason = REASONS[code] ?? `the system says ${code}`
  return new AppError('data_dir_unusable', `The data folder ${dataDir} cannot be used: ${reason}.`, { cause })
}

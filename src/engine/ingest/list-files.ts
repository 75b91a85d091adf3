import type { Dirent, Stats } from 'node:fs'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { RefusalCode } from '@shared/models'
import { unsupportedReason } from '../parse/formats'
import type { ImportRoot, NewImportFile } from './import-store'

/** Folders that hold programs' files, never a person's. */
const SKIPPED_FOLDERS = new Set(['node_modules', '__MACOSX', '$RECYCLE.BIN', 'System Volume Information'])
/** Rows for files of other kinds in a folder: enough to see what was left out, not so many that they bury the rest. */
const MAX_UNSUPPORTED_ROWS = 200

const UNREADABLE_NAME = {
  code: 'no_access',
  message: 'Its name has characters that are not valid Unicode. Rename the file, then import it again.',
} as const

/**
 * Files below the roots, folder by folder, in the order of their names. Hidden ones are skipped; a real folder is
 * visited once, whatever links lead to it; nothing outside a chosen folder is listed. Aborting ends the walk.
 */
export async function* listFiles(
  roots: readonly ImportRoot[],
  signal: AbortSignal,
): AsyncGenerator<NewImportFile> {
  for (const root of roots) yield* listRoot(root, signal)
}

async function* listRoot(root: ImportRoot, signal: AbortSignal): AsyncGenerator<NewImportFile> {
  let stats: Stats
  try {
    stats = await stat(root.path)
  } catch (thrown) {
    const refusal = refusalOf(thrown)
    // typed by a person, who may have mistyped it
    const message = refusal.code === 'gone' ? 'There is no such file or folder.' : refusal.message
    yield refused(root.path, root.label, { ...refusal, message })
    return
  }
  if (!stats.isDirectory()) {
    yield fileAt(root.path, root.label, stats.size)
    return
  }
  yield* walk(root, await realpath(root.path), signal)
}

interface Folder {
  readonly path: string
  readonly label: string
}

async function* walk(root: ImportRoot, realRoot: string, signal: AbortSignal): AsyncGenerator<NewImportFile> {
  const visited = new Set<string>()
  const open: Folder[] = [{ path: root.path, label: root.label }]
  let unsupportedCount = 0
  for (let folder = open.pop(); folder && !signal.aborted; folder = open.pop()) {
    const entries = await entriesOf(folder, visited)
    if (!Array.isArray(entries)) {
      yield refused(folder.path, folder.label, entries)
      continue
    }
    const inner: Folder[] = []
    for (const entry of entries) {
      if (isSkipped(entry.name)) continue
      const found = await look(folder, entry, realRoot)
      if (found.kind === 'folder') inner.push(found)
      else if (found.file.refusal?.code !== 'unsupported') yield found.file
      else if (++unsupportedCount <= MAX_UNSUPPORTED_ROWS) yield found.file
    }
    // the last one opened is the first one read
    open.push(...inner.reverse())
  }
  const hiddenCount = unsupportedCount - MAX_UNSUPPORTED_ROWS
  if (hiddenCount > 0)
    yield refused(join(root.path, '…'), `${root.label}/…`, {
      code: 'unsupported',
      message: `${hiddenCount} more ${hiddenCount === 1 ? 'file' : 'files'} of kinds that cannot be read.`,
    })
}

/** An empty list for a folder that was visited already. */
async function entriesOf(
  folder: Folder,
  visited: Set<string>,
): Promise<Dirent[] | NonNullable<NewImportFile['refusal']>> {
  try {
    const { dev, ino } = await stat(folder.path, { bigint: true })
    const place = `${dev}:${ino}`
    if (visited.has(place)) return []
    visited.add(place)
    const entries = await readdir(folder.path, { withFileTypes: true })
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (thrown) {
    return refusalOf(thrown)
  }
}

type Found = ({ readonly kind: 'folder' } & Folder) | { readonly kind: 'file'; readonly file: NewImportFile }

async function look(folder: Folder, entry: Dirent, realRoot: string): Promise<Found> {
  const path = join(folder.path, entry.name)
  const label = `${folder.label}/${entry.name}`
  if (entry.isDirectory()) return { kind: 'folder', path, label }
  if (entry.isSymbolicLink()) return lookThroughLink(path, label, realRoot)
  const reason = unsupportedReason(entry.name)
  if (reason) return { kind: 'file', file: refused(path, label, reason) }
  const size = await lstat(path).then(
    (stats) => stats.size,
    () => null,
  )
  // Linux allows any bytes in a name; what stands for the undecodable ones here names no file
  if (size === null && entry.name.includes('\ufffd'))
    return { kind: 'file', file: refused(path, label, UNREADABLE_NAME) }
  return { kind: 'file', file: { filePath: path, path: label, sizeBytes: size, refusal: null } }
}

async function lookThroughLink(path: string, label: string, realRoot: string): Promise<Found> {
  try {
    const target = await realpath(path)
    if (target !== realRoot && !target.startsWith(realRoot + sep))
      return {
        kind: 'file',
        file: refused(path, label, {
          code: 'outside_folder',
          message: 'This link leads out of the chosen folder, so it was not followed.',
        }),
      }
    const stats = await stat(path)
    if (stats.isDirectory()) return { kind: 'folder', path, label }
    return { kind: 'file', file: fileAt(path, label, stats.size) }
  } catch (thrown) {
    return { kind: 'file', file: refused(path, label, refusalOf(thrown)) }
  }
}

function isSkipped(name: string): boolean {
  return name.startsWith('.') || SKIPPED_FOLDERS.has(name)
}

function fileAt(filePath: string, path: string, sizeBytes: number): NewImportFile {
  return { filePath, path, sizeBytes, refusal: unsupportedReason(path) }
}

function refused(
  filePath: string,
  path: string,
  refusal: NonNullable<NewImportFile['refusal']>,
): NewImportFile {
  return { filePath, path, sizeBytes: null, refusal }
}

function refusalOf(thrown: unknown): { readonly code: RefusalCode; readonly message: string } {
  switch ((thrown as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { code: 'gone', message: 'It is no longer there.' }
    case 'ELOOP':
      return { code: 'loop', message: 'The link leads back to itself.' }
    default:
      return { code: 'no_access', message: 'You have no permission to read it.' }
  }
}

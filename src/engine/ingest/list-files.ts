import type { Dirent, Stats } from 'node:fs'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { RefusalCode } from '@shared/models'
import { unsupportedReason } from '../parse/formats'
import type { PathFilter } from '../sources/path-filter'
import type { ImportRoot, NewImportFile } from './import-rows'

/** Folders that hold programs' files, never a person's. */
const SKIPPED_FOLDERS = new Set(['node_modules', '__MACOSX', '$RECYCLE.BIN', 'System Volume Information'])
/** Rows for files of other kinds in a folder: enough to see what was left out, not so many that they bury the rest. */
const MAX_UNSUPPORTED_ROWS = 200

const UNREADABLE_NAME = {
  code: 'no_access',
  message: 'Its name has characters that are not valid Unicode. Rename the file, then import it again.',
} as const

/** A file or, when it is refused, perhaps a folder whose content could not be looked at. */
export interface WalkedFile extends NewImportFile {
  readonly isFolder: boolean
}

export interface WalkOptions {
  readonly signal: AbortSignal
  /** Patterns of the source; all files without it. */
  readonly filter?: PathFilter
  /** Called before a folder is read. */
  readonly onFolder?: (path: string) => void
}

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
    yield fileAt(root.path, root.label, stats)
    return
  }
  for await (const { isFolder: _, ...file } of walkFolder(root, { signal })) yield file
}

interface Folder {
  readonly path: string
  readonly label: string
}

/** See `listFiles`, for one folder. Ends early when the signal aborts, after throwing its reason. */
export async function* walkFolder(
  root: Folder,
  { signal, filter, onFolder }: WalkOptions,
): AsyncGenerator<WalkedFile> {
  const realRoot = await realpath(root.path)
  const visited = new Set<string>()
  const open: Folder[] = [{ path: root.path, label: root.label }]
  let unsupportedCount = 0
  for (let folder = open.pop(); folder; folder = open.pop()) {
    signal.throwIfAborted()
    onFolder?.(folder.path)
    const entries = await entriesOf(folder, visited)
    if (!Array.isArray(entries)) {
      yield { ...refused(folder.path, folder.label, entries), isFolder: true }
      continue
    }
    const inner: Folder[] = []
    const folderPath = folder.path
    const pathOf = (entry: Dirent) => relative(root.path, join(folderPath, entry.name)).split(sep).join('/')
    for (const entry of entries) {
      if (isSkipped(entry.name)) continue
      if (filter && !isWanted(entry, pathOf(entry), filter)) continue
      const found = await look(folder, entry, realRoot)
      if (found.kind === 'file' && entry.isSymbolicLink() && filter && !filter.includesFile(pathOf(entry)))
        continue
      if (found.kind === 'folder') inner.push(found)
      else if (found.file.refusal?.code !== 'unsupported') yield { ...found.file, isFolder: false }
      else if (++unsupportedCount <= MAX_UNSUPPORTED_ROWS) yield { ...found.file, isFolder: false }
    }
    // the last one opened is the first one read
    open.push(...inner.reverse())
  }
  const hiddenCount = unsupportedCount - MAX_UNSUPPORTED_ROWS
  if (hiddenCount > 0)
    yield {
      ...refused(join(root.path, '…'), `${root.label}/…`, {
        code: 'unsupported',
        message: `${hiddenCount} more ${hiddenCount === 1 ? 'file' : 'files'} of kinds that cannot be read.`,
      }),
      isFolder: false,
    }
}

/** A link may lead to a folder. */
function isWanted(entry: Dirent, path: string, filter: PathFilter): boolean {
  return entry.isDirectory() || entry.isSymbolicLink()
    ? filter.includesFolder(path)
    : filter.includesFile(path)
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
  const stats = await lstat(path).catch(() => null)
  // Linux allows any bytes in a name; what stands for the undecodable ones here names no file
  if (stats === null && entry.name.includes('\ufffd'))
    return { kind: 'file', file: refused(path, label, UNREADABLE_NAME) }
  const { size: sizeBytes = null, mtimeMs = null } = stats ?? {}
  return { kind: 'file', file: { filePath: path, path: label, sizeBytes, mtimeMs, refusal: null } }
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
    return { kind: 'file', file: fileAt(path, label, stats) }
  } catch (thrown) {
    return { kind: 'file', file: refused(path, label, refusalOf(thrown)) }
  }
}

function isSkipped(name: string): boolean {
  // what stands for a file that iCloud keeps elsewhere is hidden, and the file is missed
  return (name.startsWith('.') && !name.endsWith('.icloud')) || SKIPPED_FOLDERS.has(name)
}

function fileAt(filePath: string, path: string, { size, mtimeMs }: Stats): NewImportFile {
  return { filePath, path, sizeBytes: size, mtimeMs, refusal: unsupportedReason(path) }
}

function refused(
  filePath: string,
  path: string,
  refusal: NonNullable<NewImportFile['refusal']>,
): NewImportFile {
  return { filePath, path, sizeBytes: null, mtimeMs: null, refusal }
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

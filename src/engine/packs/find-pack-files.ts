import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { openPack } from './open-pack'
import { openPackFile } from './pack-bytes'
import { PackRefusal } from './refusal'

/** More packs than that in one folder are a folder of something else. */
const MAX_FILES = 200

export interface FoundPackFile {
  readonly path: string
  readonly label: string
  /** Changes when the file does. */
  readonly mark: string
}

/** The pack at this path, or those in this folder. Throws a PackRefusal: gone, no_access. */
export async function findPackFiles(
  path: string,
): Promise<{ kind: 'file' | 'folder'; files: FoundPackFile[] }> {
  const stats = await lookAt(path)
  if (!stats.isDirectory()) return { kind: 'file', files: [found(path, stats)] }
  const names = await readdir(path).catch(() => {
    throw noAccess()
  })
  const packs = names.filter((name) => /^[^.].*\.vmpack$/iu.test(name)).sort()
  const files: FoundPackFile[] = []
  for (const name of packs.slice(0, MAX_FILES)) {
    const inner = await lookAt(join(path, name)).catch(() => null)
    if (inner?.isFile()) files.push(found(join(path, name), inner))
  }
  return { kind: 'folder', files }
}

/** Of several issues of one pack only the newest counts; what cannot be read stays, so that it is said. */
export async function newestIssues(
  files: readonly FoundPackFile[],
  signal: AbortSignal,
): Promise<FoundPackFile[]> {
  if (files.length < 2) return [...files]
  const newest = new Map<string, { readonly file: FoundPackFile; readonly serial: number }>()
  for (const file of files) {
    const { id, serial } = await describe(file, signal)
    const other = newest.get(id)
    if (!other || serial > other.serial) newest.set(id, { file, serial })
  }
  return [...newest.values()].map(({ file }) => file)
}

async function describe(file: FoundPackFile, signal: AbortSignal): Promise<{ id: string; serial: number }> {
  try {
    const bytes = await openPackFile(file.path)
    try {
      return (await openPack(bytes, signal)).manifest.description
    } finally {
      await bytes.close()
    }
  } catch (thrown) {
    if (thrown instanceof PackRefusal) return { id: `/${file.path}`, serial: 0 }
    throw thrown
  }
}

async function lookAt(path: string) {
  try {
    return await stat(path)
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new PackRefusal('gone', 'There is no such file or folder now; what was installed from it stays.')
    throw noAccess()
  }
}

function noAccess(): PackRefusal {
  return new PackRefusal('no_access', 'The place cannot be read now; what was installed from it stays.')
}

function found(path: string, { size, mtimeMs }: { size: number; mtimeMs: number }): FoundPackFile {
  return { path, label: basename(path), mark: `${size}:${mtimeMs}` }
}

import { stat } from 'node:fs/promises'
import { sep } from 'node:path'
import { createPathFilter } from '../sources/path-filter'
import type { SourceRecord } from '../sources/source-store'
import { walkFolder } from './list-files'
import { type Lister, SourceUnreachable } from './lister'

export interface FolderListerOptions {
  /** Called before a folder is read: what changes in it from then on can be noticed. */
  readonly onFolder?: (sourceId: number, folder: string) => void
}

/** Folders of this machine and of network shares. */
export function createFolderLister({ onFolder }: FolderListerOptions = {}): Lister {
  return {
    async *list({ source, signal }) {
      await statRoot(source)
      const filter = createPathFilter(source)
      const root = { path: source.location, label: source.label, isTemporary: false }
      const walk = walkFolder(root, { signal, filter, onFolder: (path) => onFolder?.(source.id, path) })
      for await (const { filePath, path: label, sizeBytes, mtimeMs, refusal, isFolder } of walk) {
        const path = filePath.toWellFormed()
        if (!refusal)
          yield { kind: 'file', path, label, filePath, sizeBytes, mtimeMs, etag: null, lastModified: null }
        else if (isFolder && filePath === source.location) throw new SourceUnreachable(unreadable(source))
        else yield { kind: 'refused', path, label, ...refusal, isFolder }
      }
      // it may have gone away in the middle: what was not seen then is not gone
      await statRoot(source)
    },
    async device(source) {
      return String((await statRoot(source)).dev)
    },
  }
}

/** Every path below a folder, itself included. */
export function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

async function statRoot(source: SourceRecord) {
  const stats = await stat(source.location, { bigint: true }).catch((thrown: unknown) => {
    const code = (thrown as NodeJS.ErrnoException).code
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR'
    throw new SourceUnreachable(isMissing ? missing(source) : unreadable(source))
  })
  if (!stats.isDirectory()) throw new SourceUnreachable(missing(source))
  return stats
}

function missing({ location }: SourceRecord): string {
  return `The folder ${location} is not there now. What was read from it stays.`
}

function unreadable({ location }: SourceRecord): string {
  return `The folder ${location} cannot be read now. What was read from it stays.`
}

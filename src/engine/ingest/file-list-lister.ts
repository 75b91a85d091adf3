import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { unsupportedReason } from '../parse/formats'
import type { FolderListerOptions } from './folder-lister'
import { type Listed, type Lister, SourceUnreachable } from './lister'

/** Settings of a source that is a set of files. */
interface FileListSettings {
  readonly files?: readonly { readonly path: string; readonly label: string }[]
}

/** Files picked one by one. */
export function createFileListLister({ onFolder }: FolderListerOptions = {}): Lister {
  return {
    async *list({ source, signal }) {
      const { files = [] } = source.settings as FileListSettings
      let foundCount = 0
      const missing: string[] = []
      for (const { path, label } of files) {
        signal.throwIfAborted()
        onFolder?.(source.id, dirname(path))
        const listed = await look(path, label)
        if (listed) {
          foundCount++
          yield listed
        } else missing.push(path)
      }
      // all at once is a drive that is not there
      if (foundCount === 0 && missing.length > 1)
        throw new SourceUnreachable('None of its files is there now. What was read from them stays.')
    },
  }
}

async function look(path: string, label: string): Promise<Listed | null> {
  const place = path.toWellFormed()
  const reason = unsupportedReason(path)
  if (reason) return { kind: 'refused', path: place, label, ...reason, isFolder: false }
  try {
    const { size, mtimeMs } = await stat(path)
    const file = { path: place, label, filePath: path, sizeBytes: size, mtimeMs }
    return { kind: 'file', ...file, etag: null, lastModified: null }
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    const message = 'You have no permission to read it.'
    return { kind: 'refused', path: place, label, code: 'no_access', message, isFolder: true }
  }
}

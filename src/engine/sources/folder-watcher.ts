import { type FSWatcher, watch } from 'node:fs'
import { isAbsolute, relative } from 'node:path'

/** macOS and Windows tell of a whole tree through one handle; Linux needs one for each folder. */
const HAS_RECURSIVE_WATCH = process.platform === 'darwin' || process.platform === 'win32'

/**
 * Says that something below changed, and not what: a look at the source finds that out anyway, and may never rely on
 * events (network shares send none, and a system may drop them). Folders are added as a look comes by them, each
 * before it is read, so that no change falls between reading and watching.
 */
export interface FolderWatcher {
  add(folder: string): void
  /** Lets go of folders that a look did not come by. */
  keepOnly(folders: ReadonlySet<string>): void
  /** False when the system would watch no more folders: changes are then noticed at the next regular look. */
  readonly isComplete: boolean
  close(): void
}

export function createFolderWatcher(onEvent: () => void): FolderWatcher {
  const watchers = new Map<string, FSWatcher>()
  let isComplete = true

  function isWatched(folder: string): boolean {
    if (watchers.has(folder)) return true
    return HAS_RECURSIVE_WATCH && [...watchers.keys()].some((root) => isInside(folder, root))
  }

  function drop(folder: string): void {
    watchers.get(folder)?.close()
    watchers.delete(folder)
  }

  return {
    add(folder) {
      if (isWatched(folder)) return
      try {
        const options = { persistent: false, recursive: HAS_RECURSIVE_WATCH }
        const watcher = watch(folder, options, onEvent)
        // the folder went, or its drive did
        watcher.on('error', () => {
          drop(folder)
          onEvent()
        })
        watchers.set(folder, watcher)
      } catch {
        isComplete = false
      }
    },
    keepOnly(folders) {
      for (const folder of watchers.keys()) if (!folders.has(folder)) drop(folder)
    },
    get isComplete() {
      return isComplete
    },
    close() {
      for (const folder of [...watchers.keys()]) drop(folder)
    },
  }
}

function isInside(path: string, folder: string): boolean {
  const inner = relative(folder, path)
  return inner !== '' && !inner.startsWith('..') && !isAbsolute(inner)
}

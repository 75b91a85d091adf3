import type { ImportEvent } from '@shared/contract'
import type { ImportJob } from '@shared/models'
import { type Changes, watchChanges } from '../changes/changes'
import type { ImportStore } from './import-store'

/** Five events a second are a smooth bar; more would only cost. */
const INTERVAL_MS = 200
/** What one event may carry; the rest is in `import.files`. */
const MAX_FILES = 500

/** Which rows changed, for each watcher since it last looked. */
export interface ChangedFiles {
  add(fileIds: readonly number[]): void
  watch(signal: AbortSignal): AsyncGenerator<ImportEvent>
}

export function createChangedFiles(
  changes: Changes,
  store: Pick<ImportStore, 'filesById'>,
  jobs: () => ImportJob[],
): ChangedFiles {
  const watchers = new Set<Set<number>>()

  return {
    add(fileIds) {
      for (const changed of watchers) {
        // taken out first, so that the newest stand last
        for (const id of fileIds) {
          changed.delete(id)
          changed.add(id)
        }
        for (const id of changed) {
          if (changed.size <= MAX_FILES) break
          changed.delete(id)
        }
      }
    },
    async *watch(signal) {
      const changed = new Set<number>()
      watchers.add(changed)
      const read = (): ImportEvent => {
        const files = changed.size > 0 ? store.filesById([...changed]) : []
        changed.clear()
        return { jobs: jobs(), files }
      }
      try {
        yield* watchChanges({ changes, read, intervalMs: INTERVAL_MS, signal })
      } finally {
        watchers.delete(changed)
      }
    },
  }
}

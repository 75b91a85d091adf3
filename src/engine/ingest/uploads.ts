import { rm } from 'node:fs/promises'
import type { FileResult, ImportRoot, JobRecord, WaitingFile } from './import-rows'
import { createRootLookup } from './roots'

/** The copies that came over the window or the page. Nobody else will remove them. */
export interface Uploads {
  /** A file's row says how it ended. A refused one stays until its job is dismissed: it can be tried again. */
  finish(job: JobRecord, file: WaitingFile, result: FileResult): void
  /** Of these files those that are copies. */
  remove(job: JobRecord, filePaths: readonly string[]): void
  /** Resolves when nothing is being kept or waited for. */
  settled(): Promise<void>
}

export interface UploadsOptions {
  /** Resolves when what was committed survives a power cut: the copy is all there is until then. */
  readonly reached: () => Promise<void>
  /** Called before a copy goes: what has to outlast it is kept then. Never throws. */
  readonly keep?: ((documentId: number, filePath: string) => Promise<void>) | undefined
}

export function createUploads({ reached, keep }: UploadsOptions): Uploads {
  /** Kept while a job runs: 10,000 uploads are 10,000 roots, and each of them ends by one look-up. */
  const lookups = new WeakMap<readonly ImportRoot[], ReturnType<typeof createRootLookup>>()
  const leaving = new Set<Promise<void>>()

  function isUpload({ roots }: JobRecord, filePath: string): boolean {
    const lookUp = lookups.get(roots) ?? createRootLookup(roots)
    lookups.set(roots, lookUp)
    return lookUp(filePath)?.isTemporary === true
  }

  function remove(job: JobRecord, filePaths: readonly string[]): void {
    for (const filePath of filePaths)
      if (isUpload(job, filePath)) void rm(filePath, { force: true }).catch(() => {})
  }

  async function letGo(job: JobRecord, filePath: string, documentId: number | null): Promise<void> {
    try {
      if (documentId !== null) await keep?.(documentId, filePath)
      await reached()
      remove(job, [filePath])
    } catch {
      // on a full drive the copy stays
    }
  }

  return {
    remove,
    finish(job, { filePath }, { state, documentId }) {
      if (state === 'refused' || !isUpload(job, filePath)) return
      const going = letGo(job, filePath, documentId).finally(() => leaving.delete(going))
      leaving.add(going)
    },
    settled: async () => void (await Promise.all(leaving)),
  }
}

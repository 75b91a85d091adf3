import { rm } from 'node:fs/promises'
import type { FileResult, ImportRoot, JobRecord, WaitingFile } from './import-rows'
import { createRootLookup } from './roots'

/** The copies that came over the window or the page. Nobody else will remove them. */
export interface Uploads {
  /** A file was read. A refused one stays until its job is dismissed: it can be tried again. */
  finish(job: JobRecord, file: WaitingFile, result: FileResult): void
  /** Of these files those that are copies. */
  remove(job: JobRecord, filePaths: readonly string[]): void
}

/** `keep` is called before a copy goes: what has to outlast it is kept then. Never throws. */
export function createUploads(keep?: (documentId: number, filePath: string) => Promise<void>): Uploads {
  /** Kept while a job runs: 10,000 uploads are 10,000 roots, and each of them ends by one look-up. */
  const lookups = new WeakMap<readonly ImportRoot[], ReturnType<typeof createRootLookup>>()

  function isUpload({ roots }: JobRecord, filePath: string): boolean {
    const lookUp = lookups.get(roots) ?? createRootLookup(roots)
    lookups.set(roots, lookUp)
    return lookUp(filePath)?.isTemporary === true
  }

  function remove(job: JobRecord, filePaths: readonly string[]): void {
    for (const filePath of filePaths)
      if (isUpload(job, filePath)) void rm(filePath, { force: true }).catch(() => {})
  }

  return {
    remove,
    finish(job, { filePath }, { state, documentId }) {
      if (state === 'refused' || !isUpload(job, filePath)) return
      if (documentId !== null && keep) void keep(documentId, filePath).finally(() => remove(job, [filePath]))
      else remove(job, [filePath])
    },
  }
}

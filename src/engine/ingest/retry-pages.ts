import type { SourceStore } from '../sources/source-store'
import type { FollowSources } from './follow-sources'
import type { ImportStore } from './import-store'

export interface RetryPagesOptions {
  readonly store: Pick<ImportStore, 'filesById' | 'job'>
  readonly sources: Pick<SourceStore, 'find'>
  readonly follow: Pick<FollowSources, 'look'>
}

/** Pages are fetched anew, each with its site, because nothing of them is kept here. Returns the ids of the others. */
export function retryPages(
  fileIds: readonly number[],
  { store, sources, follow }: RetryPagesOptions,
): readonly number[] {
  const siteOf = new Map<number, number>()
  for (const { id, jobId } of store.filesById(fileIds)) {
    const source = sources.find(store.job(jobId)?.sourceId ?? 0)
    if (source?.kind === 'web') siteOf.set(id, source.id)
  }
  for (const sourceId of new Set(siteOf.values())) follow.look(sourceId, { kind: 'import', isForced: true })
  return fileIds.filter((id) => !siteOf.has(id))
}

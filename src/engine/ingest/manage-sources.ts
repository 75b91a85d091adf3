import { statSync } from 'node:fs'
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { AppError } from '@shared/errors'
import type { Collection, KnowledgeSource, SourceKind } from '@shared/models'
import { type Changes, watchChanges } from '../changes/changes'
import type { Knowledge } from '../knowledge/knowledge'
import type { CollectionStore } from '../sources/collection-store'
import type { SourceFiles } from '../sources/source-files'
import { isBuiltIn, type SourceStore } from '../sources/source-store'
import type { FollowSources } from './follow-sources'
import type { Grants } from './grants'
import type { ImportRoot } from './import-rows'
import type { ImportStore } from './import-store'
import type { Lister } from './lister'
import { rootsOf } from './scan-source'

const INTERVAL_MS = 300
/** Documents removed in one transaction: some 30 ms, so that a question between two of them does not wait. */
const REMOVED_AT_ONCE = 10
const PATTERNS_MAX = 100

export interface NewSourceInput {
  readonly handles: readonly string[]
  /** Of a site; then there are no handles. */
  readonly address?: string | undefined
  readonly webKind: 'page' | 'sitemap'
  readonly collectionId: number
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly isWatched: boolean
}

export interface SourceUpdate {
  readonly label?: string | undefined
  readonly include?: readonly string[] | undefined
  readonly exclude?: readonly string[] | undefined
  readonly isWatched?: boolean | undefined
  readonly collectionId?: number | undefined
}

/** Sources and knowledge bases as people handle them. Throws bad_request and not_found in words. */
export interface ManageSources {
  list(collectionId?: number): KnowledgeSource[]
  /** Folders become a source each; loose files one together; uploads go to "Imported files". */
  add(input: NewSourceInput): { sources: KnowledgeSource[]; jobIds: number[] }
  update(sourceId: number, changes: SourceUpdate): Promise<KnowledgeSource>
  /** With its documents; a built-in one only loses these. */
  remove(sourceId: number): Promise<number>
  rescan(sourceId: number): void
  /** Reads the file of one document again, whether it changed or not. */
  readAgain(documentId: number): void
  collections(): Collection[]
  createCollection(name: string): Collection
  renameCollection(collectionId: number, name: string): Collection
  removeCollection(collectionId: number): Promise<number>
  watch(signal: AbortSignal): AsyncGenerator<{ collections: Collection[]; sources: KnowledgeSource[] }>
}

export interface ManageSourcesOptions {
  readonly sources: SourceStore
  readonly collections: CollectionStore
  readonly sourceFiles: SourceFiles
  readonly knowledge: Knowledge
  readonly store: ImportStore
  readonly grants: Grants
  readonly follow: FollowSources
  readonly listers: Partial<Record<SourceKind, Lister>>
  readonly changes: Changes
  readonly now: () => number
  readonly startRoots: (roots: readonly ImportRoot[], collectionId: number) => number
  readonly cancelJob: (jobId: number) => void
  readonly spoolDirOf: (sourceId: number) => string
}

export function createManageSources(options: ManageSourcesOptions): ManageSources {
  const { sources, collections, knowledge, store, grants, follow, listers, changes, now } = options

  const shown = (source: KnowledgeSource): KnowledgeSource =>
    follow.isLooking(source.id) ? { ...source, state: 'scanning' } : source
  const list = (collectionId?: number) => sources.list(collectionId).map(shown)

  function addOne(
    source: { kind: SourceKind; label: string; location: string; settings: object },
    { collectionId, include, exclude, isWatched }: NewSourceInput,
  ): { sourceId: number; jobId: number } {
    const { id } = sources.add({ ...source, collectionId, include, exclude, isWatched })
    const roots = rootsOf(source, options.spoolDirOf(id))
    const jobId = store.jobOfSource({ id }, 'import', now(), roots)
    follow.look(id, { kind: 'import', isForced: false })
    return { sourceId: id, jobId }
  }

  function addHandles(input: NewSourceInput): { sourceIds: number[]; jobIds: number[] } {
    const roots = grants.take(input.handles)
    const uploads = roots.filter((root) => root.isTemporary)
    const kept = roots.filter((root) => !root.isTemporary)
    const folders = kept.filter((root) => isFolder(root.path))
    const files = kept.filter((root) => !folders.includes(root))
    const added = folders.map(({ path, label }) =>
      addOne({ kind: 'folder', label, location: path, settings: {} }, input),
    )
    if (files.length > 0) {
      const [first] = files
      const label = files.length === 1 && first ? first.label : `${files.length} files`
      const settings = { files: files.map(({ path, label }) => ({ path, label })) }
      added.push(addOne({ kind: 'files', label, location: '', settings }, input))
    }
    const sourceIds = added.map((one) => one.sourceId)
    const jobIds = added.map((one) => one.jobId)
    if (uploads.length > 0) {
      jobIds.push(options.startRoots(uploads, input.collectionId))
      sourceIds.push(sources.importedFiles(input.collectionId).id)
    }
    return { sourceIds, jobIds }
  }

  /** The same address again is looked at again. */
  function addAddress(input: NewSourceInput, given: string): { sourceIds: number[]; jobIds: number[] } {
    if (!listers.web) throw new AppError('forbidden', 'Reading web pages is switched off here.')
    const refusal = listers.web.refusalOf?.(given)
    if (refusal) throw new AppError('bad_request', refusal)
    const address = new URL(given.trim()).href.replace(/#.*$/, '')
    const known = sources
      .all()
      .find(
        ({ kind, location, collectionId }) =>
          kind === 'web' && location === address && collectionId === input.collectionId,
      )
    if (known) {
      const jobId = store.jobOfSource(known, 'import', now(), rootsOf(known, options.spoolDirOf(known.id)))
      follow.look(known.id, { kind: 'import', isForced: true })
      return { sourceIds: [known.id], jobIds: [jobId] }
    }
    const { sourceId, jobId } = addOne(
      { kind: 'web', label: labelOf(address), location: address, settings: { kind: input.webKind } },
      input,
    )
    return { sourceIds: [sourceId], jobIds: [jobId] }
  }

  async function removeSource(sourceId: number): Promise<number> {
    sources.get(sourceId)
    await follow.stop(sourceId)
    for (const jobId of store.unfinishedJobsOf(sourceId)) options.cancelJob(jobId)
    let removed = 0
    for (;;) {
      const count = knowledge.removeSomeOf(sourceId, REMOVED_AT_ONCE)
      removed += count
      if (count < REMOVED_AT_ONCE) break
      await yieldToOthers()
    }
    if (!isBuiltIn(sourceId)) sources.remove(sourceId)
    changes.emit()
    lookAgainAtOthers()
    return removed
  }

  /** A file that two sources hold was stored once: what the other one relied on may be gone with this one. */
  function lookAgainAtOthers(): void {
    for (const { id, isWatched } of sources.all())
      if (isWatched) follow.look(id, { kind: 'rescan', isForced: false })
  }

  async function moveTo(sourceId: number, collectionId: number): Promise<void> {
    if (isBuiltIn(sourceId))
      throw new AppError('bad_request', 'This source belongs to the first knowledge base and stays there.')
    collections.get(collectionId)
    await follow.stop(sourceId)
    sources.setCollection(sourceId, collectionId)
    knowledge.moveSource(sourceId, collectionId)
  }

  function assertPlace(sourceId: number): void {
    if (!listers[sources.get(sourceId).kind] || isBuiltIn(sourceId))
      throw new AppError('bad_request', 'There is no place to look at for this source.')
  }

  return {
    list,
    add(input) {
      collections.get(input.collectionId)
      checkPatterns(input)
      if (input.address !== undefined && input.handles.length > 0)
        throw new AppError('bad_request', 'Give files and folders, or an address, not both.')
      const added = input.address === undefined ? addHandles(input) : addAddress(input, input.address)
      changes.emit()
      return { sources: added.sourceIds.map((id) => shown(sources.shown(id))), jobIds: added.jobIds }
    },
    async update(sourceId, { collectionId, ...given }) {
      const source = sources.get(sourceId)
      checkPatterns({ include: given.include ?? [], exclude: given.exclude ?? [] })
      const label = given.label?.replace(/\s+/gu, ' ').trim()
      if (label === '') throw new AppError('bad_request', 'A source needs a name.')
      if (collectionId !== undefined && collectionId !== source.collectionId)
        await moveTo(sourceId, collectionId)
      sources.update(sourceId, {
        label: label ?? source.label,
        include: given.include ?? source.include,
        exclude: given.exclude ?? source.exclude,
        isWatched: given.isWatched ?? source.isWatched,
      })
      changes.emit()
      if (listers[source.kind] && !isBuiltIn(sourceId))
        follow.look(sourceId, { kind: 'rescan', isForced: false })
      return shown(sources.shown(sourceId))
    },
    remove: removeSource,
    readAgain(documentId) {
      const { sourceId } = knowledge.get(documentId)
      assertPlace(sourceId)
      knowledge.makeStale(documentId)
      follow.look(sourceId, { kind: 'rescan', isForced: false })
      changes.emit()
    },
    rescan(sourceId) {
      assertPlace(sourceId)
      follow.look(sourceId, { kind: 'rescan', isForced: true })
      changes.emit()
    },
    collections: collections.list,
    createCollection(name) {
      const created = collections.create(name)
      changes.emit()
      return created
    },
    renameCollection(collectionId, name) {
      const renamed = collections.rename(collectionId, name)
      changes.emit()
      return renamed
    },
    async removeCollection(collectionId) {
      collections.assertRemovable(collectionId)
      let removed = 0
      for (const source of sources.all())
        if (source.collectionId === collectionId) removed += await removeSource(source.id)
      collections.remove(collectionId)
      changes.emit()
      return removed
    },
    watch: (signal) =>
      watchChanges({
        changes,
        read: () => ({ collections: collections.list(), sources: list() }),
        intervalMs: INTERVAL_MS,
        signal,
      }),
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function labelOf(address: string): string {
  return URL.parse(address)?.host ?? address
}

function checkPatterns({
  include,
  exclude,
}: {
  include: readonly string[]
  exclude: readonly string[]
}): void {
  if (include.length > PATTERNS_MAX || exclude.length > PATTERNS_MAX)
    throw new AppError('bad_request', `A source may have up to ${PATTERNS_MAX} patterns of each kind.`)
}

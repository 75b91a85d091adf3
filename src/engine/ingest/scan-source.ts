import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import type { Knowledge } from '../knowledge/knowledge'
import { READER_VERSION } from '../parse/reader-version'
import type { GoneFile, KnownFile, SourceFiles } from '../sources/source-files'
import type { SourceRecord } from '../sources/source-store'
import { isBelow } from './folder-lister'
import type { ImportRoot, NewImportFile } from './import-rows'
import type { ImportStore } from './import-store'
import { type Listed, type Lister, SourceUnreachable } from './lister'

/** Rows written at once: 10,000 files are 50 commits. */
const BATCH_ROWS = 200
/** A slow lister (a site) shows what it has found this often. */
const BATCH_MS = 500
/** Removed between two turns of others: some 20 ms. */
const REMOVED_AT_ONCE = 10
/** Losing so many files, and more than half, is looked at twice. */
const LARGE_LOSS_FILES = 20

export interface ScanOptions {
  readonly store: ImportStore
  readonly sourceFiles: SourceFiles
  readonly knowledge: Knowledge
  readonly onFilesChanged: (fileIds: readonly number[]) => void
  /** Rows wait for the reader. */
  readonly onWaiting: () => void
  readonly now: () => number
  /** A file changed so recently may still be being written. */
  readonly stableMs: number
}

export interface ScanInput {
  readonly source: SourceRecord
  readonly lister: Lister
  readonly spoolDir: string
  readonly signal: AbortSignal
  /** A person asked: files left out by a cancelled import are read after all. */
  readonly isForced: boolean
  /** The look before found the same large loss. */
  readonly isLossConfirmed: boolean
  /** A first import, or a later look. */
  readonly kind: 'import' | 'rescan'
}

export interface ScanResult {
  /** Null when there was nothing to read. */
  readonly jobId: number | null
  readonly removedCount: number
  readonly device: string | null
  /** Some files are being written, or much seems lost: look again soon. */
  readonly again: 'unstable' | 'large_loss' | null
  readonly missingCount: number
}

/**
 * Compares a source with what is known of it.
 *  1. Go through what it holds now, and give what is new or changed a row to be read; the same job while it lasts.
 *  2. Find what is gone: seen at an earlier look, not at this one, and not hidden by an unreadable folder.
 *  3. Doubt a large loss: another drive under the same path, or half of the files gone at once.
 *  4. What is gone at one path and new at another with the same content has moved, and keeps its documents.
 *  5. Remove the documents of the rest: from then on no search and no stored answer knows them.
 * Throws SourceUnreachable, and `cancelled` when the signal aborts.
 */
export function createScanner(options: ScanOptions) {
  const { store, sourceFiles, knowledge, now, stableMs, onFilesChanged, onWaiting } = options

  async function scan(input: ScanInput): Promise<ScanResult> {
    const { source, lister, signal } = input
    const scanAt = now()
    const device = (await lister.device?.(source)) ?? null
    const listing = await list(input, scanAt)
    signal.throwIfAborted()
    const notSeen = listing.isIncomplete ? [] : sourceFiles.notSeenSince(source.id, scanAt)
    const gone = notSeen.filter(({ path }) => !listing.hiddenFolders.some((folder) => isBelow(path, folder)))
    if (source.device !== null && device !== source.device && gone.length > listing.seenCount)
      throw new SourceUnreachable(
        `Another drive is at ${source.location} now, without its files. What was read from it stays.`,
      )
    const result = { device, missingCount: gone.length }
    const { jobId } = listing
    if (!isFollowed(source)) return { ...result, jobId, removedCount: 0, again: null }
    if (gone.length >= LARGE_LOSS_FILES && gone.length > listing.seenCount && !input.isLossConfirmed)
      return { ...result, jobId, removedCount: 0, again: 'large_loss' }
    const removedCount = await settleGone(source, gone, listing, signal)
    const again = listing.hasUnstable ? 'unstable' : null
    return { ...result, jobId: listing.jobId, removedCount, missingCount: 0, again }
  }

  async function list(input: ScanInput, scanAt: number): Promise<Listing> {
    const { source, lister, spoolDir, signal } = input
    const known = (path: string) => sourceFiles.find(source.id, path)
    const listing: Listing = {
      jobId:
        input.kind === 'import'
          ? store.jobOfSource(source, 'import', scanAt, rootsOf(source, spoolDir))
          : null,
      seenCount: 0,
      hasUnstable: false,
      isIncomplete: false,
      hiddenFolders: [],
      bySize: new Map(),
      hashes: new Map(),
    }
    let rows: NewImportFile[] = []
    let seen: string[] = []
    let flushedAt = performance.now()
    const flush = () => {
      sourceFiles.markSeen(source.id, seen, scanAt)
      if (rows.length > 0) {
        listing.jobId ??= store.jobOfSource(source, input.kind, scanAt, rootsOf(source, spoolDir))
        onFilesChanged(store.addFiles(listing.jobId, rows))
        onWaiting()
      }
      rows = []
      seen = []
      flushedAt = performance.now()
    }
    for await (const item of lister.list({ source, known, spoolDir, signal })) {
      signal.throwIfAborted()
      if (item.kind === 'incomplete') {
        listing.isIncomplete = true
        continue
      }
      const earlier = known(item.path)
      seen.push(item.path)
      if (item.kind === 'refused' && item.isFolder) listing.hiddenFolders.push(item.path)
      else listing.seenCount++
      const row = rowFor(item, earlier, input, listing)
      if (row) rows.push(row)
      if (rows.length >= BATCH_ROWS || seen.length >= BATCH_ROWS || performance.now() - flushedAt > BATCH_MS)
        flush()
    }
    flush()
    return listing
  }

  /** Null when there is nothing to read or to say. */
  function rowFor(
    item: Exclude<Listed, { kind: 'incomplete' }>,
    earlier: KnownFile | null,
    { source, isForced }: ScanInput,
    listing: Listing,
  ): NewImportFile | null {
    if (item.kind === 'unchanged') return null
    const path = item.label ?? item.path
    if (item.kind === 'refused') {
      // said once; of a site again to a person who asks, because only this look knows how it is now
      if (earlier?.isRefused && !(isForced && source.kind === 'web')) return null
      const { code, message } = item
      return { filePath: item.path, path, sizeBytes: null, mtimeMs: null, refusal: { code, message } }
    }
    if (earlier && isSame(item, earlier, source.collectionId, isForced)) return null
    const { filePath, sizeBytes, mtimeMs, etag, lastModified } = item
    if (source.lastScanAt !== null && isBeingWritten(item)) {
      listing.hasUnstable = true
      return null
    }
    if (!earlier && sizeBytes !== null && source.kind === 'folder') {
      const sameSize = listing.bySize.get(sizeBytes) ?? []
      listing.bySize.set(sizeBytes, [...sameSize, item.path])
    }
    return { filePath, path, sizeBytes, mtimeMs, etag, lastModified, refusal: null }
  }

  function isSame(
    item: Extract<Listed, { kind: 'file' }>,
    earlier: KnownFile,
    collectionId: number,
    isForced: boolean,
  ): boolean {
    if (item.mtimeMs === null || item.mtimeMs !== earlier.mtimeMs || item.sizeBytes !== earlier.sizeBytes)
      return false
    if (earlier.isRefused) return true
    // its own document: one that a person removed stays away until its file changes
    if (earlier.documentId !== null)
      return earlier.readerVersion === null ? !isForced : earlier.readerVersion >= READER_VERSION
    // left out by a cancelled import
    if (earlier.contentHash === null) return !isForced
    return knowledge.hasContent(collectionId, earlier.contentHash)
  }

  function isBeingWritten({ mtimeMs }: Extract<Listed, { kind: 'file' }>): boolean {
    const ageMs = mtimeMs === null ? stableMs : now() - mtimeMs
    // a date ahead of the clock, as network shares give it, says nothing
    return ageMs >= 0 && ageMs < stableMs
  }

  async function settleGone(
    source: SourceRecord,
    gone: readonly GoneFile[],
    listing: Listing,
    signal: AbortSignal,
  ): Promise<number> {
    let removedCount = 0
    for (const [index, file] of gone.entries()) {
      const movedTo = await findMoved(source, file, listing)
      if (movedTo) moveFile(source, file.path, movedTo, listing)
      else {
        removedCount += knowledge.removeAt({ collectionId: source.collectionId, path: file.path }, source.id)
        sourceFiles.remove(source.id, file.path)
      }
      if (index % REMOVED_AT_ONCE === 0) await yieldToOthers()
      signal.throwIfAborted()
    }
    return removedCount
  }

  /** Where the content of a vanished file is now, under a name without documents of its own. */
  async function findMoved(source: SourceRecord, file: GoneFile, listing: Listing): Promise<string | null> {
    if (file.contentHash === null) return null
    const twin = sourceFiles.findTwin(source.id, file.contentHash)
    if (twin && twin !== file.path) return twin
    const candidates = listing.bySize.get(file.sizeBytes ?? -1) ?? []
    for (const candidate of candidates) {
      const hash = listing.hashes.get(candidate) ?? (await hashOf(candidate))
      listing.hashes.set(candidate, hash)
      if (hash !== file.contentHash) continue
      listing.bySize.set(
        file.sizeBytes ?? -1,
        candidates.filter((path) => path !== candidate),
      )
      return candidate
    }
    return null
  }

  /** A new name may be the title of a text that has none, so then it is read again; its vectors are known by content. */
  function moveFile(source: SourceRecord, from: string, to: string, listing: Listing): void {
    const isRenamed = basename(from) !== basename(to)
    const place = { collectionId: source.collectionId, path: from }
    const documentId = knowledge.moveFile(place, source.id, to, isRenamed)
    sourceFiles.move(source.id, from, to, now())
    if (documentId === null) return
    if (!isRenamed) {
      if (listing.jobId !== null) onFilesChanged(store.finishMoved(listing.jobId, to, documentId))
      return
    }
    const moved = sourceFiles.find(source.id, to)
    const { sizeBytes = null, mtimeMs = null } = moved ?? {}
    const path = `${source.label}/${relative(source.location, to).split(sep).join('/')}`
    listing.jobId ??= store.jobOfSource(source, 'rescan', now())
    onFilesChanged(store.addFiles(listing.jobId, [{ filePath: to, path, sizeBytes, mtimeMs, refusal: null }]))
  }

  return { scan }
}

export type Scanner = ReturnType<typeof createScanner>

interface Listing {
  jobId: number | null
  seenCount: number
  hasUnstable: boolean
  isIncomplete: boolean
  readonly hiddenFolders: string[]
  /** New files by their size: a moved one is among those of its old size. */
  readonly bySize: Map<number, readonly string[]>
  /** Of those that were compared; '' for one that could not be read. */
  readonly hashes: Map<string, string>
}

/** Whether files that vanish take their documents along. Loose files were handed over once, and may be thrown away. */
export function isFollowed({ kind, isWatched }: SourceRecord): boolean {
  return kind === 'folder' || kind === 'web' || (kind === 'files' && isWatched)
}

/** What a site brings along is read from the spool, and removed when it is read. */
export function rootsOf(
  { kind, label }: Pick<SourceRecord, 'kind' | 'label'>,
  spoolDir: string,
): ImportRoot[] {
  return kind === 'web' ? [{ path: spoolDir, label, isTemporary: true }] : []
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(path), hash)
    return hash.digest('hex')
  } catch {
    return ''
  }
}

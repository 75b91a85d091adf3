import { AppError, isCancelled, toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { ImportJob, SourceKind } from '@shared/models'
import PQueue from 'p-queue'
import { createFolderWatcher, type FolderWatcher } from '../sources/folder-watcher'
import type { SourceRecord, SourceStore } from '../sources/source-store'
import type { ImportStore } from './import-store'
import { type Lister, SourceUnreachable } from './lister'
import { isFollowed, type Scanner, type ScanResult } from './scan-source'

/** A site that answers slowly must not keep two folders from being looked at. */
const LOOKS_AT_ONCE = 3
const MINUTE_MS = 60_000

export interface FollowTimes {
  /** From the first event to the look: one save is several events. */
  readonly debounceMs: number
  /** A file changed so recently may still be being written. */
  readonly stableMs: number
  /** A large loss is looked at once more after this. */
  readonly doubtMs: number
  readonly tickMs: number
  /** Network shares send no events, and a system may drop them. */
  readonly folderEveryMs: number
  readonly siteEveryMs: number
  /** A site that was down, or does not want to be read, is not asked every minute. */
  readonly siteUnreachableEveryMs: number
  readonly unreachableEveryMs: number
}

export const FOLLOW_TIMES: FollowTimes = {
  debounceMs: 400,
  stableMs: 1_500,
  doubtMs: 3_000,
  tickMs: MINUTE_MS / 2,
  folderEveryMs: 5 * MINUTE_MS,
  siteEveryMs: 24 * 60 * MINUTE_MS,
  siteUnreachableEveryMs: 60 * MINUTE_MS,
  unreachableEveryMs: MINUTE_MS,
}
/** After a look that took long, the next one waits this many times as long: looking must not become all it does. */
const REST_FACTOR = 4

export interface FollowOptions {
  readonly store: ImportStore
  readonly sources: SourceStore
  readonly scanner: Scanner
  readonly listers: Partial<Record<SourceKind, Lister>>
  /** A folder for what a source brings along. */
  readonly spoolDirOf: (sourceId: number) => string
  readonly log: Logger
  readonly now: () => number
  readonly times: FollowTimes
  /** A source's state or a job changed. */
  readonly onChange: () => void
  /** A job has all its rows. */
  readonly onListed: () => void
}

/** Looks at sources: when it is asked to, when a watched folder changes, and from time to time. */
export interface FollowSources {
  /** Takes up watching after a start. */
  start(): void
  look(sourceId: number, how: { readonly kind: ImportJob['kind']; readonly isForced: boolean }): void
  isLooking(sourceId: number): boolean
  /** Called by listers as they come by a folder. */
  onFolder(sourceId: number, folder: string): void
  /** Ends a look under way, and watching until `start` or `look`. */
  stop(sourceId: number): Promise<void>
  close(): Promise<void>
}

/** What is remembered of a source between two looks. */
interface Followed {
  watcher: FolderWatcher | null
  readonly folders: Set<string>
  timer: NodeJS.Timeout | undefined
  running: { readonly abort: AbortController; readonly ended: Promise<void> } | null
  /** Something came up during a look. */
  isDue: boolean
  isForced: boolean
  isLossConfirmed: boolean
  lookedAt: number
  tookMs: number
}

export function createFollowSources(options: FollowOptions): FollowSources {
  const { store, sources, scanner, listers, log, now, times, onChange, onListed } = options
  const followed = new Map<number, Followed>()
  const queue = new PQueue({ concurrency: LOOKS_AT_ONCE })
  let ticker: NodeJS.Timeout | undefined
  let isClosed = false

  function stateOf(sourceId: number): Followed {
    const known = followed.get(sourceId)
    if (known) return known
    const state: Followed = {
      watcher: null,
      folders: new Set(),
      timer: undefined,
      running: null,
      isDue: false,
      isForced: false,
      isLossConfirmed: false,
      lookedAt: 0,
      tookMs: 0,
    }
    followed.set(sourceId, state)
    return state
  }

  function schedule(sourceId: number, delayMs: number): void {
    const state = stateOf(sourceId)
    if (isClosed || state.timer) return
    state.timer = setTimeout(() => {
      state.timer = undefined
      look(sourceId, { kind: 'rescan', isForced: false })
    }, delayMs).unref()
  }

  function onEvent(sourceId: number): void {
    schedule(sourceId, Math.max(times.debounceMs, stateOf(sourceId).tookMs * REST_FACTOR))
  }

  function look(
    sourceId: number,
    { kind, isForced }: { readonly kind: ImportJob['kind']; readonly isForced: boolean },
  ): void {
    if (isClosed) return
    const state = stateOf(sourceId)
    state.isForced ||= isForced
    if (state.running) {
      state.isDue = true
      return
    }
    const abort = new AbortController()
    const ended = Promise.withResolvers<void>()
    state.running = { abort, ended: ended.promise }
    void queue
      .add(() => lookNow(sourceId, state, kind, abort.signal))
      .catch((thrown: unknown) => log.error('look_failed', thrown, { sourceId }))
      .finally(() => {
        state.running = null
        ended.resolve()
        if (!isClosed) onChange()
        if (state.isDue) {
          state.isDue = false
          schedule(sourceId, times.debounceMs)
        }
      })
  }

  async function lookNow(
    sourceId: number,
    state: Followed,
    kind: ImportJob['kind'],
    signal: AbortSignal,
  ): Promise<void> {
    const source = sources.find(sourceId)
    const lister = source && listers[source.kind]
    if (!source || !lister || signal.aborted) return
    const startedAt = performance.now()
    const { isForced, isLossConfirmed } = state
    state.isForced = false
    state.isLossConfirmed = false
    state.lookedAt = now()
    state.folders.clear()
    if (source.isWatched) state.watcher ??= createFolderWatcher(() => onEvent(sourceId))
    else closeWatcher(state)
    onChange()
    try {
      const spoolDir = options.spoolDirOf(sourceId)
      const input = { source, lister, spoolDir, signal, isForced, isLossConfirmed, kind }
      settle(source, state, await scanner.scan(input))
    } catch (thrown) {
      settleFailure(source, thrown)
    } finally {
      state.tookMs = performance.now() - startedAt
      state.watcher?.keepOnly(state.folders)
      endListing(sourceId)
    }
  }

  function settle(source: SourceRecord, state: Followed, result: ScanResult): void {
    const { device, again, missingCount, removedCount, jobId } = result
    const message =
      missingCount > 0 && !isFollowed(source)
        ? `${missingCount} of its files ${missingCount === 1 ? 'is' : 'are'} not there any more; what was read from them stays.`
        : null
    sources.update(source.id, {
      state: 'ready',
      message: message ?? watchNote(state),
      device,
      lastScanAt: now(),
    })
    if (jobId !== null && removedCount > 0) store.addRemoved(jobId, removedCount)
    if (jobId !== null || removedCount > 0)
      log.info('source_looked_at', { sourceId: source.id, removedCount })
    if (again === 'large_loss') state.isLossConfirmed = true
    if (again) schedule(source.id, again === 'large_loss' ? times.doubtMs : times.stableMs)
  }

  function settleFailure(source: SourceRecord, thrown: unknown): void {
    if (isCancelled(thrown)) return
    if (thrown instanceof SourceUnreachable) {
      sources.update(source.id, { state: 'unreachable', message: thrown.message })
      return
    }
    const error = toAppError(thrown)
    log.error('look_failed', error.cause ?? error, { sourceId: source.id, code: error.code })
    // on a full disk even this cannot be kept
    tryToWrite(() => sources.update(source.id, { state: 'failed', message: error.message }))
  }

  /** However the look ended, what it found is to be read, and the job may end when that is done. */
  function endListing(sourceId: number): void {
    if (isClosed) return
    for (const jobId of store.unfinishedJobsOf(sourceId))
      if (store.job(jobId)?.state === 'listing') tryToWrite(() => store.setJobState(jobId, 'running', now()))
    onListed()
  }

  function everyMs({ kind, state }: SourceRecord): number {
    if (kind === 'web') return state === 'unreachable' ? times.siteUnreachableEveryMs : times.siteEveryMs
    return state === 'unreachable' ? times.unreachableEveryMs : times.folderEveryMs
  }

  function tick(): void {
    for (const source of sources.all()) {
      if (!source.isWatched || !listers[source.kind]) continue
      // a site is asked once a day, however often the app is started; a folder at each start
      const lastAt = Math.max(
        stateOf(source.id).lookedAt,
        source.kind === 'web' ? (source.lastScanAt ?? 0) : 0,
      )
      if (now() - lastAt >= everyMs(source)) look(source.id, { kind: 'rescan', isForced: false })
    }
  }

  async function stop(sourceId: number): Promise<void> {
    const state = followed.get(sourceId)
    if (!state) return
    clearTimeout(state.timer)
    closeWatcher(state)
    state.isDue = false
    state.running?.abort.abort(new AppError('cancelled', 'Stopped.'))
    await state.running?.ended
    clearTimeout(state.timer)
    followed.delete(sourceId)
  }

  return {
    start() {
      tick()
      ticker = setInterval(tick, times.tickMs).unref()
    },
    look,
    isLooking: (sourceId) => followed.get(sourceId)?.running != null,
    onFolder(sourceId, folder) {
      const state = stateOf(sourceId)
      state.folders.add(folder)
      state.watcher?.add(folder)
    },
    stop,
    async close() {
      isClosed = true
      clearInterval(ticker)
      await Promise.all([...followed.keys()].map(stop))
    },
  }
}

function closeWatcher(state: Followed): void {
  state.watcher?.close()
  state.watcher = null
}

function watchNote({ watcher }: Followed): string | null {
  if (!watcher || watcher.isComplete) return null
  return 'It has more folders than this system will watch, so changes show up within five minutes.'
}

function tryToWrite(work: () => void): void {
  try {
    work()
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
  }
}

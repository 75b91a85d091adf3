import { AppError, isCancelled, toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { Pack, PackList, PackLocation, PackOutcome } from '@shared/packs'
import { type Changes, createChanges } from '../changes/changes'
import type { WritableDb } from '../db/open-database'
import type { Embedder } from '../embed/embedder'
import type { Knowledge } from '../knowledge/knowledge'
import type { Policy } from '../policy/policy-schema'
import type { PackOriginals } from './apply-plan'
import { findPackFiles } from './find-pack-files'
import { createPackInstaller } from './install-pack'
import { createLocationStore, type LocationRow } from './location-store'
import { type Look, lookAt, type Place } from './look-at-location'
import { readPackAddress } from './pack-address'
import type { PackSources } from './pack-sources'
import { createPackStore, type PackRow } from './pack-store'
import { createPackWeb } from './pack-web'
import { PackRefusal } from './refusal'
import { createStages } from './stage'

/** Files are looked at that often; an address at every twelfth time. */
const LOOK_EVERY_MS = 5 * 60 * 1000
const ADDRESS_EVERY_MS = 60 * 60 * 1000
/** The first page is up, and the first question answered, before any share or server is asked. */
const FIRST_LOOK_AFTER_MS = 4000

export interface PacksOptions {
  readonly db: WritableDb
  readonly knowledge: Knowledge
  readonly embedder: Embedder
  readonly sources: PackSources
  readonly originals: PackOriginals
  readonly policy: Policy
  readonly dataDir: string
  readonly now: () => number
  readonly log: Logger
}

export interface InstallInput {
  /** A whole path, or an https address. */
  readonly place: string
  /** A collection by its id, or by its name, which is made when it is missing; both null: the pack's own name. */
  readonly collectionId: number | null
  readonly collection: string | null
  /** Whether the place is looked at from now on; null: folders and addresses are, files are not. */
  readonly isWatched: boolean | null
  readonly isForced: boolean
}

/** Packs that are installed, and the places that are looked at for newer ones. */
export interface Packs {
  list(): PackList
  readonly changes: Changes
  /** One outcome a pack that was found. Throws bad_request; cancelled. */
  install(input: InstallInput, signal: AbortSignal): Promise<PackOutcome[]>
  /** What the policy names as a place and is none: for `doctor`. */
  unusablePlaces(): readonly string[]
  /** Looks now, at one place or at all, those of the policy included. */
  check(locationId: number | null, signal: AbortSignal): Promise<PackOutcome[]>
  /** With its documents. Throws not_found; forbidden for what the administrator has set. */
  remove(id: number): Promise<void>
  /** Throws forbidden when one of these sources is a pack that the administrator has set: it would only come back. */
  assertRemovable(sourceIds: readonly number[]): void
  /** The place is not looked at any more; what was installed from it stays. Throws as `remove` does. */
  removeLocation(locationId: number): void
  /**
   * Takes up what an earlier run had begun; with `isWatching` also sets the policy's places up and looks at all of
   * them from time to time.
   */
  start(options: { readonly isWatching: boolean }): void
  close(): Promise<void>
}

export function createPacks(options: PacksOptions): Packs {
  const { db, sources, policy, now, log } = options
  const store = createPackStore(db)
  const locations = createLocationStore(db)
  const stages = createStages(options.dataDir)
  const installer = createPackInstaller({ ...options, store, stages })
  const changes = createChanges()
  const web = createPackWeb()
  const closing = new AbortController()
  /** One at a time: two would write the same documents. */
  let queue: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  function inTurn<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const both = AbortSignal.any([signal, closing.signal])
    const result = queue.then(() => {
      both.throwIfAborted()
      return work(both)
    })
    queue = result.catch(() => {})
    return result
  }

  async function install(input: InstallInput, signal: AbortSignal): Promise<PackOutcome[]> {
    const { kind, address } = readPackAddress(input.place)
    const place = kind === 'https' ? ('https' as const) : await kindOfPath(address)
    if (typeof place !== 'string') return [refusedOutcome(address, place)]
    const isWatched = input.isWatched ?? place !== 'file'
    if (isWatched) {
      const { collection } = input
      const isNew = !locations.all().some((row) => row.address === address)
      const row = locations.add({ kind: place, address, collection, isManaged: false })
      locations.forgetVersion(row.id)
      const outcomes = await look(locations.get(row.id) ?? row, input, signal)
      // a place that gave nothing but refusals was mistyped, or is not what somebody took it for
      const isNothing = outcomes.length > 0 && outcomes.every((outcome) => outcome.kind === 'refused')
      if (isNew && isNothing) locations.remove(row.id)
      return outcomes
    }
    if (input.isWatched === false) forget(address)
    const once: Place = { kind: place, address, etag: null, lastModified: null, seen: '{}' }
    const found = await lookOnce(once, { ...input, locationId: null }, signal)
    changes.emit()
    return found.problem ? [refusedOutcome(address, found.problem)] : [...found.outcomes]
  }

  /** Somebody wants it not looked at again; what was installed from it stays, and the administrator's places do too. */
  function forget(address: string): void {
    const row = locations.all().find((one) => one.address === address)
    if (row && !row.isManaged) locations.remove(row.id)
  }

  function lookOnce(
    place: Place,
    target: Pick<InstallInput, 'collection' | 'collectionId' | 'isForced'> & { locationId: number | null },
    signal: AbortSignal,
  ): Promise<Look> {
    const { locationId, collection, collectionId, isForced } = target
    const onInstalling = () => {
      if (locationId !== null) setState(locationId, 'installing')
    }
    return lookAt(place, {
      installer,
      web,
      downloadFile: stages.downloadFile(),
      request: { locationId, collection, collectionId, isForced, signal, onInstalling },
    })
  }

  /** Looks at a place that is remembered, and writes down what came of it. */
  async function look(
    location: LocationRow,
    target: Pick<InstallInput, 'collectionId' | 'isForced'>,
    signal: AbortSignal,
  ): Promise<PackOutcome[]> {
    // what was removed as any other source counts as not taken: the administrator's packs come back
    const isEmpty = !store.all().some(({ locationId }) => locationId === location.id)
    if (isEmpty) locations.forgetVersion(location.id)
    setState(location.id, 'checking')
    try {
      const found = await lookOnce(
        locations.get(location.id) ?? location,
        { ...target, locationId: location.id, collection: location.collection },
        signal,
      )
      locations.finishLook(location.id, { ...toResult(found), at: now() })
      if (found.problem) return [refusedOutcome(location.address, found.problem)]
      return [...found.outcomes]
    } catch (thrown) {
      const { state, message } = location
      locations.finishLook(location.id, {
        state: state === 'refused' || state === 'unreachable' ? state : 'current',
        message,
        at: location.lastCheckedAt ?? now(),
        hasChanged: false,
        bytes: 0,
        version: null,
        seen: null,
      })
      throw thrown
    } finally {
      changes.emit()
    }
  }

  function setState(locationId: number, state: 'checking' | 'installing'): void {
    locations.setState(locationId, state)
    changes.emit()
  }

  async function checkAll(rows: readonly LocationRow[], signal: AbortSignal): Promise<PackOutcome[]> {
    const outcomes: PackOutcome[] = []
    for (const row of rows)
      outcomes.push(...(await look(row, { collectionId: null, isForced: false }, signal)))
    return outcomes
  }

  /** What the policy names is looked at; what it no longer names is not, and may be removed by hand. */
  function followPolicy(): void {
    const named = new Set<string>()
    for (const { location, collection = null } of policy.packs) {
      try {
        const { kind, address } = readPackAddress(location)
        named.add(address)
        locations.add({
          kind: kind === 'https' ? kind : looksLike(address),
          address,
          collection,
          isManaged: true,
        })
      } catch (thrown) {
        log.warn('policy_pack_unusable', { code: toAppError(thrown).code })
      }
    }
    for (const row of locations.all()) if (row.isManaged && !named.has(row.address)) locations.remove(row.id)
  }

  function isDue({ kind, lastCheckedAt }: LocationRow): boolean {
    return kind !== 'https' || lastCheckedAt === null || now() - lastCheckedAt >= ADDRESS_EVERY_MS
  }

  async function lookFromTimeToTime(isFirst: boolean): Promise<void> {
    try {
      const due = locations.all().filter((row) => isFirst || isDue(row))
      await inTurn(closing.signal, (signal) => checkAll(due, signal))
    } catch (thrown) {
      if (!isCancelled(thrown)) log.error('pack_look_failed', thrown)
    }
    if (closing.signal.aborted) return
    timer = setTimeout(() => void lookFromTimeToTime(false), LOOK_EVERY_MS).unref()
  }

  function requireRow<T extends { readonly id: number }>(row: T | null): T {
    if (!row) throw new AppError('not_found', 'This pack is no longer there.')
    return row
  }

  function assertFree(location: LocationRow | null, name?: string): void {
    const pack = name === undefined ? 'this pack' : `the pack “${name}”`
    if (location?.isManaged)
      throw new AppError('forbidden', `Your administrator has set ${pack}, so it cannot be removed here.`)
  }

  return {
    changes,
    list() {
      const places = new Map(locations.all().map((row) => [row.id, row]))
      const packs = store
        .all()
        .map((row) => toPack(row, places, policy, sources.get(row.sourceId).collectionId))
      return { packs, locations: [...places.values()].map(toLocation) }
    },
    unusablePlaces: () =>
      policy.packs.map(({ location }) => location).filter((location) => !isUsable(location)),
    install: (input, signal) => inTurn(signal, (both) => install(input, both)),
    check(locationId, signal) {
      if (locationId === null) followPolicy()
      const rows = locationId === null ? locations.all() : [requireRow(locations.get(locationId))]
      return inTurn(signal, (both) => checkAll(rows, both))
    },
    async remove(id) {
      const row = requireRow(store.get(id))
      assertFree(row.locationId === null ? null : locations.get(row.locationId))
      // not while an issue of it is being installed
      await inTurn(closing.signal, () => sources.remove(row.sourceId))
      changes.emit()
    },
    assertRemovable(sourceIds) {
      for (const row of store.all())
        if (sourceIds.includes(row.sourceId))
          assertFree(row.locationId === null ? null : locations.get(row.locationId), row.name)
    },
    removeLocation(locationId) {
      const row = requireRow(locations.get(locationId))
      assertFree(row)
      locations.remove(row.id)
      changes.emit()
    },
    start({ isWatching }) {
      locations.resetStates()
      void inTurn(closing.signal, installer.resume)
        .catch((thrown: unknown) => {
          if (!isCancelled(thrown)) log.error('pack_resume_failed', thrown)
        })
        .finally(changes.emit)
      if (!isWatching) return
      followPolicy()
      timer = setTimeout(() => void lookFromTimeToTime(true), FIRST_LOOK_AFTER_MS).unref()
    },
    async close() {
      clearTimeout(timer)
      closing.abort(new AppError('cancelled', 'Stopped.'))
      await queue.catch(() => {})
      await web.close()
    },
  }
}

function isUsable(place: string): boolean {
  try {
    readPackAddress(place)
    return true
  } catch {
    return false
  }
}

/** Of a place that nobody has looked at yet: a share may be out of reach when the app starts. */
function looksLike(path: string): 'file' | 'folder' {
  return /\.vmpack$/iu.test(path) ? 'file' : 'folder'
}

/** The refusal when there is nothing to see. */
async function kindOfPath(path: string): Promise<'file' | 'folder' | PackRefusal> {
  try {
    return (await findPackFiles(path)).kind
  } catch (thrown) {
    if (thrown instanceof PackRefusal) return thrown
    throw thrown
  }
}

function refusedOutcome(label: string, { code, message }: PackRefusal): PackOutcome {
  return { kind: 'refused', label, packId: null, code, message }
}

function toResult({ outcomes, problem, version, seen, bytes }: Look) {
  const hasChanged = outcomes.some(({ kind }) => kind === 'installed' || kind === 'updated')
  if (problem) {
    const message = problem.message
    return { state: 'unreachable' as const, message, hasChanged, bytes, version: null, seen: null }
  }
  const refused = outcomes.filter((outcome) => outcome.kind === 'refused')
  if (refused.length > 0) {
    const message = refused.map((one) => `${one.label}: ${one.message}`).join(' ')
    // looked at again next time: a file that is still being copied looks cut until it is whole
    return { state: 'refused' as const, message, hasChanged, bytes, version: null, seen: null }
  }
  const said = outcomes.flatMap((outcome) => (outcome.message ? [outcome.message] : []))
  return { state: 'current' as const, message: said.join(' ') || null, hasChanged, bytes, version, seen }
}

function toPack(
  row: PackRow,
  places: ReadonlyMap<number, LocationRow>,
  policy: Policy,
  collectionId: number,
): Pack {
  const { id, sourceId, locationId, packId, name, serial, publicKey, createdAt, documentCount, chunkCount } =
    row
  const isTrusted = publicKey !== null && policy.trustedPackKeys.includes(publicKey)
  const { modelName, installedAt, updatedAt } = row
  return {
    id,
    sourceId,
    collectionId,
    locationId,
    packId,
    name,
    serial,
    publicKey,
    createdAt,
    documentCount,
    chunkCount,
    modelName,
    installedAt,
    updatedAt,
    signature: publicKey === null ? 'none' : isTrusted ? 'trusted' : 'signed',
    isManaged: locationId !== null && places.get(locationId)?.isManaged === 1,
    hasFittingVectors: row.hasFittingVectors === 1,
  }
}

function toLocation(row: LocationRow): PackLocation {
  const { id, kind, address, state, message, lastCheckedAt, lastChangedAt, lastBytes } = row
  return {
    id,
    kind,
    address,
    isManaged: row.isManaged === 1,
    state,
    message,
    lastCheckedAt,
    lastChangedAt,
    lastBytes,
  }
}

/** Company proxies are named by the usual variables; a server on this machine is never behind one. */

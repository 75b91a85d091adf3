import type { Logger } from '@shared/log'
import type { CodesFile } from './codes-file'
import type { Quiet } from './quiet'
import { createVectorCodes, type VectorCodes } from './vector-codes'
import type { VectorTable } from './vector-table'

/** Codes of all vectors of a model, read at the first need and kept in step from then on. */
export interface LoadedCodes {
  add(chunkId: number, vector: Float32Array): void
  remove(chunkId: number): void
  /** Null while they are being read; the first call begins it. */
  ready(): VectorCodes | null
  load(): Promise<void>
  /** Ends a reading that is under way. */
  stop(): void
}

export interface LoadedCodesOptions {
  readonly table: VectorTable
  readonly dimension: number
  readonly quiet: Quiet
  readonly log: Logger
  /** Where codes of an earlier run are; null: they are read from the table each time. */
  readonly file: CodesFile | null
  readonly saving?: SavingOptions | undefined
}

export interface SavingOptions {
  /** Fewer vectors are read from the table in less than half a second. */
  readonly fromSize: number
  /** So many vectors, and this share of all, have to differ from the file: it is written as a whole each time. */
  readonly minChanges: number
  readonly minShare: number
  /** After this long without a change, so that an import is not written again and again. */
  readonly restMs: number
}

const SAVING: SavingOptions = { fromSize: 20_000, minChanges: 5_000, minShare: 0.05, restMs: 5_000 }
const WARM_UP_ROUNDS = 5
/** Shorter than others have: until all are read, searches go by words alone. */
const PATIENCE_MS = 50
/** Codes of a file that are compared with the table: the newest ones, and others from all over it. */
const COMPARED_NEWEST = 64
const COMPARED_OTHERS = 192
/** A code's own vector is nearer to it than this; of other vectors nearly none is. */
const SAME_SIMILARITY = 0.99

/** What is known of a chunk while the table is walked through. */
const IN_FILE = 1
const IN_TABLE = 2

export function createLoadedCodes(options: LoadedCodesOptions): LoadedCodes {
  const { table, dimension, quiet, log, file, saving = SAVING } = options
  const codes = createVectorCodes(dimension)
  /** What is written to the table while the file fills the codes. */
  let meanwhile: (() => void)[] | null = null
  let isLoaded = false
  let loading: Promise<void> | null = null
  let isStopped = false
  /** Changes since the file; and all there ever were, to see whether there was one. */
  let unsaved = 0
  let changes = 0
  let isSaving = false
  let timer: NodeJS.Timeout | undefined

  function change(work: () => void): void {
    // before the reading has begun there is nothing to keep in step with
    if (!loading) return
    if (meanwhile) meanwhile.push(work)
    else work()
    unsaved += 1
    changes += 1
    if (isLoaded) saveSoon()
  }

  /**
   * 1. The file, if there is one, gives what it has; 2. the table what is missing there, and what is gone; 3. the first
   * searches are made, which are slow before the compiler has looked at them: these are nobody's.
   */
  async function readAll(): Promise<void> {
    // 1.
    const fromFile = file ? await readFile(file) : null

    // 2.
    await readTable(fromFile)

    // 3.
    const anything = new Float32Array(dimension).fill(1)
    for (let round = 0; round < WARM_UP_ROUNDS && !isStopped; round++) {
      codes.candidates(anything, 1)
      await quiet.turn('vectors', PATIENCE_MS)
    }
    isLoaded = !isStopped
    if (isLoaded) saveSoon()
  }

  /** Chunks whose codes it had; null when there is none that fits. */
  async function readFile(from: CodesFile): Promise<Float64Array | null> {
    meanwhile = []
    const count = await from.read(codes).catch(() => null)
    let chunkIds = count === null || isStopped ? null : codes.adopt(count)
    if (chunkIds && !isOfTable(chunkIds)) {
      codes.adopt(0)
      chunkIds = null
      // before ids that it holds are given to other passages
      await from.remove().catch(() => undefined)
    }
    for (const work of meanwhile) work()
    meanwhile = null
    return chunkIds
  }

  /**
   * A chunk keeps its vector as long as it lives, and no id is used twice: some that agree stand for all. Not so where
   * the database was put back to an older state or another one was put in its place.
   */
  function isOfTable(chunkIds: Float64Array): boolean {
    const last = table.lastChunkId()
    if (chunkIds.some((chunkId) => chunkId > last)) return false
    const step = Math.max(1, Math.floor(chunkIds.length / COMPARED_OTHERS))
    // the places of codes are about the order in which they came
    const newest = chunkIds.length - COMPARED_NEWEST
    const compared = chunkIds.filter((_, place) => place % step === 0 || place >= newest)
    return compared.every((chunkId) => {
      const vector = table.vectorOf(chunkId)
      return !vector || (codes.similarities(vector, [chunkId])[0]?.similarity ?? 0) > SAME_SIMILARITY
    })
  }

  /** Block by block, some milliseconds each. What is written meanwhile may be met again on the way, as the same. */
  async function readTable(fromFile: Float64Array | null): Promise<void> {
    const ids = fromFile ?? new Float64Array()
    const states = new Uint8Array(ids.reduce((last, id) => Math.max(last, id), 0) + 1)
    for (const id of ids) states[id] = IN_FILE
    for (let block = table.blockAfter(0); block && !isStopped; block = table.blockAfter(block.id)) {
      const isInFile = block.chunkIds.every((id) => states[id])
      for (const id of block.chunkIds) if (states[id]) states[id] = IN_TABLE
      // in the same breath: a vector that is removed between reading and adding would come back
      if (!isInFile)
        for (const [chunkId, vector] of block.vectors()) {
          codes.add(chunkId, vector)
          unsaved += 1
        }
      await quiet.turn('vectors', PATIENCE_MS)
    }
    for (const id of ids)
      if (states[id] === IN_FILE && !isStopped) {
        codes.remove(id)
        unsaved += 1
      }
  }

  function saveSoon(): void {
    const isWorthIt = unsaved >= saving.minChanges && unsaved >= saving.minShare * codes.size
    if (!file || isStopped || isSaving || codes.size < saving.fromSize || !isWorthIt) return
    if (timer) timer.refresh()
    // nothing is lost without it: it must not keep the process alive
    else timer = setTimeout(() => void save(file), saving.restMs).unref()
  }

  async function save(to: CodesFile): Promise<void> {
    timer = undefined
    isSaving = true
    const [changesBefore, unsavedBefore] = [changes, unsaved]
    try {
      const isSaved = await to.write(codes, () => isStopped || changes !== changesBefore)
      isSaving = false
      if (isSaved) unsaved -= unsavedBefore
      saveSoon()
    } catch (error) {
      // `isSaving` stays: what the disk refused once it is not asked again in this run
      log.warn('codes_not_kept', { code: String((error as { code?: unknown }).code) })
    }
  }

  function load(): Promise<void> {
    loading ??= readAll()
    return loading
  }

  return {
    add(chunkId, vector) {
      const kept = meanwhile ? vector.slice() : vector
      change(() => codes.add(chunkId, kept))
    },
    remove: (chunkId) => change(() => codes.remove(chunkId)),
    ready() {
      // a reading that fails (closed database) leaves the exact search in charge
      load().catch(() => undefined)
      return isLoaded ? codes : null
    },
    load,
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

import type { Quiet } from './quiet'
import { createVectorCodes, type VectorCodes } from './vector-codes'
import type { VectorTable } from './vector-table'

/** Codes of all vectors of a model, read from its table at the first need and kept in step from then on. */
export interface LoadedCodes {
  add(chunkId: number, vector: Float32Array): void
  remove(chunkId: number): void
  /** Null while they are being read; the first call begins it. */
  ready(): VectorCodes | null
  load(): Promise<void>
  /** Ends a reading that is under way. */
  stop(): void
}

const WARM_UP_ROUNDS = 5
/** Shorter than others have: until all are read, searches go by words alone. */
const PATIENCE_MS = 50

export function createLoadedCodes(table: VectorTable, dimension: number, quiet: Quiet): LoadedCodes {
  const codes = createVectorCodes(dimension)
  let isLoaded = false
  let loading: Promise<void> | null = null
  let isStopped = false

  /** Block by block, a few milliseconds each. What is written meanwhile may be met again on the way, as the same. */
  async function readAll(): Promise<void> {
    let blockId = 0
    while (!isStopped) {
      const block = table.blockAfter(blockId)
      if (!block) break
      // in the same breath: a vector that is removed between reading and adding would come back
      for (const [chunkId, vector] of block.vectors()) codes.add(chunkId, vector)
      blockId = block.id
      await quiet.turn(PATIENCE_MS)
    }
  }

  /** The first searches of a process run before its compiler has looked at them: these are nobody's. */
  async function warmUp(): Promise<void> {
    const anything = new Float32Array(dimension).fill(1)
    for (let round = 0; round < WARM_UP_ROUNDS && !isStopped; round++) {
      codes.candidates(anything, 1)
      await quiet.turn(PATIENCE_MS)
    }
  }

  function load(): Promise<void> {
    loading ??= readAll().then(async () => {
      await warmUp()
      isLoaded = !isStopped
    })
    return loading
  }

  return {
    // before the reading has begun there is nothing to keep in step with
    add(chunkId, vector) {
      if (loading) codes.add(chunkId, vector)
    },
    remove: (chunkId) => codes.remove(chunkId),
    ready() {
      // a reading that fails (closed database) leaves the exact search in charge
      load().catch(() => undefined)
      return isLoaded ? codes : null
    },
    load,
    stop() {
      isStopped = true
    },
  }
}

import { SCAN_KERNEL } from './scan-kernel'

/**
 * One bit a dimension, its sign, for as many vectors as there are. The query keeps its precision, which finds far more
 * than comparing signs with signs does: of the true ten nearest, the best 1,000 by this sum hold 99 %, by equal signs
 * 81 to 95 % (50,000 passages of 384 dimensions).
 */
export interface SignCodes {
  write(slot: number, vector: Float32Array): void
  /** The code in `to` becomes the one in `from`. */
  move(from: number, to: number): void
  /** Of the first `count` slots those that fit the query best, at most `limit`, in the order of the slots. */
  best(query: Float32Array, count: number, limit: number, isAllowed?: (slot: number) => boolean): number[]
}

/** The kernel takes sixteen codes at a time. */
const LANES = 16
/** Slots are made room for by so many: 3 MB for 384 dimensions. */
const SEGMENT_SLOTS = 65_536
const PAGE_BYTES = 65_536
/** Two rows of sixteen bytes for each column. */
const TABLE_COLUMN_BYTES = 32
const MAX_ENTRY = 63
const MAX_SUM = 32_767
/** Scores are whole numbers in this range, so that the best can be found by counting instead of sorting. */
const SCORE_RANGE = 65_536

interface Kernel {
  readonly memory: WebAssembly.Memory
  scan(codes: number, blocks: number, columns: number, table: number, scores: number): void
}

/** Where a segment lies in the kernel's memory. */
interface Segment {
  readonly codes: number
  readonly scores: number
}

export function createSignCodes(dimension: number): SignCodes {
  const columns = Math.ceil(dimension / 8)
  const { memory, scan } = startKernel()
  const segments: Segment[] = []
  reserve(memory, 0, columns * TABLE_COLUMN_BYTES)
  let bytes = new Uint8Array(memory.buffer)

  function addSegment(): void {
    const codes = memory.buffer.byteLength
    const scores = codes + SEGMENT_SLOTS * columns
    reserve(memory, scores, SEGMENT_SLOTS * Uint16Array.BYTES_PER_ELEMENT)
    segments.push({ codes, scores })
    // growing takes the old view away
    bytes = new Uint8Array(memory.buffer)
  }

  /** Of the slot's first column; the next ones follow at a distance of LANES. */
  function placeOf(slot: number): number {
    const { codes } = segments[Math.floor(slot / SEGMENT_SLOTS)] as Segment
    const inSegment = slot % SEGMENT_SLOTS
    const lane = inSegment % LANES
    return codes + (inSegment - lane) * columns + lane
  }

  return {
    write(slot, vector) {
      while (slot >= segments.length * SEGMENT_SLOTS) addSegment()
      let place = placeOf(slot)
      for (let column = 0; column < columns; column++) {
        bytes[place] = signsOfEight(vector, column * 8)
        place += LANES
      }
    },
    move(from, to) {
      const [source, target] = [placeOf(from), placeOf(to)]
      for (let step = 0; step < columns * LANES; step += LANES)
        bytes[target + step] = bytes[source + step] as number
    },
    best(query, count, limit, isAllowed) {
      writeTable(new Int8Array(memory.buffer, 0, columns * TABLE_COLUMN_BYTES), query)
      const scores: Uint16Array[] = []
      for (let from = 0; from < count; from += SEGMENT_SLOTS) {
        const segment = segments[from / SEGMENT_SLOTS] as Segment
        const length = Math.min(SEGMENT_SLOTS, count - from)
        scan(segment.codes, Math.ceil(length / LANES), columns, 0, segment.scores)
        const ofSegment = new Uint16Array(memory.buffer, segment.scores, length)
        if (isAllowed) clearOthers(ofSegment, (index) => isAllowed(from + index))
        scores.push(ofSegment)
      }
      return slotsOfLargest(scores, limit)
    },
  }
}

function startKernel(): Kernel {
  const module = new WebAssembly.Module(Buffer.from(SCAN_KERNEL, 'base64'))
  return new WebAssembly.Instance(module).exports as unknown as Kernel
}

/** Grows the memory until `length` bytes from `offset` are there. */
function reserve(memory: WebAssembly.Memory, offset: number, length: number): void {
  const missing = offset + length - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES))
}

function signsOfEight(vector: Float32Array, from: number): number {
  const count = Math.min(8, vector.length - from)
  let bits = 0
  for (let bit = 0; bit < count; bit++) if ((vector[from + bit] as number) > 0) bits |= 1 << bit
  return bits
}

/**
 * For each four components of the query the signed sum of each of the sixteen patterns of signs, scaled so that no
 * score can leave its range. Rounding costs less than 1 % of what scores differ by.
 */
function writeTable(table: Int8Array, query: Float32Array): void {
  const groups = table.length / LANES
  let largest = 0
  for (let group = 0; group < groups; group++) {
    let sum = 0
    for (let bit = 0; bit < 4; bit++) sum += Math.abs(query[group * 4 + bit] ?? 0)
    largest = Math.max(largest, sum)
  }
  const scale = largest === 0 ? 0 : Math.min(MAX_ENTRY, Math.floor(MAX_SUM / groups)) / largest
  for (let group = 0; group < groups; group++)
    for (let pattern = 0; pattern < LANES; pattern++) {
      let sum = 0
      for (let bit = 0; bit < 4; bit++) {
        const value = query[group * 4 + bit] ?? 0
        sum += pattern & (1 << bit) ? value : -value
      }
      table[group * LANES + pattern] = Math.round(sum * scale)
    }
}

/** No sum gives a score of 0, so it marks what is not to be found. */
function clearOthers(scores: Uint16Array, isAllowed: (index: number) => boolean): void {
  for (let index = 0; index < scores.length; index++) if (!isAllowed(index)) scores[index] = 0
}

function slotsOfLargest(segments: readonly Uint16Array[], limit: number): number[] {
  const histogram = new Uint32Array(SCORE_RANGE)
  for (const scores of segments)
    for (let index = 0; index < scores.length; index++) (histogram[scores[index] as number] as number)++
  let above = 0
  let cut = SCORE_RANGE - 1
  while (cut > 0 && above + (histogram[cut] as number) <= limit) above += histogram[cut--] as number
  let left = limit - above
  const slots: number[] = []
  for (const [segment, scores] of segments.entries())
    for (let index = 0; index < scores.length; index++) {
      const score = scores[index] as number
      if (score > cut || (score === cut && cut > 0 && left-- > 0)) slots.push(segment * SEGMENT_SLOTS + index)
    }
  return slots
}

/** One byte a dimension, for as many vectors as there are. */
export interface ByteCodes {
  write(slot: number, vector: Float32Array): void
  /** The code in `to` becomes the one in `from`. */
  move(from: number, to: number): void
  /** About the inner product of the vector with the one in the slot. */
  product(slot: number, vector: Float32Array): number
}

/** Room is made by so many slots: doubling one array would need three times its size for a moment. */
const SEGMENT_SLOTS = 16_384
/** The largest component of each vector becomes this, so that a byte serves every model alike. */
const LARGEST_BYTE = 127

interface Segment {
  readonly bytes: Int8Array
  /** What one step of a vector's bytes is worth. */
  readonly steps: Float32Array
}

export function createByteCodes(dimension: number): ByteCodes {
  const segments: Segment[] = []

  function segmentOf(slot: number): Segment {
    while (slot >= segments.length * SEGMENT_SLOTS)
      segments.push({
        bytes: new Int8Array(SEGMENT_SLOTS * dimension),
        steps: new Float32Array(SEGMENT_SLOTS),
      })
    return segments[Math.floor(slot / SEGMENT_SLOTS)] as Segment
  }

  return {
    write(slot, vector) {
      const { bytes, steps } = segmentOf(slot)
      const place = slot % SEGMENT_SLOTS
      let largest = 0
      for (const value of vector) largest = Math.max(largest, Math.abs(value))
      const step = largest / LARGEST_BYTE
      steps[place] = step
      const start = place * dimension
      for (let index = 0; index < dimension; index++)
        bytes[start + index] = step === 0 ? 0 : Math.round((vector[index] as number) / step)
    },
    move(from, to) {
      const [source, target] = [segmentOf(from), segmentOf(to)]
      const start = (from % SEGMENT_SLOTS) * dimension
      target.bytes.set(source.bytes.subarray(start, start + dimension), (to % SEGMENT_SLOTS) * dimension)
      target.steps[to % SEGMENT_SLOTS] = source.steps[from % SEGMENT_SLOTS] as number
    },
    product(slot, vector) {
      const { bytes, steps } = segmentOf(slot)
      const place = slot % SEGMENT_SLOTS
      const start = place * dimension
      let product = 0
      for (let index = 0; index < dimension; index++)
        product += (bytes[start + index] as number) * (vector[index] as number)
      return product * (steps[place] as number)
    },
  }
}

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
      for (let index = 0; index < dimension; index++)
        largest = Math.max(largest, Math.abs(vector[index] as number))
      const scale = largest === 0 ? 0 : LARGEST_BYTE / largest
      steps[place] = largest / LARGEST_BYTE
      const start = place * dimension
      // adding one half and cutting rounds; Math.round takes three times as long, which is seconds for a million vectors
      for (let index = 0; index < dimension; index++) {
        const value = (vector[index] as number) * scale
        bytes[start + index] = value < 0 ? value - 0.5 : value + 0.5
      }
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

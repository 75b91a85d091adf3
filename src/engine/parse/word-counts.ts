/** Counts of words, by the characters themselves: looking one up makes no string, which is most of what a Map costs. */
export interface WordCounts {
  /** Of the word whose characters are codes[start] up to codes[end - 1], upper and lower case alike; ASCII only. `hash` is that of its characters, in order. */
  of(codes: Uint16Array, start: number, end: number, hash: number): number
}

/** A longer one is not kept; the few that there are may be counted each time. */
const MOST_CHARS = 100
/** Different words kept: English support texts use some 20,000. */
const MAX_WORDS = 60_000
/** Twice as many places as words, so that one step finds nearly each of them; a power of two. */
const PLACES = 1 << 17
const MAX_CHARS = MAX_WORDS * 12

export function createWordCounts(count: (word: string) => number): WordCounts {
  /** Number of the word at this place, from 1; 0 where there is none. */
  const places = new Int32Array(PLACES)
  const starts = new Int32Array(MAX_WORDS + 2)
  const counts = new Int32Array(MAX_WORDS + 1)
  const chars = new Uint8Array(MAX_CHARS)
  let wordCount = 0

  function isWord(word: number, codes: Uint16Array, start: number, end: number): boolean {
    let at = starts[word] as number
    if ((starts[word + 1] as number) - at !== end - start) return false
    for (let from = start; from < end; from++, at++)
      if (chars[at] !== lowerCase(codes[from] as number)) return false
    return true
  }

  function add(place: number, codes: Uint16Array, start: number, end: number, pieces: number): void {
    if (wordCount === MAX_WORDS || (starts[wordCount + 1] as number) + end - start > MAX_CHARS) {
      places.fill(0)
      wordCount = 0
      // its place may be another one now, and it is looked for again soon enough
      return
    }
    wordCount++
    let at = starts[wordCount] as number
    for (let from = start; from < end; from++) chars[at++] = lowerCase(codes[from] as number)
    starts[wordCount + 1] = at
    counts[wordCount] = pieces
    places[place] = wordCount
  }

  return {
    of(codes, start, end, hash) {
      if (end - start > MOST_CHARS) return count(wordOf(codes, start, end))
      let place = (hash ^ (hash >>> 15)) & (PLACES - 1)
      for (let word = places[place] as number; word !== 0; word = places[place] as number) {
        if (isWord(word, codes, start, end)) return counts[word] as number
        place = (place + 1) & (PLACES - 1)
      }
      const pieces = count(wordOf(codes, start, end))
      add(place, codes, start, end, pieces)
      return pieces
    },
  }
}

function wordOf(codes: Uint16Array, start: number, end: number): string {
  return String.fromCharCode(...codes.subarray(start, end)).toLowerCase()
}

/** FNV-1a. */
export const EMPTY_HASH = 0x811c9dc5

export function hashWith(hash: number, code: number): number {
  return Math.imul(hash ^ lowerCase(code), 0x01000193)
}

function lowerCase(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code
}

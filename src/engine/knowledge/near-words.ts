export interface NearWord {
  readonly word: string
  /** Passages that hold it. */
  readonly count: number
  /** Letters added, left out, changed or swapped with their neighbour. */
  readonly changes: number
}

export interface NearWords {
  add(word: string, count: number): void
  clear(): void
  near(word: string, maxChanges: number): NearWord[]
}

/** One shelf holds the words of one length. */
interface Shelf {
  readonly words: string[]
  /** Which letters a word has, a bit each: two words that differ in too many need not be compared. */
  readonly masks: number[]
}

const SHOWN = 20

/**
 * Every word in memory, compared one by one: the masks leave a hundredth of them, so that 100,000 words take a few
 * milliseconds, and only words the index does not know are ever looked up.
 */
export function createNearWords(): NearWords {
  const counts = new Map<string, number>()
  const shelves = new Map<number, Shelf>()

  return {
    add(word, count) {
      const known = counts.get(word)
      counts.set(word, (known ?? 0) + count)
      if (known !== undefined) return
      const shelf = shelves.get(word.length) ?? { words: [], masks: [] }
      shelves.set(word.length, shelf)
      shelf.words.push(word)
      shelf.masks.push(maskOf(word))
    },
    clear() {
      counts.clear()
      shelves.clear()
    },
    near(word, maxChanges) {
      const mask = maskOf(word)
      const found: NearWord[] = []
      for (let length = word.length - maxChanges; length <= word.length + maxChanges; length++) {
        const shelf = shelves.get(length)
        if (!shelf) continue
        for (let index = 0; index < shelf.words.length; index++) {
          // each change moves at most two letters in or out of the set
          if (bitCount(mask ^ (shelf.masks[index] as number)) > 2 * maxChanges) continue
          const other = shelf.words[index] as string
          const changes = changesBetween(word, other, maxChanges)
          if (changes !== null && changes > 0)
            found.push({ word: other, changes, count: counts.get(other) ?? 0 })
        }
      }
      return found.sort((a, b) => a.changes - b.changes || b.count - a.count).slice(0, SHOWN)
    },
  }
}

/**
 * Damerau's distance, where swapped neighbours count once; null when it is more than `max`. Three rows instead of a
 * table, and an end as soon as a row holds nothing small enough.
 */
export function changesBetween(one: string, other: string, max: number): number | null {
  if (Math.abs(one.length - other.length) > max) return null
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    let smallest = row
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1]
      let changes = Math.min(
        (last[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (last[column - 1] as number) + (isSame ? 0 : 1),
      )
      const isSwap =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (isSwap) changes = Math.min(changes, (beforeLast[column - 2] as number) + 1)
      current.push(changes)
      smallest = Math.min(smallest, changes)
    }
    if (smallest > max) return null
    beforeLast = last
    last = current
  }
  const changes = last[other.length] as number
  return changes <= max ? changes : null
}

function maskOf(word: string): number {
  let mask = 0
  for (let index = 0; index < word.length; index++) mask |= 1 << (word.charCodeAt(index) & 31)
  return mask
}

function bitCount(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x55555555)
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333)
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

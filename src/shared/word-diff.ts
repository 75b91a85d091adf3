export interface DiffPiece {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

interface Word {
  /** With the blanks that follow it. */
  readonly text: string
  /** What is compared. */
  readonly word: string
}

/** A number with its marks is one word: 14.90 and 1,000 must never be taken apart. */
const WORDS = /[\p{L}\p{N}]+(?:[.,:'’/-][\p{L}\p{N}]+)*\s*|[^\s\p{L}\p{N}]\s*|\s+/gu
/** A table of this many cells takes about 20 ms; longer texts are compared by their ends alone. */
const MAX_CELLS = 2_000_000

/** What changed from one text to the other, word by word, in reading order. Blanks alone are no change. */
export function wordDiff(before: string, after: string): readonly DiffPiece[] {
  const old = wordsOf(before)
  const young = wordsOf(after)
  let start = 0
  while (start < old.length && start < young.length && isSame(old[start], young[start])) start += 1
  let end = 0
  while (
    end < old.length - start &&
    end < young.length - start &&
    isSame(old[old.length - 1 - end], young[young.length - 1 - end])
  )
    end += 1
  const pieces: DiffPiece[] = young.slice(0, start).map(({ text }) => ({ kind: 'same', text }))
  pieces.push(...middle(old.slice(start, old.length - end), young.slice(start, young.length - end)))
  pieces.push(...young.slice(young.length - end).map(({ text }) => ({ kind: 'same', text }) as const))
  return joined(pieces)
}

function middle(old: readonly Word[], young: readonly Word[]): DiffPiece[] {
  const removed = (words: readonly Word[]) => words.map(({ text }) => ({ kind: 'removed', text }) as const)
  const added = (words: readonly Word[]) => words.map(({ text }) => ({ kind: 'added', text }) as const)
  if (old.length * young.length > MAX_CELLS || old.length === 0 || young.length === 0)
    return [...removed(old), ...added(young)]
  const lengths = commonLengths(old, young)
  const width = young.length + 1
  const pieces: DiffPiece[] = []
  let [row, column] = [0, 0]
  while (row < old.length && column < young.length) {
    const [one, other] = [old[row], young[column]]
    if (!one || !other) break
    if (isSame(one, other)) {
      pieces.push({ kind: 'same', text: other.text })
      row += 1
      column += 1
    } else if ((lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0)) {
      pieces.push({ kind: 'removed', text: one.text })
      row += 1
    } else {
      pieces.push({ kind: 'added', text: other.text })
      column += 1
    }
  }
  return [...pieces, ...removed(old.slice(row)), ...added(young.slice(column))]
}

/** Length of the longest common run from each pair of places on. */
function commonLengths(old: readonly Word[], young: readonly Word[]): Uint16Array {
  const width = young.length + 1
  const lengths = new Uint16Array((old.length + 1) * width)
  for (let row = old.length - 1; row >= 0; row--)
    for (let column = young.length - 1; column >= 0; column--)
      lengths[row * width + column] = isSame(old[row], young[column])
        ? (lengths[(row + 1) * width + column + 1] ?? 0) + 1
        : Math.max(lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0)
  return lengths
}

/** Neighbours of one kind as one piece; in a stretch of changes all that went stands before all that came. */
function joined(pieces: readonly DiffPiece[]): DiffPiece[] {
  const result: DiffPiece[] = []
  let went = ''
  let came = ''
  const flush = () => {
    if (went !== '') result.push({ kind: 'removed', text: went })
    if (came !== '') result.push({ kind: 'added', text: came })
    went = ''
    came = ''
  }
  for (const { kind, text } of pieces) {
    if (kind === 'removed') went += text
    else if (kind === 'added') came += text
    else {
      flush()
      const last = result.at(-1)
      if (last?.kind === 'same') result[result.length - 1] = { kind, text: last.text + text }
      else result.push({ kind, text })
    }
  }
  flush()
  return result
}

function wordsOf(text: string): Word[] {
  return (text.match(WORDS) ?? []).map((whole) => ({ text: whole, word: whole.trim() }))
}

function isSame(one: Word | undefined, other: Word | undefined): boolean {
  return one !== undefined && other !== undefined && one.word === other.word
}

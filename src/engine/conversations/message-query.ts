/** A search box holds a few words; the rest of a pasted letter would only cost time. */
const MAX_WORDS = 12
const MAX_WORD_CHARS = 60

/** What was typed, as words without marks that mean something to nobody but SQLite. */
export function wordsOf(typed: string): string[] {
  return typed
    .toWellFormed()
    .split(/[\s\p{Cc}]+/u)
    .filter((word) => /[\p{L}\p{N}\p{Co}]/u.test(word))
    .slice(0, MAX_WORDS)
    .map((word) => word.slice(0, MAX_WORD_CHARS).toWellFormed())
}

/**
 * FTS5 expression: every word must occur, the last one may be half typed. Null when there is nothing to look for.
 * Each word stands in quotes with inner quotes doubled, so no input can be syntax.
 */
export function messageExpression(words: readonly string[]): string | null {
  if (words.length === 0) return null
  return `${words.map((word) => `"${word.replaceAll('"', '""')}"`).join(' ')}*`
}

const MARK_START = '\u0002'
const MARK_END = '\u0003'

/** The title with the words marked, or null when one of them does not begin a word of it. */
export function markTitle(title: string, words: readonly string[]): string | null {
  if (words.length === 0) return null
  const marks: { start: number; end: number }[] = []
  const folded = title.toLowerCase()
  // lower case changes the length of a few letters (İ); marks would then stand in the wrong place
  if (folded.length !== title.length) return null
  for (const word of words) {
    const start = findWord(folded, word.toLowerCase())
    if (start < 0) return null
    marks.push({ start, end: start + word.length })
  }
  let marked = title
  let last = Number.POSITIVE_INFINITY
  for (const { start, end } of marks.sort((a, b) => b.start - a.start)) {
    if (end > last) continue
    marked = `${marked.slice(0, start)}${MARK_START}${marked.slice(start, end)}${MARK_END}${marked.slice(end)}`
    last = start
  }
  return marked
}

function findWord(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return at
  }
  return -1
}

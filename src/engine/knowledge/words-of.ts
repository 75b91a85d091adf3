/** Longer runs are keys and addresses; nobody types them from memory. */
const MAX_CHARACTERS = 40
const MIN_CHARACTERS = 3
const WORD = /[\p{L}\p{N}\p{M}]+(?:[-'’._/][\p{L}\p{N}\p{M}]+)*/gu
const HAS_DIGIT = /\p{N}/u
const HAS_LETTER = /\p{L}/u

/**
 * Different words of a text as they are written, in lower case: plain words, and codes such as `ops-306` whole.
 * Compounds with hyphens give their parts, numbers alone are nothing to misspell.
 */
export function wordsOf(text: string): Set<string> {
  const words = new Set<string>()
  for (const [found] of text.matchAll(WORD)) {
    const whole = found.toLowerCase()
    if (!HAS_LETTER.test(whole)) continue
    if (HAS_DIGIT.test(whole)) keep(words, whole)
    else for (const part of whole.split(/[-'’._/]/u)) keep(words, part)
  }
  return words
}

function keep(words: Set<string>, word: string): void {
  if (word.length >= MIN_CHARACTERS && word.length <= MAX_CHARACTERS) words.add(word)
}

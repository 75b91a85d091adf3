import { foldText } from '@shared/fold-text'
import type { MacroSummary } from '@shared/macro-models'

type Findable = Pick<
  MacroSummary,
  'id' | 'name' | 'shortcut' | 'folder' | 'useCount' | 'lastUsedAt' | 'snippet'
>

const SHORTCUT_IS = 1000
const SHORTCUT_BEGINS = 800
const NAME_BEGINS = 600
const WORD_BEGINS = 400
const FOLDER_BEGINS = 150
const LETTERS = 100

/**
 * The macros that what is typed may mean, best first. Each word of it must begin a word of the name, the shortcut or
 * the folder, or have its letters in the name or the shortcut in their order: "rfl" finds "Refund late". Without
 * anything typed, those used last come first.
 */
export function matchMacros<M extends Findable>(macros: readonly M[], query: string): readonly M[] {
  const words = wordsOf(query)
  if (words.length === 0) return [...macros].sort(byUse)
  return macros
    .flatMap((macro) => {
      const score = scoreOf(macro, foldText(query), words)
      return score === null ? [] : [{ macro, score }]
    })
    .sort((one, other) => other.score - one.score || byUse(one.macro, other.macro))
    .map(({ macro }) => macro)
}

/** The same, with the words of the text counting too: for a list that is looked through and not typed into. */
export function searchMacros<M extends Findable>(macros: readonly M[], query: string): readonly M[] {
  const found = matchMacros(macros, query)
  const words = wordsOf(query)
  if (words.length === 0) return macros
  const seen = new Set(found.map(({ id }) => id))
  const inText = macros.filter(
    ({ id, snippet }) => !seen.has(id) && words.every((word) => foldText(snippet).includes(word)),
  )
  return [...found, ...inText]
}

function scoreOf(macro: Findable, query: string, words: readonly string[]): number | null {
  const shortcut = foldText(macro.shortcut)
  if (shortcut !== '' && shortcut === query) return SHORTCUT_IS
  const name = foldText(macro.name)
  let whole = 0
  if (shortcut !== '' && shortcut.startsWith(query)) whole = SHORTCUT_BEGINS - shortcut.length
  else if (name.startsWith(query)) whole = NAME_BEGINS - name.length
  let score = whole
  for (const word of words) {
    const part = wordScore(word, { name, shortcut, folder: foldText(macro.folder) })
    if (part === null) return whole > 0 ? whole : null
    score += part
  }
  return score
}

function wordScore(
  word: string,
  { name, shortcut, folder }: { readonly name: string; readonly shortcut: string; readonly folder: string },
): number | null {
  const begins = (text: string) => wordsOf(text).some((other) => other.startsWith(word))
  if (begins(name) || begins(shortcut)) return WORD_BEGINS
  if (begins(folder)) return FOLDER_BEGINS
  // one letter is in everything
  if (word.length < 2) return null
  const spread = [name, shortcut].map((text) => spreadOf(word, text)).filter((one) => one !== null)
  return spread.length === 0 ? null : Math.max(1, LETTERS - Math.min(...spread))
}

/** How far apart the letters stand in the text, in their order, the first of them beginning a word; null: not in it. */
function spreadOf(letters: string, text: string): number | null {
  let best: number | null = null
  for (const { index } of text.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)) {
    const end = endOfLetters(letters, text, index)
    if (end !== null && (best === null || end - index < best)) best = end - index
  }
  return best
}

function endOfLetters(letters: string, text: string, start: number): number | null {
  if (text[start] !== letters[0]) return null
  let at = start
  for (const letter of letters.slice(1)) {
    at = text.indexOf(letter, at + 1)
    if (at < 0) return null
  }
  return at
}

function byUse(one: Findable, other: Findable): number {
  return (
    (other.lastUsedAt ?? 0) - (one.lastUsedAt ?? 0) ||
    other.useCount - one.useCount ||
    one.name.localeCompare(other.name)
  )
}

function wordsOf(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

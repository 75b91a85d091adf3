import { FUNCTION_WORDS } from './function-words'

/** Scripts that one language of support mail uses, or nearly so. Kana before Han: Japanese has both. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Devanagari}/gu, 'hi'],
]
const CYRILLIC = /\p{Script=Cyrillic}/gu
const ARABIC = /\p{Script=Arabic}/gu
const LETTER = /\p{L}/gu
/** Of all letters; names and product words in Latin letters stand in every message. */
const SCRIPT_SHARE = 0.3
/** Kana need not be many: half of Japanese is Han. */
const KANA_SHARE = 0.1
/** So many words of its own, and so much more than the next best, make a language sure. */
const ENOUGH_WORDS = 2
const CLEAR_LEAD = 1.25

/** Letters that say more than a word: no other of these languages has them. */
const OWN_LETTERS: readonly (readonly [RegExp, string])[] = [
  [/ß/u, 'de'],
  [/[ñ¿¡]/u, 'es'],
  [/[ãõ]/u, 'pt'],
  [/[łżśź]/u, 'pl'],
  [/[ěřů]/u, 'cs'],
  [/[őű]/u, 'hu'],
  [/[țș]/u, 'ro'],
  [/[ğı]/u, 'tr'],
  [/œ|ç/u, 'fr'],
]
const OWN_LETTER_WORTH = 2

const WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(FUNCTION_WORDS).map(([language, words]) => [language, new Set(words.split(' '))]),
)

/**
 * The language of a message by its script and its small words; null where that is not sure. No library: what is there
 * guesses by letters, and on a message of ten words with a product's name in it those mislead more than these.
 */
export function detectLanguage(text: string): string | null {
  const letters = countOf(text, LETTER)
  if (letters === 0) return null
  for (const [script, language] of SCRIPTS) {
    const share = countOf(text, script) / letters
    if (share >= (language === 'ja' ? KANA_SHARE : SCRIPT_SHARE)) return language
  }
  if (countOf(text, CYRILLIC) / letters >= SCRIPT_SHARE) return cyrillicLanguage(text)
  if (countOf(text, ARABIC) / letters >= SCRIPT_SHARE) return /[پچژگ]/u.test(text) ? 'fa' : 'ar'
  return latinLanguage(text)
}

/** One of the small words of that language; of none where no language is sure. */
export function isFunctionWord(word: string, language: string | null): boolean {
  return language !== null && WORDS.get(language)?.has(word.toLowerCase()) === true
}

function latinLanguage(text: string): string | null {
  const lower = text.toLowerCase()
  const words = lower.match(/\p{L}+/gu) ?? []
  const scores = [...WORDS].map(([language, own]) => {
    const letter = OWN_LETTERS.some(([pattern, of]) => of === language && pattern.test(lower))
    const hits = words.filter((word) => own.has(word)).length
    return { language, score: hits + (letter ? OWN_LETTER_WORTH : 0) }
  })
  const [best, next] = scores.sort((a, b) => b.score - a.score)
  if (!best || !next || best.score < ENOUGH_WORDS) return null
  return best.score >= next.score * CLEAR_LEAD ? best.language : null
}

function cyrillicLanguage(text: string): string {
  if (/[іїєґ]/iu.test(text)) return 'uk'
  return /[ыэё]/iu.test(text) || !/ъ/iu.test(text) ? 'ru' : 'bg'
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

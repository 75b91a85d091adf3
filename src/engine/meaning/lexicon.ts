import { stemOf } from './stem'
import { ENGLISH } from './words/english'
import { FRENCH } from './words/french'
import { GERMAN } from './words/german'
import type { LanguageWords } from './words/language-words'
import { SPANISH } from './words/spanish'

/** The words of one language, ready to be looked up. */
export interface Lexicon {
  readonly code: LanguageWords['code']
  readonly functionWords: ReadonlySet<string>
  /** By stem. */
  readonly lightStems: ReadonlySet<string>
  /** Stem → the meanings it may have. */
  readonly meanings: ReadonlyMap<string, ReadonlySet<number>>
  /** Stem → the kinds of things it may be one of. */
  readonly kinds: ReadonlyMap<string, ReadonlySet<number>>
  /** Stem → stems that mean the opposite. */
  readonly opposites: ReadonlyMap<string, ReadonlySet<string>>
  /** Stems that turn a question into another one when only one of two has them. */
  readonly turning: ReadonlySet<string>
  /** By stem; see LanguageWords. */
  readonly carriers: ReadonlySet<string>
  /** First word → phrases that begin with it, the longest first. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>
  readonly irregular: ReadonlyMap<string, string>
  readonly negations: ReadonlySet<string>
  readonly facets: readonly { readonly name: string; readonly cues: readonly string[] }[]
  /** Stem → number of the line it stands in. */
  readonly times: ReadonlyMap<string, number>
  readonly quantities: ReadonlyMap<string, number>
  readonly persons: ReadonlyMap<string, number>
  readonly numbers: ReadonlyMap<string, string>
  readonly speaker: ReadonlySet<string>
  readonly addressee: ReadonlySet<string>
  readonly directions: ReadonlySet<string>
  /** Those of them that lead away. */
  readonly sources: ReadonlySet<string>
  readonly endings: readonly string[]
}

export interface Phrase {
  readonly words: readonly string[]
  readonly becomes: readonly string[]
}

let compiled: readonly Lexicon[] | null = null

/** English first. Made with the first question: every start would wait 15 ms for them. */
export function lexicons(): readonly Lexicon[] {
  compiled ??= [ENGLISH, GERMAN, FRENCH, SPANISH].map(compile)
  return compiled
}

/** The language whose little words occur most; English where none does. */
export function lexiconOf(words: readonly string[]): { lexicon: Lexicon; isCertain: boolean } {
  const all = lexicons()
  let best = all[0] as Lexicon
  let most = 0
  for (const lexicon of all) {
    const found = words.filter((word) => lexicon.functionWords.has(word)).length
    if (found > most) {
      most = found
      best = lexicon
    }
  }
  return { lexicon: best, isCertain: most > 0 }
}

function compile(words: LanguageWords): Lexicon {
  const irregular = new Map(pairs(words.irregular))
  const stem = (word: string) => stemOf(word, { code: words.code, irregular, endings: words.endings })
  const plain = (word: string) => stem(word.replaceAll('_', ''))
  const synonyms = lines(words.synonyms).map((line) => line.split(/\s+/).map(plain))
  return {
    code: words.code,
    functionWords: new Set(split(words.functionWords)),
    lightStems: new Set(split(words.lightWords).map(plain)),
    meanings: meaningsOf(synonyms),
    kinds: meaningsOf(lines(words.kinds ?? '').map((line) => line.split(/\s+/).map(plain))),
    opposites: oppositesOf(words.opposites, plain),
    turning: turningOf(words, plain),
    carriers: new Set(split(words.carrierWords).map(plain)),
    phrases: phrasesOf(words.phrases),
    irregular,
    negations: new Set(split(words.negations)),
    facets: lines(words.facets).map((line) => {
      const [name = '', cues = ''] = line.split(':')
      return { name, cues: split(cues).map((cue) => cue.replaceAll('_', ' ')) }
    }),
    times: placesOf(words.times, plain),
    quantities: placesOf(words.quantities, plain),
    persons: placesOf(words.persons, plain),
    numbers: new Map(pairs(words.numbers)),
    speaker: new Set(split(words.speaker)),
    addressee: new Set(split(words.addressee)),
    directions: new Set(split(`${words.directionsFrom} ${words.directionsTo}`)),
    sources: new Set(split(words.directionsFrom)),
    endings: words.endings,
  }
}

function meaningsOf(synonyms: readonly (readonly string[])[]): Map<string, Set<number>> {
  const meanings = new Map<string, Set<number>>()
  for (const [place, stems] of synonyms.entries())
    for (const one of stems) meanings.set(one, (meanings.get(one) ?? new Set()).add(place))
  return meanings
}

function oppositesOf(text: string, plain: (word: string) => string): Map<string, Set<string>> {
  const opposites = new Map<string, Set<string>>()
  for (const line of lines(text)) {
    const [a = '', b = ''] = line.split('|').map((side) => plain(side.trim()))
    opposites.set(a, (opposites.get(a) ?? new Set()).add(b))
    opposites.set(b, (opposites.get(b) ?? new Set()).add(a))
  }
  return opposites
}

function turningOf(words: LanguageWords, plain: (word: string) => string): Set<string> {
  const turning = new Set([
    ...split(words.turningWords).map(plain),
    ...oppositesOf(words.opposites, plain).keys(),
  ])
  for (const word of split(words.neutralWords)) turning.delete(plain(word))
  return turning
}

function phrasesOf(text: string): Map<string, Phrase[]> {
  const phrases = new Map<string, Phrase[]>()
  for (const line of lines(text)) {
    const [from = '', to = ''] = line.split('=')
    const words = split(from)
    const [first = ''] = words
    phrases.set(first, [...(phrases.get(first) ?? []), { words, becomes: split(to) }])
  }
  for (const some of phrases.values()) some.sort((a, b) => b.words.length - a.words.length)
  return phrases
}

function placesOf(text: string, plain: (word: string) => string): Map<string, number> {
  return new Map(
    lines(text).flatMap((line, place) =>
      line.split(/\s+/).map((word): [string, number] => [plain(word), place]),
    ),
  )
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function split(text: string): string[] {
  return text.trim().split(/\s+/).filter(Boolean)
}

function pairs(text: string): [string, string][] {
  return lines(text).map((line) => {
    const [from = '', to = ''] = line.split(/\s+/)
    return [from, to]
  })
}

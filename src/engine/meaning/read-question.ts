import { type Lexicon, lexiconOf, type Phrase } from './lexicon'
import { stemOf } from './stem'

/** One word of a question, as far as a comparison needs it. */
export interface QuestionWord {
  readonly stem: string
  /** As it stands in the text, in lower case. */
  readonly word: string
  readonly isName: boolean
}

/** What a question asks, taken apart. */
export interface ReadQuestion {
  readonly lexicon: Lexicon
  /** False for a few words of no language in particular. */
  readonly isLanguageKnown: boolean
  /** All words in their order, phrases made one. */
  readonly words: readonly string[]
  /** Words that say what it is about, each stem once. */
  readonly telling: readonly QuestionWord[]
  /** Stems of words that any question may hold. */
  readonly light: ReadonlySet<string>
  /** Amounts with their unit, such as `3h` or `50eur`; bare ones without. */
  readonly numbers: ReadonlySet<string>
  /** `e-204`, `4g`, `win11`: letters and digits in one. */
  readonly codes: ReadonlySet<string>
  readonly isNegated: boolean
  /** Stems of what is negated. */
  readonly negated: ReadonlySet<string>
  readonly facets: ReadonlySet<string>
  readonly times: ReadonlySet<number>
  readonly quantities: ReadonlySet<number>
  readonly persons: ReadonlySet<number>
  /** Verb stem → who does it: `me`, `you`. */
  readonly doers: ReadonlyMap<string, 'me' | 'you'>
  /** The first telling word behind a word of that direction. */
  readonly directions: ReadonlyMap<'from' | 'to', string>
  /** Number → stem of the telling word behind it: two of what. */
  readonly counted: ReadonlyMap<string, string>
  /** Somebody does something with who asks: "share … with me", and who asks does nothing. */
  readonly isDoneToSpeaker: boolean
}

/** With a digit it may be a code and is taken whole; else a word, or the sign of a unit. */
const TOKEN =
  /[\p{L}\p{N}]*\p{N}[\p{L}\p{N}]*(?:[-_./:][\p{L}\p{N}]*\p{N}[\p{L}\p{N}]*)*|\p{L}+(?:'\p{L}+)*|[€$£%°]/gu
/** Letters, a dash, digits: one code and not two words. */
const DASHED_CODE = /(?<![\p{L}\p{N}])(\p{L}{1,5})[-_](?=\p{N})/gu
const THOUSANDS = /(?<=\p{N})[.,' ](?=\p{N}{3}(?!\p{N}))/gu
const MAX_WORDS = 200

const UNITS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    eur: '€ euro euros eur',
    usd: '$ dollar dollars usd',
    gbp: '£ pound pounds gbp',
    percent: '% percent prozent pourcent',
    degree: '° °c degree degrees celsius grad c',
    hour: 'hour hours h hrs stunde stunden heure heures hora horas',
    minute: 'minute minutes min mins minuten minuto minutos',
    day: 'day days tag tage tagen jour jours día días',
    week: 'week weeks woche wochen semaine semaines semana semanas',
    month: 'month months monat monate monaten mois mes meses',
    year: 'year years jahr jahre jahren an ans año años',
    kg: 'kg kilo kilos kilogram kilograms',
    gram: 'g gram grams gramm',
    cm: 'cm centimetre centimetres centimeter centimeters',
    m: 'm metre metres meter meters',
    km: 'km kilometre kilometres kilometer kilometers',
    ml: 'ml millilitre millilitres milliliter',
    litre: 'l litre litres liter liters',
    gb: 'gb gigabyte gigabytes',
    mb: 'mb megabyte megabytes',
    tb: 'tb terabyte terabytes',
    watt: 'w watt watts',
    mbit: 'mbit mbps',
  }).flatMap(([unit, words]) => words.split(' ').map((word): [string, string] => [word, unit])),
)

/**
 * 1. Words in their order, codes whole, contractions undone.
 * 2. The language by its little words; phrases become one word.
 * 3. Numbers with their units are taken out, and codes.
 * 4. Facets, negation, times, amounts, persons, doers and directions are noted.
 * 5. What is left are the telling words.
 */
export function readQuestion(text: string, language: Lexicon | null = null): ReadQuestion {
  // 1.
  const cased = tokensOf(text)
  const lower = cased.map((token) => token.toLowerCase())

  // 2.
  const known = lexiconOf(lower)
  const lexicon = language ?? known.lexicon
  const names = namesIn(cased, lexicon)
  const words = withPhrases(lower, lexicon)

  // 3.
  const { numbers, codes, rest } = takeNumbers(words, lexicon)

  // 4.
  const joined = ` ${words.join(' ')} `
  const { facets, spent } = facetsOf(joined, lexicon)
  const stems = rest.map((word) => stemOf(word, lexicon))

  // 5.
  const seen = new Set<string>()
  const telling: QuestionWord[] = []
  for (const [place, word] of rest.entries()) {
    const stem = stems[place] ?? word
    if (seen.has(stem) || spent.has(word) || !isTelling(word, stem, lexicon)) continue
    seen.add(stem)
    telling.push({ stem, word, isName: names.has(word) })
  }
  return {
    lexicon,
    isLanguageKnown: known.isCertain,
    words,
    telling,
    light: new Set(stems.filter((stem) => lexicon.lightStems.has(stem))),
    numbers,
    codes,
    isNegated: words.some((word) => lexicon.negations.has(word)),
    negated: negatedIn(words, lexicon),
    facets,
    times: placesIn(
      stems.filter((_, place) => !spent.has(rest[place] ?? '')),
      lexicon.times,
    ),
    quantities: placesIn(stems, lexicon.quantities),
    persons: placesIn(stems, lexicon.persons),
    doers: doersOf(rest, stems, lexicon),
    directions: directionsOf(rest, stems, lexicon),
    counted: countedOf(words, lexicon),
    isDoneToSpeaker: isDoneToSpeaker(words),
  }
}

function tokensOf(text: string): string[] {
  const whole = text
    .normalize('NFKC')
    .replace(/[’‘`]/g, "'")
    .replace(/\b(can)not\b/giu, '$1 not')
    .replace(/\b(ca|wo|sha)n't\b/giu, (_, verb: string) => `${FULL_VERBS[verb.toLowerCase()] ?? verb} not`)
    .replace(/(\p{L})n't\b/giu, '$1 not')
    .replace(/\b(do|does|did|is|are|was|were|has|have|had|could|would|should)nt\b/giu, '$1 not')
    .replace(/\bcant\b/giu, 'can not')
    .replace(/'(?:s|re|ve|ll|d|m)\b/giu, ' ')
    .replace(/\b([ldjmtsncq]|qu)'(?=\p{L})/giu, '$1 ')
    .replace(DASHED_CODE, '$1')
    .replace(THOUSANDS, '')
  return (whole.match(TOKEN) ?? []).slice(0, MAX_WORDS)
}

const FULL_VERBS: Readonly<Record<string, string>> = { ca: 'can', wo: 'will', sha: 'shall' }

/** Written large in the middle of a sentence that is not written large throughout; German does that with every noun. */
function namesIn(tokens: readonly string[], lexicon: Lexicon): Set<string> {
  const names = new Set<string>()
  if (lexicon.code === 'de') return names
  const letters = tokens.filter((token) => /^\p{L}/u.test(token))
  const large = letters.filter((token) => /^\p{Lu}/u.test(token))
  const isTitle = letters.length > 2 && large.length > letters.length * 0.6
  for (const [place, token] of tokens.entries()) {
    const isInner = /^\p{Ll}+\p{Lu}/u.test(token) || (/^\p{Lu}{2,}/u.test(token) && !isTitle)
    if (isInner || (place > 0 && !isTitle && /^\p{Lu}\p{L}/u.test(token))) names.add(token.toLowerCase())
  }
  return names
}

function withPhrases(words: readonly string[], { phrases }: Lexicon): string[] {
  const result: string[] = []
  for (let at = 0; at < words.length; ) {
    const found = phrases.get(words[at] ?? '')?.find((phrase) => standsAt(words, at, phrase))
    result.push(...(found ? found.becomes : [words[at] ?? '']))
    at += found ? found.words.length : 1
  }
  return result
}

function standsAt(words: readonly string[], at: number, phrase: Phrase): boolean {
  return phrase.words.every((word, offset) => words[at + offset] === word)
}

function takeNumbers(words: readonly string[], lexicon: Lexicon) {
  const numbers = new Set<string>()
  const codes = new Set<string>()
  const rest: string[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    const digits = lexicon.numbers.get(word) ?? (/^\p{N}+(?:[.,:]\p{N}+)*$/u.test(word) ? word : null)
    const attached = /^(\p{N}+(?:[.,]\p{N}+)?)(\p{L}+)$/u.exec(word)
    const version = /^v(\p{N}+(?:\.\p{N}+)*)$/u.exec(word)
    if (version) numbers.add(version[1] ?? '')
    else if (attached && UNITS.has(attached[2] ?? ''))
      numbers.add(`${toNumber(attached[1] ?? '')}${UNITS.get(attached[2] ?? '')}`)
    else if (digits !== null) {
      const next = words[at + 1] ?? ''
      const before = UNITS.get(words[at - 1] ?? '')
      const isSign = before !== undefined && /^[€$£]$/u.test(words[at - 1] ?? '')
      const unit = UNITS.get(next) ?? (isSign ? before : '')
      numbers.add(`${toNumber(digits)}${unit}`)
      if (UNITS.has(next)) at += 1
    } else if (/\p{N}/u.test(word)) codes.add(word.replace(/[-_/]/g, ''))
    else if (!/^[€$£%°]$/u.test(word)) rest.push(word)
  }
  return { numbers, codes, rest }
}

function toNumber(digits: string): string {
  return digits.replace(',', '.').replace(/^0+(?=\p{N})/u, '')
}

function isTelling(word: string, stem: string, lexicon: Lexicon): boolean {
  return (
    word.length > 1 &&
    !lexicon.functionWords.has(word) &&
    !lexicon.lightStems.has(stem) &&
    !lexicon.negations.has(word) &&
    !lexicon.times.has(stem) &&
    !lexicon.quantities.has(stem) &&
    !lexicon.persons.has(stem)
  )
}

/**
 * Cues that are found are taken out before the next facet is looked for: "how many days" asks for a time and not for an
 * amount. The words of a cue say nothing more.
 */
function facetsOf(joined: string, lexicon: Lexicon) {
  const facets = new Set<string>()
  const spent = new Set<string>()
  let left = joined
  for (const { name, cues } of lexicon.facets)
    for (const cue of cues) {
      if (!left.includes(` ${cue} `)) continue
      left = left.replace(` ${cue} `, ' | ')
      facets.add(name)
      for (const word of cue.split(' ')) spent.add(word)
    }
  return { facets, spent }
}

/** What is not: the first telling word behind each negation. */
function negatedIn(words: readonly string[], lexicon: Lexicon): Set<string> {
  const negated = new Set<string>()
  for (const [place, word] of words.entries()) {
    if (!lexicon.negations.has(word)) continue
    const next = words
      .slice(place + 1, place + 4)
      .find((one) => isTelling(one, stemOf(one, lexicon), lexicon))
    if (next !== undefined) negated.add(stemOf(next, lexicon))
  }
  return negated
}

function placesIn(stems: readonly string[], places: ReadonlyMap<string, number>): Set<number> {
  return new Set(stems.map((stem) => places.get(stem)).filter((place) => place !== undefined))
}

/** "you send me", "do I send": the first telling word behind a pronoun is what its person does. */
function doersOf(words: readonly string[], stems: readonly string[], lexicon: Lexicon) {
  const doers = new Map<string, 'me' | 'you'>()
  for (const [place, word] of words.entries()) {
    const isMe = word === 'i' || word === 'we' || (lexicon.code !== 'en' && lexicon.speaker.has(word))
    const isYou = word === 'you' || (lexicon.code !== 'en' && lexicon.addressee.has(word))
    if (!isMe && !isYou) continue
    for (let at = place + 1; at < Math.min(place + 4, words.length); at++) {
      const next = words[at] ?? ''
      if (lexicon.functionWords.has(next) || lexicon.lightStems.has(stems[at] ?? '')) continue
      doers.set(stems[at] ?? next, isMe ? 'me' : 'you')
      break
    }
  }
  return doers
}

function directionsOf(words: readonly string[], stems: readonly string[], lexicon: Lexicon) {
  const directions = new Map<'from' | 'to', string>()
  for (const [place, word] of words.entries()) {
    if (!lexicon.directions.has(word)) continue
    const side = lexicon.sources.has(word) ? 'from' : 'to'
    for (let at = place + 1; at < Math.min(place + 5, words.length); at++)
      if (isTelling(words[at] ?? '', stems[at] ?? '', lexicon)) {
        directions.set(side, stems[at] ?? '')
        break
      }
  }
  return directions
}

function countedOf(words: readonly string[], lexicon: Lexicon): Map<string, string> {
  const counted = new Map<string, string>()
  for (const [place, word] of words.entries()) {
    const number = lexicon.numbers.get(word) ?? (/^\p{N}+$/u.test(word) ? word : null)
    const next = words[place + 1]
    if (number === null || next === undefined) continue
    const stem = stemOf(next, lexicon)
    if (isTelling(next, stem, lexicon)) counted.set(number, stem)
  }
  return counted
}

const BEFORE_OBJECT: ReadonlySet<string> = new Set(['with', 'to', 'for', 'from', 'by'])

function isDoneToSpeaker(words: readonly string[]): boolean {
  if (words.includes('i') || words.includes('we')) return false
  return words.some(
    (word, place) => (word === 'me' || word === 'us') && BEFORE_OBJECT.has(words[place - 1] ?? ''),
  )
}

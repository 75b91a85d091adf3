/** A number with what it counts, in one base unit for each kind: "a week" and "7 days" are the same. */
export interface Quantity {
  readonly value: number
  /** `clock` for times of the day, `count` where no known unit follows. */
  readonly unit: string
  /** What one of the unit makes in base units: 24 for days. */
  readonly factor: number
  /** The text it was read from, and where. */
  readonly start: number
  readonly end: number
  /** The word of a unit behind an article, as in "a day" or "per hour", which counts one; else null. */
  readonly unitWord: string | null
}

/** [unit, factor, words]: durations in hours, money by currency, the rest in SI. */
const UNITS: readonly (readonly [string, number, string])[] = [
  ['hours', 1 / 3600, 's sec secs second seconds sekunde sekunden seconde secondes segundo segundos'],
  ['hours', 1 / 60, 'min mins minute minutes minuten minuto minutos'],
  ['hours', 1, 'h hr hrs hour hours stunde stunden heure heures hora horas'],
  [
    'hours',
    24,
    'day days night nights tag tage tagen werktag werktage werktagen jour jours día días dia dias',
  ],
  ['hours', 168, 'week weeks woche wochen semaine semaines semana semanas'],
  ['hours', 730, 'month months monat monate monaten mois mes meses'],
  ['hours', 8760, 'year years jahr jahre jahren ans année années año años'],
  ['eur', 1, '€ eur euro euros'],
  ['eur', 0.01, 'cent cents'],
  ['usd', 1, '$ usd dollar dollars'],
  ['gbp', 1, '£ gbp pound pounds'],
  ['chf', 1, 'chf franc francs franken'],
  ['percent', 1, '% percent prozent'],
  ['metres', 0.001, 'mm'],
  ['metres', 0.01, 'cm centimetre centimetres centimeter centimeters zentimeter'],
  ['metres', 1, 'm metre metres meter meters'],
  ['metres', 1000, 'km kilometre kilometres kilometer kilometers'],
  ['grams', 1, 'g gram grams gramm'],
  ['grams', 1000, 'kg kilo kilos kilogram kilograms kilogramm'],
  ['litres', 0.001, 'ml millilitre millilitres milliliter milliliters'],
  ['litres', 1, 'l litre litres liter liters'],
  ['degrees', 1, '°c °f ° degrees grad'],
  ['bytes', 1, 'kb'],
  ['bytes', 1000, 'mb megabyte megabytes'],
  ['bytes', 1_000_000, 'gb gigabyte gigabytes'],
  ['watts', 1, 'w watt watts'],
  ['lux', 1, 'lux'],
]
const BY_WORD = new Map(
  UNITS.flatMap(([unit, factor, words]) => words.split(' ').map((word) => [word, { unit, factor }] as const)),
)

const WORDS: Readonly<Record<string, number>> = {
  ...numbered(
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
  ),
  ...numbered(
    'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig',
  ),
  ...numbered(
    'zéro une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize _ _ _ vingt',
  ),
  ...numbered(
    'cero una dos tres cuatro cinco seis siete ocho nueve diez _ doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte',
  ),
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
  hundred: 100,
  dreißig: 30,
  vierzig: 40,
  fünfzig: 50,
  hundert: 100,
  trente: 30,
  quarante: 40,
  cinquante: 50,
  treinta: 30,
  cuarenta: 40,
  cincuenta: 50,
  cien: 100,
  twice: 2,
  both: 2,
  beide: 2,
  ambos: 2,
}
const ARTICLE = /^(?:a|an|per|each|every|ein|eine|einen|einer|pro|jeden?|un|une|par|una|por|cada)$/i
/** Times said in several words or in one, in hours. */
const SPANS: Readonly<Record<string, number>> = {
  'three quarters of an hour': 0.75,
  'quarter of an hour': 0.25,
  fortnight: 336,
  dreiviertelstunde: 0.75,
  viertelstunde: 0.25,
  "quart d'heure": 0.25,
  'demi-heure': 0.5,
  'cuarto de hora': 0.25,
  'media hora': 0.5,
}
const TOKEN =
  /(?<span>(?<!\p{L})(?:(?:three )?quarters? of an hour|fortnight|(?:drei)?viertelstunde|quart d['’]heure|demi-heure|cuarto de hora|media hora)(?!\p{L}))|(?<code>\p{L}+[-_/#]?\d[\p{L}\p{N}_-]*)|(?<symbol>[€$£])|(?<clock>(?<!\p{L})half past \p{L}+|\d{1,2}:\d{2}(?!\d)(?:\s*(?:[ap]\.?m\b\.?|uhr\b))?|\d{1,2}(?:\.\d{2})?\s*(?:[ap]\.?m\b\.?|uhr\b|o['’]clock))|(?<number>\d+(?:[.,' \u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)?)|(?<degree>°\s?[CF]?)|(?<percent>%)|(?<word>\p{L}+)|(?<dash>[–—-])/giu

interface Token {
  readonly kind: string
  readonly text: string
  readonly start: number
  readonly end: number
}

/** What a text says in numbers, in figures or in words, in reading order. */
export function quantitiesIn(text: string): Quantity[] {
  const tokens = tokensOf(text)
  const found: Quantity[] = []
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'span') {
      const hours = SPANS[token.text.toLowerCase().replace('’', "'")] ?? 0
      found.push({ ...placeOf(token), value: hours, unit: 'hours' })
    } else if (token.kind === 'clock') {
      found.push({ ...placeOf(token), value: clockTime(token.text), unit: 'clock' })
    } else if (token.kind === 'word' && /^(?:noon|midday|midnight|mittag|midi|mediodía)$/i.test(token.text)) {
      const value = /^(?:midnight)$/i.test(token.text) ? 24 : 12
      found.push({ ...placeOf(token), value, unit: 'clock' })
    } else {
      const value = readValue(token, tokens, at)
      const unitWord = ARTICLE.test(token.text) ? (tokens[at + 1]?.text.toLowerCase() ?? null) : null
      if (value !== null) found.push({ ...placeOf(token), ...withUnit(value, tokens, at), unitWord })
    }
  }
  return found
}

/** Whether a word counts or measures, and so says nothing of what is spoken of. */
export function isNumberWord(word: string): boolean {
  const plain = word.toLowerCase()
  return (
    /^\p{N}/u.test(plain) ||
    Object.hasOwn(WORDS, plain) ||
    BY_WORD.has(plain) ||
    plain === 'pm' ||
    plain === 'am'
  )
}

/** The same amount of the same thing; a number without a unit may be either's, "two in the afternoon" is 14:00. */
export function isSameQuantity(one: Quantity, other: Quantity): boolean {
  if (one.unit !== other.unit && one.unit !== 'count' && other.unit !== 'count') return false
  // a month is 30 days or so, but 46 minutes are not 45
  const isRough = one.unit === 'hours' && other.unit === 'hours' && one.factor !== other.factor
  const tolerance = (isRough ? 0.03 : 0.0001) * Math.max(Math.abs(one.value), Math.abs(other.value))
  const isPlain = (one.unit === 'count') !== (other.unit === 'count')
  // "under 27" and "under 27 years"
  if (isPlain && one.value / one.factor === other.value / other.factor) return true
  const difference = Math.abs(one.value - other.value)
  const isHalfDay = (one.unit === 'clock') !== (other.unit === 'clock') && Math.abs(difference - 12) < 0.01
  return difference <= tolerance || isHalfDay
}

function placeOf({ start, end }: Token) {
  return { start, end, unitWord: null, factor: 1 }
}

function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map((match) => {
    const [kind = 'word'] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? []
    return { kind, text: match[0], start: match.index, end: match.index + match[0].length }
  })
}

function readValue(token: Token, tokens: readonly Token[], at: number): number | null {
  const isAndAHalf = /^and a half$/i.test(
    tokens
      .slice(at + 1, at + 4)
      .map((next) => next.text)
      .join(' '),
  )
  if (token.kind === 'number') return numberOf(token.text) + (isAndAHalf ? 0.5 : 0)
  if (token.kind !== 'word') return null
  const word = token.text.toLowerCase()
  const unit = unitAt(tokens, at + 1)
  if ((word === 'half' && !/^a$/i.test(tokens[at - 1]?.text ?? '')) || word === 'halbe') {
    const after = unitAt(tokens, at + 2)
    return (unit ?? after) && (unit ?? after)?.unit === 'hours' ? 0.5 : null
  }
  if (ARTICLE.test(word)) {
    // "a day", "per minute": a rate or a time; "a month" of "24.90 a month" too
    return unit?.unit === 'hours' && tokens[at - 1]?.text.toLowerCase() !== 'half' ? 1 : wordValue(word)
  }
  // as a pronoun "one" counts nothing
  if (word === 'one' && !(tokens[at + 1]?.kind === 'word' && !NO_NOUN.test(tokens[at + 1]?.text ?? '')))
    return null
  const value = wordValue(word)
  return value !== null && isAndAHalf ? value + 0.5 : value
}

const NO_NOUN = /^(?:of|is|that|who|which|to|in|at|for|with|and|or|by|from|as|on|was|will|can|you|we)$/i

function wordValue(word: string): number | null {
  if (word === 'une' || word === 'una') return null
  return Object.hasOwn(WORDS, word) ? (WORDS[word] ?? null) : null
}

/** "1,500.50", "1.500,50", "0,5": a group of three digits after a sign is taken for thousands. */
function numberOf(text: string): number {
  const plain = text.replace(/['\s\u00a0\u202f]/g, '')
  const decimals = /[.,](\d+)$/.exec(plain)?.[1]
  const isGrouped = /^\d{1,3}(?:[.,]\d{3})+$/.test(plain) && !plain.startsWith('0')
  if (decimals === undefined || isGrouped) return Number(plain.replace(/[.,]/g, ''))
  return Number(`${plain.slice(0, -decimals.length - 1).replace(/[.,]/g, '')}.${decimals}`)
}

function withUnit(value: number, tokens: readonly Token[], at: number) {
  const before = tokens[at - 1]?.text ?? ''
  if (tokens[at]?.kind === 'number' && /^(?:[€$£]|eur|usd|gbp|chf)$/i.test(before))
    return { value, unit: BY_WORD.get(before.toLowerCase())?.unit ?? 'count', factor: 1 }
  const unit = unitAfter(tokens, at)
  return unit
    ? { value: value * unit.factor, unit: unit.unit, factor: unit.factor }
    : { value, unit: 'count', factor: 1 }
}

/** The unit of a number: the next word or the one after an adjective; in a range that of its end. */
function unitAfter(tokens: readonly Token[], at: number) {
  const direct = unitAt(tokens, at + 1)
  if (direct) return direct
  if (/^and$/i.test(tokens[at + 1]?.text ?? '') && /^half$/i.test(tokens[at + 3]?.text ?? ''))
    return unitAt(tokens, at + 4)
  // "half a year", but not "twice a year"
  if (/^half$/i.test(tokens[at]?.text ?? '') && /^an?$/i.test(tokens[at + 1]?.text ?? ''))
    return unitAt(tokens, at + 2)
  if (/^(?:business|working|calendar|full|more|upper|further|jours|días)$/i.test(tokens[at + 1]?.text ?? ''))
    return unitAt(tokens, at + 2)
  const link = tokens[at + 1]
  const end = tokens[at + 2]
  if (link && end && /^(?:[–—-]|to|and|or|bis|und|oder|à|et|ou|a|y|o)$/i.test(link.text)) {
    const isNumber = end.kind === 'number' || wordValue(end.text.toLowerCase()) !== null
    if (isNumber)
      return unitAt(tokens, at + 3) ?? (adjective(tokens[at + 3]) ? unitAt(tokens, at + 4) : undefined)
  }
  return undefined
}

function adjective(token: Token | undefined): boolean {
  return /^(?:business|working|calendar|full)$/i.test(token?.text ?? '')
}

function unitAt(tokens: readonly Token[], at: number) {
  const token = tokens[at]
  if (!token || token.kind === 'number' || token.kind === 'clock') return undefined
  return BY_WORD.get(token.text.toLowerCase().replace(/\s/g, ''))
}

/** Hours since midnight. */
function clockTime(text: string): number {
  const halfPast = /^half past (\p{L}+)$/iu.exec(text)?.[1]
  if (halfPast !== undefined) return (wordValue(halfPast.toLowerCase()) ?? 0) + 0.5
  const [, hours = '0', minutes = '0'] = /^(\d{1,2})(?:[:.](\d{2}))?/.exec(text) ?? []
  const half = /p\.?m/i.test(text) && Number(hours) < 12 ? 12 : 0
  return Number(hours) + half + Number(minutes) / 60
}

function numbered(words: string): Record<string, number> {
  return Object.fromEntries(words.split(' ').map((word, value) => [word, value]))
}

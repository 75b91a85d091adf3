import { languageOf } from './word-sense'

/** Something called by its name: a code, a product with its number, a name in capitals, words in quotation marks. */
export interface NamedThing {
  /** In lower case, blanks made one. */
  readonly name: string
  /** A code or a numbered product: the very sentence must speak of it, not one of its siblings. */
  readonly isExact: boolean
}

const CODE = /(?<![\p{L}\p{N}])\p{L}+[-_/#]?\d[\p{L}\p{N}_-]*(?![\p{L}\p{N}])/gu
/** "LumaLeaf 20", "iPhone 12": a number behind a name belongs to it. */
const NUMBERED =
  /(?:(?<!^|[.!?:]\s)(?<!\p{L})\p{Lu}\p{L}*\p{Ll}\p{L}*\s\d{1,4}(?![\p{L}\p{N}])|(?<!\p{L})\p{Lu}\p{L}*\p{Ll}\p{L}*\s\p{Lu}{1,2}(?![\p{L}\p{N}])|(?<!\p{L})\p{Lu}\p{Ll}+\p{Lu}\p{L}*\s\d{1,4}(?![\p{L}\p{N}]))(?!\s*(?:%|°|[.,]\d|\.\s\p{Lu}|(?:days?|hours?|minutes?|weeks?|months?|years?|[Ee]uros?|cm|mm|kg|ml|g|l|Tagen?|Stunden?|Minuten|Wochen?|Monaten?|Jahren?|Prozent|Uhr|Franken)(?!\p{L})))/gu
const QUOTED = /["“„«]([^"“”„«»]{2,60})["”“»]/gu
const CAPITALISED = /(?<=\p{L}[,;]?\s|\()\p{Lu}[\p{L}'’]+(?:-\p{L}+)*(?![\p{L}\p{N}-])/gu
const NO_NAMES = new Set(
  'i i’m i’ll i’ve mondays tuesdays wednesdays thursdays fridays saturdays sundays mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december euro euros eur usd gbp chf pdf csv zip e-mail mr mrs ms dr'.split(
    ' ',
  ),
)

/** German writes every noun with a capital, so capitals say nothing there. */
function isGerman(text: string): boolean {
  return languageOf(text).code === 'de'
}

export function namesIn(text: string): NamedThing[] {
  const names = new Map<string, NamedThing>()
  const add = (found: string, isExact: boolean) => {
    const name = normalName(found)
    if (name !== '' && !NO_NAMES.has(name) && !names.has(name)) names.set(name, { name, isExact })
  }
  for (const [code] of text.matchAll(CODE)) add(code, true)
  for (const [numbered] of text.matchAll(NUMBERED)) add(numbered, true)
  for (const [, quoted = ''] of text.matchAll(QUOTED)) add(quoted, false)
  if (!isGerman(text)) for (const [word] of text.matchAll(CAPITALISED)) add(word, false)
  return [...names.values()]
}

/** As a whole word: `VM-1` is not in `VM-12`. */
export function holdsName(text: string, name: string): boolean {
  const searched = normalName(text)
  for (let at = searched.indexOf(name); at >= 0; at = searched.indexOf(name, at + 1)) {
    const around = `${searched[at - 1] ?? ''}${searched[at + name.length] ?? ''}`
    if (!/[\p{L}\p{N}]/u.test(around)) return true
  }
  return false
}

function normalName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’']s\b/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * A text as the rules are run on it. V8 keeps a text in two bytes a character as soon as one is outside of Latin-1, and
 * then asks for each letter whether one of 600 ranges holds it: five times as long for a passage with a single dash or
 * curly quotation mark, which most have. Signs that no rule knows are therefore replaced by one of Latin-1, in place.
 */
export interface ScannedText {
  readonly text: string
  /** What fits, in reading order, with the words of the text itself. */
  matches(pattern: RegExp): FoundMatch[]
}

export interface FoundMatch {
  readonly start: number
  /** The group named `it`, or all of it. */
  readonly value: string
}

/** Signs outside of Latin-1 that rules name, and control characters that stand for them; nothing else uses those. */
const NAMED_SIGNS: ReadonlyMap<string, string> = new Map([
  ['’', '\u0092'],
  ['“', '\u0093'],
  ['”', '\u0094'],
])
const LAST_OF_LATIN_1 = 0xff
const NO_BREAK_SPACE = '\u00a0'
/** Neither letter nor number nor blank, and in no rule. */
const ANY_SIGN = '\u00a6'
const TELLS = /[\p{L}\p{N}\p{M}\u{10000}-\u{10ffff}]/u

export function scannedText(text: string): ScannedText {
  const narrow = inLatin1(text)
  return {
    text,
    matches(pattern) {
      const fitting = narrow === null ? pattern : narrowed(pattern)
      return [...(narrow ?? text).matchAll(fitting)].map((match) => {
        const found = match.groups?.['it'] ?? match[0]
        const start = match.index + (found === match[0] ? 0 : match[0].lastIndexOf(found))
        return { start, value: text.slice(start, start + found.length) }
      })
    },
  }
}

/** Of the same length; null where letters or numbers need more. */
function inLatin1(text: string): string | null {
  const bytes = Buffer.alloc(text.length)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const sign = code <= LAST_OF_LATIN_1 ? code : signFor(text.charAt(at))
    if (sign === null) return null
    bytes[at] = sign
  }
  return bytes.toString('latin1')
}

function signFor(character: string): number | null {
  const known = NAMED_SIGNS.get(character)
  if (known !== undefined) return known.charCodeAt(0)
  // half of a pair may be half of a letter
  if (TELLS.test(character) || /[\ud800-\udfff]/.test(character)) return null
  return (/\s/.test(character) ? NO_BREAK_SPACE : ANY_SIGN).charCodeAt(0)
}

const narrowedPatterns = new WeakMap<RegExp, RegExp>()

/** The rule with the signs it names as they stand in the narrowed text. */
function narrowed(pattern: RegExp): RegExp {
  const known = narrowedPatterns.get(pattern)
  if (known) return known
  let { source } = pattern
  for (const [sign, stand] of NAMED_SIGNS) source = source.replaceAll(sign, stand)
  const made = new RegExp(source, pattern.flags)
  narrowedPatterns.set(pattern, made)
  return made
}

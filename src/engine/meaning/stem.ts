/** What cutting endings needs to know of a language. */
export interface Endings {
  readonly code: string
  /** Form → plain form. */
  readonly irregular: ReadonlyMap<string, string>
  /** The longest first; English has rules of its own. */
  readonly endings: readonly string[]
}

const MIN_STEM = 3

/** A word without its common endings: too coarse to search with, enough to compare. */
export function stemOf(word: string, { code, irregular, endings }: Endings): string {
  const plain = irregular.get(word) ?? word
  if (/\p{N}/u.test(plain) || plain.length <= MIN_STEM) return plain
  if (code === 'en') return englishStem(plain)
  const ending = endings.find((one) => plain.endsWith(one) && plain.length - one.length >= MIN_STEM)
  return ending ? plain.slice(0, -ending.length) : plain
}

function englishStem(word: string): string {
  if (word.length < 4) return word
  const once = word
    // one spelling of both shores: organise, colour
    .replace(/(?<=\p{L}{3})is(?=(?:e|es|ed|ing|ation|ations)$)/u, 'iz')
    .replace(/(?<=\p{L}{3})our$/u, 'or')
    .replace(/(?<=\p{L}{3})(?:ies|ied)$/u, 'y')
    .replace(/(?<=(?:s|x|z|ch|sh))es$|(?<=[^su])s$/u, '')
  const twice = once.replace(/(?<=\p{L}{3})(?:ing|ed|ly)$/u, '')
  // stopped → stop, but called → call
  const single = twice === once ? twice : twice.replace(/([bdgkmnprtv])\1$/u, '$1')
  return single.length > MIN_STEM ? single.replace(/e$/u, '') : single
}

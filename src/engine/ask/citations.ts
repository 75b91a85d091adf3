export interface VerifiedText {
  readonly text: string
  /** Numbers taken out because no passage has them, each once, in the order they came. */
  readonly dropped: readonly number[]
}

/** `[1]`, `[1, 2]`, `[1-3]`, and several in a row; not `[1](https://…)`, which is a
 * link, nor `[x]` or a year. */
const CITATIONS = /( ?)((?:\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\])+)(?!\()/g
const FENCE = /(```[\s\S]*?(?:```|$)|`[^`\n]*`)/

/**
 * Keeps citations of the passages given (numbers 1 … passageCount) as single [n], and takes out all others. Numbers
 * in code are no citations and stay as they are.
 */
export function verifyCitations(text: string, passageCount: number): VerifiedText {
  const dropped = new Set<number>()
  const verified = text
    .split(FENCE)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(CITATIONS, replaceCitations)))
    .join('')
  return { text: verified, dropped: [...dropped] }

  function replaceCitations(_: string, space: string, run: string): string {
    const cited = run.slice(1, -1).split('][').flatMap(numbersIn)
    const known = cited.filter((number) => {
      const isKnown = number >= 1 && number <= passageCount
      if (!isKnown) dropped.add(number)
      return isKnown
    })
    return known.length === 0 ? '' : space + [...new Set(known)].map((number) => `[${number}]`).join('')
  }
}

function numbersIn(list: string): number[] {
  return list.split(/\s*[,;]\s*/).flatMap((part) => {
    const [from = 0, to] = part.split(/\s*[–-]\s*/).map(Number)
    // 20 is more than an answer ever has: [1-999] must not become a thousand numbers
    if (to === undefined || to < from || to - from > 20) return to === undefined ? [from] : [from, to]
    return Array.from({ length: to - from + 1 }, (_, step) => from + step)
  })
}

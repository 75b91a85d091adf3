/** Counts that are kept; about 100 kB. Questions share most of their words. */
const KEPT = 2000

/** Counts each expression once for each state of the knowledge: a common word takes half a millisecond. */
export function createKnownFrequencies({
  frequency,
  revision,
}: {
  readonly frequency: (expression: string, cap: number) => number
  readonly revision: () => number
}): (expression: string, cap: number) => number {
  const kept = new Map<string, number>()
  let keptFor = -1

  return (expression, cap) => {
    const current = revision()
    if (current !== keptFor || kept.size >= KEPT) kept.clear()
    keptFor = current
    const key = `${cap} ${expression}`
    const known = kept.get(key)
    if (known !== undefined) return known
    const counted = frequency(expression, cap)
    kept.set(key, counted)
    return counted
  }
}

import { findSpans } from '../masking/find-spans'

/**
 * What in a text belongs to a person, by the rules that mask it before it leaves the machine. A stored answer is given to
 * others, so none is stored with any of these.
 */
export function personalData(text: string): string[] {
  const spans = findSpans(text).map(({ start, end }) => text.slice(start, end))
  return [...new Set(spans)]
}

/** Whether a text holds something personal that is not in what everybody may read anyway. */
export function hasPersonalData(text: string, known: readonly string[] = []): boolean {
  return personalData(text).some((span) => !known.some((other) => other.includes(span)))
}

/** A stretch of a text, as it was when its rewriting was asked for. */
interface Stretch {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * The text with the new words in the place of the old ones. The text may have been edited meanwhile: the old words are
 * then looked for, the nearest to where they stood. Null where they are gone.
 */
export function withRewritten(
  text: string,
  { start, end, text: old }: Stretch,
  written: string,
): string | null {
  const at = text.slice(start, end) === old ? start : nearest(text, old, start)
  return at === null ? null : text.slice(0, at) + written + text.slice(at + old.length)
}

function nearest(text: string, old: string, place: number): number | null {
  if (old === '') return null
  const before = text.lastIndexOf(old, place)
  const after = text.indexOf(old, place)
  if (before < 0 || after < 0) return Math.max(before, after) < 0 ? null : Math.max(before, after)
  return place - before <= after - place ? before : after
}

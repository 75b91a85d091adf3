export interface LocatedPassage {
  readonly kind: 'same' | 'moved' | 'changed'
  readonly start: number
  readonly end: number
}

/** Words of a passage that are looked for; a longer one is told apart by these already. */
const MAX_WORDS = 400

/**
 * Where a passage stands that stood at `start` when it was kept: there, elsewhere (the nearest place with the same
 * words, however they are spaced), or nowhere any more; then `start` is the place it had, as far as that still exists.
 */
export function locatePassage(text: string, passage: string, start: number): LocatedPassage {
  if (text.startsWith(passage, start)) return { kind: 'same', start, end: start + passage.length }
  const exact = nearest(exactPlaces(text, passage), start)
  if (exact) return { kind: 'moved', ...exact }
  const spaced = nearest(spacedPlaces(text, passage), start)
  if (spaced) return { kind: 'moved', ...spaced }
  const place = Math.min(start, text.length)
  return { kind: 'changed', start: place, end: place }
}

interface Place {
  readonly start: number
  readonly end: number
}

function* exactPlaces(text: string, passage: string): Generator<Place> {
  for (let at = text.indexOf(passage); at >= 0; at = text.indexOf(passage, at + 1))
    yield { start: at, end: at + passage.length }
}

function* spacedPlaces(text: string, passage: string): Generator<Place> {
  const words = passage.split(/\s+/).filter(Boolean).slice(0, MAX_WORDS)
  if (words.length === 0) return
  const pattern = new RegExp(words.map((word) => escaped(word)).join('\\s+'), 'g')
  for (const match of text.matchAll(pattern)) yield { start: match.index, end: match.index + match[0].length }
}

function nearest(places: Iterable<Place>, to: number): Place | null {
  let best: Place | null = null
  for (const place of places) {
    if (best && Math.abs(place.start - to) >= Math.abs(best.start - to)) return best
    best = place
  }
  return best
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

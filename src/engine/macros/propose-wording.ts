import type { MacroProposal } from '@shared/macro-models'
import { variablePlaces } from '@shared/macro-text'
import { wordDiff } from '@shared/word-diff'

export interface ChangedText {
  readonly before: string
  readonly after: string
}

interface Change {
  readonly from: string
  readonly to: string
  /** The words around it in the passage, in lower case. */
  readonly wordBefore: string
  readonly wordAfter: string
}

interface Place {
  readonly start: number
  readonly end: number
}

/** A single word of fewer letters stands in too many places to be meant. */
const TELLING_LETTERS = 4
/** A change of more words is a passage written anew: nothing in a reply has these very words. */
const LONGEST_CHANGE_WORDS = 12

/**
 * The text of a macro with what changed in its passages put in where the old words stand in it. A number that stands
 * in several places is replaced only where its neighbour in the passage stands beside it.
 */
export function proposeWording(body: string, changed: readonly ChangedText[]): MacroProposal {
  const changes = changed.flatMap(({ before, after }) => changesOf(before, after))
  const variables = variablePlaces(body)
  const edits: (Place & { readonly to: string })[] = []
  const replaced: MacroProposal['replaced'] = []
  const left: MacroProposal['left'] = []
  for (const change of changes) {
    const { from, to } = change
    const places = isReplaceable(change) ? placesOf(body, change, variables) : []
    const allowed = places.filter((place) => !edits.some((one) => overlaps(one, place)))
    if (allowed.length === 0) {
      // the same change may stand in two passages
      if (![...left, ...replaced].some((one) => one.from === from && one.to === to)) left.push({ from, to })
      continue
    }
    edits.push(...allowed.map((place) => ({ ...place, to })))
    replaced.push({ from, to })
  }
  edits.sort((one, other) => other.start - one.start)
  const text = edits.reduce((last, { start, end, to }) => last.slice(0, start) + to + last.slice(end), body)
  return { body: text, replaced, left }
}

function changesOf(before: string, after: string): Change[] {
  const pieces = wordDiff(before, after)
  const changes: Change[] = []
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at]
    if (!piece || piece.kind === 'same') continue
    const next = pieces[at + 1]
    const isPair = piece.kind === 'removed' && next?.kind === 'added'
    const earlier = pieces[at - 1]?.text ?? ''
    const later = (isPair ? pieces[at + 2] : next)?.text ?? ''
    changes.push({
      from: piece.kind === 'removed' ? piece.text.trim() : '',
      to: isPair ? next.text.trim() : piece.kind === 'added' ? piece.text.trim() : '',
      wordBefore: (earlier.match(/[\p{L}\p{N}]+(?=[^\p{L}\p{N}]*$)/u)?.[0] ?? '').toLowerCase(),
      wordAfter: (later.match(/[\p{L}\p{N}]+/u)?.[0] ?? '').toLowerCase(),
    })
    if (isPair) at += 1
  }
  return changes
}

function isReplaceable({ from, to }: Change): boolean {
  if (from === '' || to === '') return false
  const words = from.match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length === 0 || words.length > LONGEST_CHANGE_WORDS) return false
  return words.length > 1 || /\p{N}/u.test(from) || (words[0]?.length ?? 0) >= TELLING_LETTERS
}

function placesOf(
  body: string,
  { from, wordBefore, wordAfter }: Change,
  variables: readonly Place[],
): Place[] {
  const pattern = from.split(/\s+/).map(escaped).join('\\s+')
  const whole = new RegExp(`(?<![\\p{L}\\p{N}]|\\p{N}[.,])${pattern}(?![\\p{L}\\p{N}]|[.,]\\p{N})`, 'giu')
  const places = [...body.matchAll(whole)]
    .map(({ 0: text, index }) => ({ start: index, end: index + text.length }))
    .filter((place) => !variables.some((one) => overlaps(one, place)))
  if (places.length < 2) return places
  return places.filter(({ start, end }) => {
    const before = body.slice(0, start).match(/[\p{L}\p{N}]+(?=[^\p{L}\p{N}]*$)/u)?.[0] ?? ''
    const after = body.slice(end).match(/[\p{L}\p{N}]+/u)?.[0] ?? ''
    return (
      (wordAfter !== '' && after.toLowerCase() === wordAfter) ||
      (wordBefore !== '' && before.toLowerCase() === wordBefore)
    )
  })
}

function overlaps(one: Place, other: Place): boolean {
  return one.start < other.end && other.start < one.end
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

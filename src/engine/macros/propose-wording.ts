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
 * The text of a macro with what changed in its passages put in where the old words stand in it. A lone word, and a
 * number that stands in several places, is replaced only where its neighbour in the passage stands beside it.
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
  const changes: Change[] = []
  let [from, to, same] = ['', '', '']
  let isOpen = false
  const close = (next: string) => {
    if (isOpen)
      changes.push({
        from: from.trim(),
        to: to.trim(),
        wordBefore: lastWord(same),
        wordAfter: firstWord(next),
      })
    ;[from, to] = ['', '']
    isOpen = false
  }
  const pieces = wordDiff(before, after)
  for (const [at, { kind, text }] of pieces.entries()) {
    if (kind === 'removed') from += text
    else if (kind === 'added') to += text
    else if (isOpen && at < pieces.length - 1 && isOneWord(text)) {
      // "two working days" that became "one working day" is one change
      from += text
      to += text
    } else {
      close(text)
      same = text
    }
    isOpen ||= kind !== 'same'
  }
  close('')
  return changes
}

function isOneWord(text: string): boolean {
  return /^\s*[\p{L}\p{N}]+\s*$/u.test(text)
}

function lastWord(text: string): string {
  return (text.match(/[\p{L}\p{N}]+(?=[^\p{L}\p{N}]*$)/u)?.[0] ?? '').toLowerCase()
}

function firstWord(text: string): string {
  return (text.match(/[\p{L}\p{N}]+/u)?.[0] ?? '').toLowerCase()
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
  // one number, or several words, that stand in one place are meant; a lone word may mean anything
  const isTelling = /\p{N}/u.test(from) || /\s/.test(from)
  if (isTelling && places.length < 2) return places
  return places.filter(({ start, end }) => {
    const before = lastWord(body.slice(0, start))
    const after = firstWord(body.slice(end))
    return (wordAfter !== '' && after === wordAfter) || (wordBefore !== '' && before === wordBefore)
  })
}

function overlaps(one: Place, other: Place): boolean {
  return one.start < other.end && other.start < one.end
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

import { questionWords, stemsOf } from '../search/question-terms'
import { draftSentences, plainText } from './draft-sentences'
import { isNumberWord, type Quantity, quantitiesIn } from './quantities'

/** A sentence, item or row of a passage that may bear a statement out. */
export interface Evidence {
  /** Place of its passage, from 0, and of the sentence in the passage's text. */
  readonly passage: number
  readonly start: number
  readonly end: number
  readonly text: string
  /** With its neighbours and what the passage is called: what its pronouns stand for. */
  readonly context: string
  /** With the sentence before it; the same as `text` for the first. */
  readonly withPrevious: string
  readonly stems: ReadonlySet<string>
  readonly contextStems: ReadonlySet<string>
  readonly contextWords: readonly string[]
  readonly quantities: readonly Quantity[]
}

/** A text that statements are checked against; a title helps to understand what it speaks of. */
export interface SupportPassage {
  readonly text: string
  readonly title?: string
  readonly heading?: string
}

interface Piece {
  readonly start: number
  readonly end: number
  readonly text: string
}

export function evidenceOf(passages: readonly SupportPassage[]): Evidence[] {
  return passages.flatMap((passage, index) => {
    const found = piecesOf(passage.text)
    const place = [passage.title, passage.heading].filter(Boolean).join(' ')
    return found.map((piece, at) => {
      const previous = found[at - 1]?.text
      const context = [place, previous, piece.text, found[at + 1]?.text].filter(Boolean).join(' ')
      return {
        ...piece,
        passage: index,
        context,
        withPrevious: [previous, piece.text].filter(Boolean).join(' '),
        stems: stemsOf(piece.text),
        contextStems: stemsOf(context),
        contextWords: contentWords(context).map(({ word }) => word),
        quantities: quantitiesIn(piece.text),
      }
    })
  })
}

/** The words that say what a sentence speaks of: no numbers, no units. */
export function contentWords(text: string): { readonly word: string; readonly stem: string }[] {
  return questionWords(text).filter(({ word }) => !isNumberWord(word))
}

/** Table rows get the names of their columns; everything else goes by sentences. */
function piecesOf(text: string): Piece[] {
  const found: Piece[] = []
  let header: readonly string[] | null = null
  let lineStart = 0
  for (const line of text.split('\n')) {
    const cells = /^\s*\|.*\|\s*$|\S \| \S/.test(line) ? cellsOf(line) : null
    if (!cells) {
      header = null
      const mark = /^\s*#{1,6}\s/.exec(line)?.[0].length ?? 0
      for (const { start, end, text: words } of draftSentences(line.slice(mark)))
        found.push({ start: lineStart + mark + start, end: lineStart + mark + end, text: words })
    } else if (!cells.every((cell) => /^:?-+:?$/.test(cell))) {
      const words = cells.map((cell, at) => [header?.[at], cell].filter(Boolean).join(': ')).join(', ')
      found.push({ start: lineStart, end: lineStart + line.length, text: words })
      header ??= cells
    }
    lineStart += line.length + 1
  }
  return found
}

function cellsOf(row: string): string[] {
  return plainText(row)
    .split('|')
    .map((cell) => cell.trim())
    .filter((cell, at, all) => cell !== '' || (at > 0 && at < all.length - 1))
}

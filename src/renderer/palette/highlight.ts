/** A piece of text and whether it answers the query. */
export interface Piece {
  readonly text: string
  readonly isMatch: boolean
}

/** Shorter words match everywhere; marking them is noise. */
const WORD_MIN_CHARS = 3
/** English endings that a stem may differ by: "returns" finds "returned". */
const ENDING_MAX_CHARS = 3

/** Cuts a text that marks its matches with \u0002 … \u0003 into pieces. A mark that is never closed ends with the text. */
export function piecesOfMarked(marked: string): readonly Piece[] {
  return marked
    .split(/(\u0002[^\u0003]*\u0003?)/)
    .filter((part) => part !== '' && part !== '\u0003')
    .map((part) =>
      part.startsWith('\u0002')
        ? { text: part.replaceAll(/[\u0002\u0003]/g, ''), isMatch: true }
        : { text: part.replaceAll('\u0003', ''), isMatch: false },
    )
    .filter((piece) => piece.text !== '')
}

/** Marks the words of the query wherever a word of the text begins with their stem. */
export function piecesOfText(text: string, query: string): readonly Piece[] {
  const pattern = wordPattern(query)
  if (!pattern || !text) return text ? [{ text, isMatch: false }] : []
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), isMatch: false })
    pieces.push({ text: match[0], isMatch: true })
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isMatch: false })
  return pieces
}

/** Null when no word of the query is worth marking. */
function wordPattern(query: string): RegExp | null {
  const stems = [...new Set(query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])]
    .filter((word) => word.length >= WORD_MIN_CHARS)
    .map((word) =>
      word.replace(/(?:ing|ed|es|s)$/u, (ending) =>
        word.length - ending.length >= WORD_MIN_CHARS ? '' : ending,
      ),
    )
  if (stems.length === 0) return null
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${stems.join('|')})\\p{L}{0,${ENDING_MAX_CHARS}}(?![\\p{L}\\p{N}])`,
    'giu',
  )
}

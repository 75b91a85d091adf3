/** [2], and [1, 3] where a model wrote several in one. */
const MARK = /\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]/g

/** One stretch of an answer: text, or the number of a passage. */
export type MarkedPiece = string | number

/** Cuts a text at its citations. A number that no passage has stays text. */
export function splitMarks(text: string, passageCount: number): readonly MarkedPiece[] {
  const pieces: MarkedPiece[] = []
  let end = 0
  for (const match of text.matchAll(MARK)) {
    const numbers = (match[1] ?? '').split(',').map(Number)
    if (numbers.some((number) => number < 1 || number > passageCount)) continue
    if (match.index > end) pieces.push(text.slice(end, match.index))
    pieces.push(...numbers)
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push(text.slice(end))
  return pieces
}

/** The answer without its keys: "soil [1]." becomes "soil." and not "soil .". */
export function withoutMarks(text: string, passageCount: number): string {
  return splitMarks(text, passageCount)
    .filter((piece) => typeof piece === 'string')
    .join('')
    .replace(/(?<![ \t])[ \t]+([.,;:!?])(?!\[)/g, '$1')
}

import { endsInAbbreviation } from '@shared/sentences'

/** A sentence of a draft: where it stands, and its words without marks of markup and citations. */
export interface DraftSentence {
  readonly start: number
  readonly end: number
  readonly text: string
  /** Numbers of the passages that it cites, from 1. */
  readonly cited: readonly number[]
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })
const CITATION = /\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]/g
/** "am 15. Januar", "the 3. floor": the point belongs to the number. */
const ORDINAL_END = /(?<![\p{L}\p{N}.,])\d{1,2}\.\s*$/u
/** "7 to 9 h.": a unit behind a number is no abbreviation that a name follows. */
const UNIT_END = /\d\s?(?:h|m|g|l|kg|km|cm|min)\.\s*$/u
const GOES_ON =
  /^\s*(?:\p{Ll}|(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)(?!\p{L}))/u
const ONLY_CITATIONS = /^(?:\s*\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\]\s*[.,;]?)+/
/** Signs at the start of a line that say how it is shown. */
const LINE_MARK = /^\s*(?:>\s*)*(?:[-*+•]\s+|\d{1,3}[.)]\s+|#{1,6}\s+)?(?:\[[ xX]\]\s+)?/

/** The sentences of a draft in Markdown. Headings, rules and empty lines are none. */
export function draftSentences(draft: string): DraftSentence[] {
  const found: DraftSentence[] = []
  let lineStart = 0
  for (const line of draft.split('\n')) {
    if (!/^\s*(?:#{1,6}\s|```|[-*_|\s:]*$)/.test(line)) found.push(...sentencesOfLine(line, lineStart))
    lineStart += line.length + 1
  }
  return found
}

function sentencesOfLine(line: string, lineStart: number): DraftSentence[] {
  const mark = LINE_MARK.exec(line)?.[0].length ?? 0
  const parts: { start: number; text: string }[] = []
  for (const { segment, index } of segmenter.segment(line.slice(mark))) {
    const last = parts.at(-1)
    const citations = ONLY_CITATIONS.exec(segment)?.[0] ?? ''
    if (last && citations !== '') last.text += citations
    const rest = last ? segment.slice(citations.length) : segment
    if (rest.trim() === '') continue
    if (
      last &&
      ((endsInAbbreviation(last.text) && !UNIT_END.test(last.text)) ||
        (ORDINAL_END.test(last.text) && GOES_ON.test(rest)) ||
        (/^\s*[\p{Ll}\d]/u.test(rest) && !/[.!?]["”')]*\s*(?:\[\d+\]\s*)*$/.test(last.text)))
    )
      last.text += rest
    else parts.push({ start: index + segment.length - rest.length, text: rest })
  }
  return parts.flatMap(({ start, text }) => {
    const lead = text.length - text.trimStart().length
    const plain = plainText(text)
    if (!/\p{L}|\p{N}/u.test(plain)) return []
    const from = lineStart + mark + start + lead
    return [{ start: from, end: from + text.trim().length, text: plain, cited: citedIn(text) }]
  })
}

function citedIn(text: string): number[] {
  const numbers = [...text.matchAll(CITATION)].flatMap(([, list]) => (list ?? '').split(/[,;]/).map(Number))
  return [...new Set(numbers)]
}

/** What a person reads: without citations, emphasis, code marks and the addresses behind links. */
export function plainText(text: string): string {
  return text
    .replace(CITATION, '')
    .replace(/!?\[([^\]]*)\]\([^)\s]*(?:\s+"[^"]*")?\)/g, '$1')
    .replace(/(\*\*|__|~~|`)/g, '')
    .replace(/(^|[\s(])[*_](\S(?:.*?\S)?)[*_](?=[\s).,;:!?]|$)/g, '$1$2')
    .replace(/\s+([.,;:!?])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A sentence of a Markdown text: positions in UTF-16 code units, the end exclusive, citation marks included. */
export interface Sentence {
  readonly start: number
  readonly end: number
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })
/** What stands before the words of a line: quote marks, list marks, heading marks. */
const LINE_START = /^[ \t]*(?:>[ \t]*)*(?:(?:[-*+•]|\d{1,3}[.)])[ \t]+|#{1,6}[ \t]+)?/
const LEADING_MARKS = /^(?:[*_~"'”’»)\]]+(?=\s|\[|$))?(?:\s*\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\](?!\())*/
const CITATIONS = /\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]/g
const RULE = /^\s*(?:[-*_]\s*){3,}$/
/** Ends of a piece that is no sentence yet: abbreviations before a name or a number, initials, and the first half of "z. B.". */
const ABBREVIATION =
  /(?:^|[\s(])(?:e\. ?g|i\. ?e|etc|approx|incl|excl|ca|no|nos|nr|vol|fig|art|dr|mr|mrs|ms|prof|st|vs|z\. ?b|d\. ?h|u\. ?a|bzw|inkl|zzgl|evtl|ggf|tel|min|max|p\. ?ex|env|n°|sr|sra|dña|ej|mme|mlle)\.\s*$/iu
const INITIAL = /(?:^|[\s(])\p{L}\.\s*$/u

/** Whether a piece that a sentence splitter cut off goes on in the next one. */
export function endsInAbbreviation(piece: string): boolean {
  return ABBREVIATION.test(piece) || INITIAL.test(piece)
}

/**
 * The sentences of a draft in the order they stand. A line end within a paragraph is a blank; an empty line, a list
 * item and a heading begin anew. What is no letter and no number (a rule, a table's frame) is no sentence.
 */
export function sentencesOf(text: string): readonly Sentence[] {
  return paragraphsOf(text).flatMap(({ start, end }) => split(text, start, end))
}

function paragraphsOf(text: string): Sentence[] {
  const paragraphs: { start: number; end: number }[] = []
  let at = 0
  let isOpen = false
  for (const line of text.split('\n')) {
    const mark = LINE_START.exec(line)?.[0] ?? ''
    const start = at + mark.length
    const end = at + line.length
    at = end + 1
    const last = paragraphs.at(-1)
    if (line.slice(mark.length).trim() === '' || RULE.test(line)) isOpen = false
    else if (isOpen && last && mark.trim() === '') last.end = end
    else {
      paragraphs.push({ start, end })
      isOpen = true
    }
  }
  return paragraphs
}

function split(text: string, start: number, end: number): Sentence[] {
  const found: { start: number; end: number }[] = []
  // a line end would end a sentence; a blank in its place moves nothing
  for (const { segment, index } of segmenter.segment(text.slice(start, end).replaceAll('\n', ' '))) {
    const last = found.at(-1)
    let from = start + index
    const to = from + segment.trimEnd().length
    if (last) {
      const marks = LEADING_MARKS.exec(segment)?.[0] ?? ''
      // "dry out. [1] Then" cites the sentence before the mark
      if (marks !== '') {
        last.end = from + marks.trimEnd().length
        from += marks.length
      }
      if (endsInAbbreviation(text.slice(last.start, last.end)) || !isSaid(text.slice(from, to))) {
        last.end = Math.max(last.end, to)
        continue
      }
    }
    const blank = /^\s*/.exec(text.slice(from, to))?.[0].length ?? 0
    if (from + blank < to) found.push({ start: from + blank, end: to })
  }
  return found.filter((sentence) => isSaid(text.slice(sentence.start, sentence.end)))
}

function isSaid(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text.replace(CITATIONS, ''))
}

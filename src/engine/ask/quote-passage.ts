import { coverage, stemsOf } from '../search/question-terms'

/** A piece that is never cut: a sentence, a list item, a table row. */
interface Unit {
  readonly text: string
  /** Sentences of a paragraph go on in the same line; items and rows have one each. */
  readonly isOwnLine: boolean
}

const LIST_ITEM = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+/
/** With outer bars (Markdown) or without (read from other formats). */
const TABLE_ROW = /^\s*\|.*\|\s*$|\S \| \S/
const TABLE_RULE = /^[\s|:-]+$/
const HEADING = /^\s*#{1,6}\s/
/** A CSV row as it is stored: "Price: 12.90 EUR". */
const FIELD = /^[^\s:][^:]{0,60}:\s+\S/

/**
 * Whole sentences, items and rows around the one that fits the question best, at most `maxChars` long unless that one
 * alone is longer; as Markdown lines. Empty when the passage holds nothing but headings.
 */
export function quotePassage(text: string, terms: readonly string[], maxChars: number): string[] {
  const units = splitUnits(text)
  if (units.length === 0) return []
  const scores = units.map((unit) => coverage(terms, stemsOf(unit.text)))
  let first = scores.indexOf(Math.max(...scores))
  let last = first
  let length = units[first]?.text.length ?? 0
  for (;;) {
    const before = first > 0 ? first - 1 : -1
    const after = last < units.length - 1 ? last + 1 : -1
    if (before < 0 && after < 0) break
    // at equal fit what comes after: an explanation follows its claim
    const isBefore = after < 0 || (before >= 0 && (scores[before] ?? 0) > (scores[after] ?? 0))
    const next = isBefore ? before : after
    length += units[next]?.text.length ?? 0
    if (length > maxChars) break
    if (isBefore) first = next
    else last = next
  }
  return toLines(units.slice(first, last + 1))
}

function toLines(units: readonly Unit[]): string[] {
  const lines: string[] = []
  let isOpen = false
  for (const { text, isOwnLine } of units) {
    if (isOpen && !isOwnLine) lines.push(`${lines.pop()} ${text}`)
    // without an empty line Markdown would take the sentence for a part of the item above
    else if (!isOwnLine && lines.length > 0) lines.push('', text)
    else lines.push(text)
    isOpen = !isOwnLine
  }
  return lines
}

function splitUnits(text: string): Unit[] {
  return text.split(/\n\s*\n/).flatMap((block) => {
    const lines = block.split('\n').filter((line) => line.trim() !== '' && !HEADING.test(line))
    const isFields = lines.length > 1 && lines.every((line) => FIELD.test(line))
    const units: Unit[] = []
    let paragraph = ''
    const endParagraph = () => {
      for (const sentence of sentencesOf(paragraph)) units.push({ text: sentence, isOwnLine: false })
      paragraph = ''
    }
    for (const line of lines) {
      if (isFields || LIST_ITEM.test(line) || TABLE_ROW.test(line)) {
        endParagraph()
        if (!TABLE_RULE.test(line)) units.push({ text: quotable(ownLine(line)), isOwnLine: true })
      } else {
        const item = units.at(-1)
        // an indented line goes on with the item above it
        if (/^\s/.test(line) && item?.isOwnLine && paragraph === '')
          units[units.length - 1] = { text: `${item.text} ${quotable(line.trim())}`, isOwnLine: true }
        else paragraph += ` ${line.trim()}`
      }
    }
    endParagraph()
    return units
  })
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

function sentencesOf(paragraph: string): string[] {
  const sentences = segmenter.segment(quotable(paragraph.trim()))
  return [...sentences].map(({ segment }) => segment.trim()).filter(Boolean)
}

/** Items get one form of mark; a row stands alone, so its cells are joined instead of being half a table. */
function ownLine(line: string): string {
  if (TABLE_ROW.test(line)) {
    const cells = line.split('|')
    return `- ${cells
      .map((cell) => cell.trim())
      .filter(Boolean)
      .join(' · ')}`
  }
  return LIST_ITEM.test(line) ? line.trim().replace(/^[*+•]\s+/, '- ') : `- ${line.trim()}`
}

/** What would mean something else inside an answer: pictures, quote marks at the start, and numbers like citations. */
function quotable(text: string): string {
  return text
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^(?:>\s*)+/, '')
    .replace(/\[(\d[\d\s,;–-]*)\](?!\()/g, '($1)')
}

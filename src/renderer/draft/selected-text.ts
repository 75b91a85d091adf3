import { type Sentence, sentencesOf } from '@shared/sentences'

const LETTER = /\p{L}/u
/** Letters of the source that are not shown: where a link leads. */
const NOT_SHOWN = /\]\([^)\s]*(?:\s[^)]*)?\)/g

/**
 * Whole sentences of a Markdown text around what is selected in its shown form. Both hold the same letters in the same
 * order, so letters are counted: signs, numbers of citations and of lists differ. Null where no letter is selected.
 */
export function selectedSentences(
  text: string,
  lettersBefore: number,
  lettersSelected: number,
): Sentence | null {
  if (lettersSelected === 0) return null
  const from = offsetOfLetter(text, lettersBefore)
  const to = offsetOfLetter(text, lettersBefore + lettersSelected - 1)
  if (from === null || to === null) return null
  const touched = sentencesOf(text).filter(({ start, end }) => end > from && start <= to)
  const first = touched[0]
  const last = touched.at(-1)
  return first && last ? { start: first.start, end: last.end } : null
}

/** What the page has selected inside of an element, in letters; null where it selects nothing there. */
export function lettersOfSelection(
  element: HTMLElement,
): { before: number; selected: number; box: DOMRect } | null {
  const selection = window.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return null
  const before = document.createRange()
  before.selectNodeContents(element)
  before.setEnd(range.startContainer, range.startOffset)
  return {
    before: lettersIn(before),
    selected: lettersIn(range),
    box: range.getBoundingClientRect(),
  }
}

function lettersIn(range: Range): number {
  const contents = range.cloneContents()
  for (const extra of contents.querySelectorAll('[data-citation], .link-target')) extra.remove()
  return countLetters(contents.textContent ?? '')
}

export function countLetters(text: string): number {
  return [...text].filter((character) => LETTER.test(character)).length
}

function offsetOfLetter(text: string, place: number): number | null {
  const hidden = [...text.matchAll(NOT_SHOWN)].map((match) => ({
    start: match.index + 1,
    end: match.index + match[0].length,
  }))
  let left = place
  for (let at = 0; at < text.length; ) {
    const inside = hidden.find(({ start, end }) => at >= start && at < end)
    if (inside) {
      at = inside.end
      continue
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
    if (LETTER.test(character) && left-- === 0) return at
    at += character.length
  }
  return null
}

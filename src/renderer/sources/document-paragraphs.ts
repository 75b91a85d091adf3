import type { Heading, Page } from '@shared/models'

/** A stretch of a document that is shown as one block. Offsets are those of the document. */
export interface Paragraph {
  readonly start: number
  readonly end: number
  readonly text: string
  /** 1 … 6 when the paragraph is a heading. */
  readonly headingLevel: number | null
  /** The page that begins with this paragraph, from the second page on. */
  readonly pageBreak: number | null
}

/** A block longer than this is cut at a line's end: one row of a virtual list must stay small. */
const PARAGRAPH_MAX_CHARS = 2_000

interface Outline {
  readonly headings: readonly Heading[]
  readonly pages: readonly Page[]
}

/** Cuts a window of a document's text into blocks: at empty lines, at headings, at pages, and within very long ones. */
export function splitParagraphs(
  window: { readonly start: number; readonly text: string },
  { headings, pages }: Outline,
): readonly Paragraph[] {
  const { start, text } = window
  const end = start + text.length
  const levels = new Map(headings.map((heading) => [heading.start, heading.level]))
  const breaks = new Map(pages.filter(({ page }) => page > 1).map((page) => [page.start, page.page]))
  const cuts = [...levels.keys(), ...breaks.keys(), ...headingEnds(text, start, levels)]
  const bounds = cuts.filter((cut) => cut > start && cut < end)
  for (const match of text.matchAll(/\n[ \t]*\n\s*/g)) bounds.push(start + match.index + match[0].length)
  bounds.push(...longCuts(text, start, bounds))

  const sorted = [...new Set([start, ...bounds, end])].sort((one, other) => one - other)
  const paragraphs: Paragraph[] = []
  for (const [index, from] of sorted.entries()) {
    const to = sorted[index + 1]
    if (to === undefined) break
    const piece = text.slice(from - start, to - start)
    const pageBreak = breaks.get(from) ?? null
    if (piece.trim() === '' && pageBreak === null) continue
    paragraphs.push({ start: from, end: to, text: piece, headingLevel: levels.get(from) ?? null, pageBreak })
  }
  return paragraphs
}

/** A heading ends with its line, whatever follows without an empty line. */
function headingEnds(text: string, start: number, levels: ReadonlyMap<number, number>): number[] {
  return [...levels.keys()]
    .map((at) => text.indexOf('\n', at - start))
    .filter((index) => index >= 0)
    .map((index) => start + index + 1)
}

function longCuts(text: string, start: number, bounds: readonly number[]): number[] {
  const sorted = [start, ...bounds, start + text.length].sort((one, other) => one - other)
  const cuts: number[] = []
  for (const [index, from] of sorted.entries()) {
    const to = sorted[index + 1] ?? from
    let at = from
    while (to - at > PARAGRAPH_MAX_CHARS) {
      const line = text.lastIndexOf('\n', at + PARAGRAPH_MAX_CHARS - start) + 1 + start
      const word = text.lastIndexOf(' ', at + PARAGRAPH_MAX_CHARS - start) + 1 + start
      const cut = line > at ? line : word > at ? word : at + PARAGRAPH_MAX_CHARS
      cuts.push(cut)
      at = cut
    }
  }
  return cuts
}

export interface LitPieces {
  readonly before: string
  readonly lit: string
  readonly after: string
}

/** The part of a stretch that lies within `start … end`; all offsets are the document's. */
export function lightUp(
  stretch: { readonly start: number; readonly text: string },
  passage: { readonly start: number; readonly end: number } | null,
): LitPieces {
  const { start, text } = stretch
  if (!passage) return { before: text, lit: '', after: '' }
  const from = clamp(passage.start - start, text.length)
  const to = clamp(passage.end - start, text.length)
  return { before: text.slice(0, from), lit: text.slice(from, to), after: text.slice(to) }
}

function clamp(value: number, max: number): number {
  return Math.max(0, Math.min(max, value))
}

import type { Heading, Page } from '@shared/models'
import type { CountPieces } from './count-pieces'
import type { ParsedChunk } from './parse-messages'
import { splitIntoUnits, trimmed, type Unit } from './split-text'
import type { Block } from './structured-text'

/** What the model reads at most; the rest of a longer text would not be found by meaning. */
const MODEL_MAX_PIECES = 256
/** The model's own [CLS] and [SEP], and a reserve for what stands between title, heading and text. */
const RESERVED_PIECES = 2 + 6
/** Wanted size: long enough for an answer with its conditions, short enough to be about one thing. */
const TARGET_PIECES = 200
/** Whole sentences (or items, or rows) repeated at the start of the next passage, so that no thought is cut in two. */
const OVERLAP_MAX_PIECES = 40
/** Empty space between two blocks of one passage; more is a gap in the document. */
const MAX_GAP_CHARS = 2000
/** Title and heading may take so much each, so that more than a third of the model's window is left for the text. */
export const TITLE_MAX_PIECES = 72
const HEADING_MAX_PIECES = 64

export interface ChunkInput {
  readonly text: string
  readonly title: string
  readonly headings: readonly Heading[]
  readonly pages: readonly Page[]
  readonly blocks: readonly Block[]
  readonly count: CountPieces
}

interface Place {
  readonly heading: string
  /** Which heading stands above; passages never cross it. -1 before the first. */
  readonly section: number
  readonly page: number | null
}

/**
 * Cuts a document into passages along its structure: never across a heading or a page, records whole and alone,
 * other blocks packed up to the wanted size, long ones cut at sentences, then words, then graphemes.
 * text.slice(start, end) is each passage's text.
 */
export function chunkDocument(input: ChunkInput): ParsedChunk[] {
  const { text, title, blocks, count } = input
  const titlePieces = count(title)
  const placeOf = createPlaces(input)
  const chunks: ParsedChunk[] = []
  let packer: Packer | null = null

  for (const block of blocks) {
    const range = trimmed(text, block.start, block.end)
    if (!range) continue
    const place = placeOf(range.start)
    if (!packer || !isSamePlace(packer.place, place) || block.isRecord) {
      if (packer) chunks.push(...packer.finish())
      const maxPieces = MODEL_MAX_PIECES - RESERVED_PIECES - titlePieces - count(place.heading)
      packer = createPacker({ text, place, maxPieces, count })
    }
    packer.add(range)
    if (block.isRecord) {
      chunks.push(...packer.finish())
      packer = null
    }
  }
  if (packer) chunks.push(...packer.finish())
  return chunks
}

interface Packer {
  readonly place: Place
  add(range: { readonly start: number; readonly end: number }): void
  finish(): ParsedChunk[]
}

interface PackerOptions {
  readonly text: string
  readonly place: Place
  /** Never more than this in one passage. */
  readonly maxPieces: number
  readonly count: CountPieces
}

function createPacker({ text, place, maxPieces, count }: PackerOptions): Packer {
  const targetPieces = Math.min(TARGET_PIECES, maxPieces)
  const chunks: ParsedChunk[] = []
  let units: Unit[] = []
  let pieces = 0
  /** Units that the passage before has too; a passage of nothing else would say nothing new. */
  let repeated = 0

  /** Between two units there may be more than white space: the rule below a table's head, a list's mark. */
  function gapPieces(unit: Unit): number {
    const last = units.at(-1)
    if (!last) return 0
    const gap = text.slice(last.end, unit.start)
    return gap.trim() ? count(gap) : 0
  }

  /** A million empty lines cost no pieces, and would all stand in the passage. */
  function isFar(unit: Unit): boolean {
    const last = units.at(-1)
    return last !== undefined && unit.start - last.end > MAX_GAP_CHARS
  }

  function emit(): void {
    const first = units[0]
    const last = units.at(-1)
    if (!first || !last || units.length === repeated) return
    const { heading, page } = place
    chunks.push({ start: first.start, end: last.end, page, heading, text: text.slice(first.start, last.end) })
  }

  function startNext(unit: Unit): void {
    emit()
    const overlap = unit.isWordPart || isFar(unit) ? [] : overlapOf(units, maxPieces - unit.pieces)
    units = overlap
    repeated = overlap.length
    pieces = overlap.reduce((sum, one) => sum + one.pieces, 0)
    const gap = gapPieces(unit)
    if (pieces + gap + unit.pieces <= maxPieces) return
    units = []
    repeated = 0
    pieces = 0
  }

  function addUnit(unit: Unit, maxHere: number): void {
    if (
      units.length > 0 &&
      (unit.isWordPart || isFar(unit) || pieces + gapPieces(unit) + unit.pieces > maxHere)
    )
      startNext(unit)
    pieces += gapPieces(unit) + unit.pieces
    units.push(unit)
  }

  return {
    place,
    add(range) {
      const blockPieces = count(text.slice(range.start, range.end), maxPieces)
      if (blockPieces <= targetPieces) return addUnit({ ...range, pieces: blockPieces }, targetPieces)
      const parts = splitIntoUnits(text, range, targetPieces, count)
      // the last sentence may go over the wanted size, which is better than a passage of one sentence
      for (const [index, part] of parts.entries())
        addUnit(part, index === parts.length - 1 ? maxPieces : targetPieces)
    },
    finish() {
      emit()
      return chunks
    },
  }
}

/** The last whole units that fit, never all of them. */
function overlapOf(units: readonly Unit[], roomPieces: number): Unit[] {
  const overlap: Unit[] = []
  let pieces = 0
  for (let index = units.length - 1; index > 0; index--) {
    const unit = units[index] as Unit
    pieces += unit.pieces
    if (unit.isWordPart || pieces > Math.min(OVERLAP_MAX_PIECES, roomPieces)) break
    overlap.unshift(unit)
  }
  return overlap
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.section === b.section && a.page === b.page
}

/** Where a position lies. Must be asked in reading order. */
function createPlaces({ title, headings, pages, count }: ChunkInput): (at: number) => Place {
  const stack: Heading[] = []
  let section = -1
  let heading = ''
  let pageIndex = 0
  const titleKey = title.toLowerCase()

  return (at) => {
    const before = section
    for (let next = headings[section + 1]; next && next.start <= at; next = headings[section + 1]) {
      section++
      while (stack.length > 0 && (stack.at(-1) as Heading).level >= next.level) stack.pop()
      stack.push(next)
    }
    if (section !== before) {
      // the title stands before each passage already; as a heading it would only take room
      const path = stack.map((one) => one.title).filter((name) => name.toLowerCase() !== titleKey)
      heading = fitHeading(path, count)
    }
    while (pageIndex + 1 < pages.length && (pages[pageIndex + 1] as Page).start <= at) pageIndex++
    const page = pages[pageIndex]?.page ?? null
    return { heading, section, page }
  }
}

/** "A › B › C", without its outermost parts where it would be too long. */
function fitHeading(path: readonly string[], count: CountPieces): string {
  for (let from = 0; from < path.length; from++) {
    const joined = path.slice(from).join(' › ')
    if (count(joined) <= HEADING_MAX_PIECES) return joined
  }
  return fitToPieces(path.at(-1) ?? '', HEADING_MAX_PIECES, count)
}

/** The longest beginning that costs no more than `maxPieces`, by halving. */
export function fitToPieces(line: string, maxPieces: number, count: CountPieces): string {
  let cut = line
  while (cut.length > 1 && count(cut, maxPieces) > maxPieces)
    cut = cut
      .slice(0, Math.floor(cut.length * 0.75))
      .toWellFormed()
      .replace(/\ufffd$/u, '')
      .trimEnd()
  return cut
}

import {
  attributeOf,
  localName,
  type OfficeFile,
  openOfficeFile,
  readProperties,
  readRelations,
} from './office-file'
import { readXml } from './read-xml'
import { Refusal } from './refusal'
import { createTextBuilder, type StructuredText, type TextBuilder } from './structured-text'
import { writeRows } from './write-rows'

const MAIN_PART = 'ppt/presentation.xml'
const MAX_SLIDES = 5000
const MAX_LEVEL = 9

/** Each slide is a page under its own title, with its lists, tables and notes. Throws a Refusal. */
export function parsePptx(bytes: Buffer): StructuredText {
  const file = openOfficeFile(bytes, 'PowerPoint', '.pptx', MAIN_PART)
  const { title, facts } = readProperties(file.part('docProps/core.xml'))
  const builder = createTextBuilder()
  let firstTitle: string | null = null
  let hiddenCount = 0
  for (const [index, part] of slideParts(file).entries()) {
    const xml = file.part(part)
    const slide = xml && readShapes(xml)
    if (!slide) continue
    if (slide.isHidden) {
      hiddenCount++
      continue
    }
    builder.page(index + 1)
    const slideTitle = writeSlide(builder, slide)
    firstTitle ??= slideTitle
    const notes = notesOf(file, part)
    if (notes.length > 0) {
      builder.heading(3, 'Notes')
      for (const paragraph of notes) builder.block(paragraph)
    }
  }
  const warnings =
    hiddenCount === 0
      ? []
      : [`${hiddenCount} hidden ${hiddenCount === 1 ? 'slide was' : 'slides were'} left out.`]
  return { title: title ?? firstTitle, ...builder.finish(), facts, warnings }
}

/** In the order they are shown. */
function slideParts(file: OfficeFile): string[] {
  const relations = readRelations(file, MAIN_PART)
  const parts: string[] = []
  readXml(file.part(MAIN_PART) ?? Buffer.alloc(0), {
    open(name, attributes) {
      if (localName(name) !== 'sldId') return
      // it has an id of its own beside that of the relation
      const target = relations.get(attributes['r:id'] ?? '')?.target
      if (target) parts.push(target)
    },
  })
  if (parts.length > MAX_SLIDES)
    throw new Refusal('too_complex', `The file has more than ${MAX_SLIDES} slides.`)
  return parts
}

type Shape =
  | { readonly kind: 'title' | 'body' | 'other'; readonly paragraphs: readonly Paragraph[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }

interface Paragraph {
  readonly text: string
  /** From 0. */
  readonly level: number
}

interface Slide {
  readonly shapes: readonly Shape[]
  readonly isHidden: boolean
}

const TITLES = new Set(['title', 'ctrTitle'])
/** Dates, numbers and running feet. */
const SIDE_MATTER = new Set(['dt', 'ftr', 'sldNum', 'hdr'])
/** A text box stays one; these placeholders hold lists. */
const BODIES = new Set(['body', 'obj', 'subTitle'])

function readShapes(xml: Buffer): Slide {
  const shapes: Shape[] = []
  let isHidden = false
  let placeholder: string | null = null
  let paragraphs: Paragraph[] = []
  let rows: string[][] | null = null
  let text: string | null = null
  let level = 0
  let isInRun = false
  let alternatives = 0

  function closeShape(): void {
    const isTitle = placeholder !== null && TITLES.has(placeholder)
    const kind = isTitle ? 'title' : placeholder !== null && BODIES.has(placeholder) ? 'body' : 'other'
    if (paragraphs.length > 0 && !SIDE_MATTER.has(placeholder ?? '')) shapes.push({ kind, paragraphs })
    paragraphs = []
    placeholder = null
  }

  function closeParagraph(): void {
    const line = (text ?? '').replace(/[^\S\n]+/gu, ' ').trim()
    text = null
    if (!line) return
    const cells = rows?.at(-1)
    if (cells && cells.length > 0)
      cells[cells.length - 1] = `${cells.at(-1)} ${line.replaceAll('\n', ' ')}`.trim()
    else paragraphs.push({ text: line, level })
  }

  readXml(xml, {
    open(name, attributes) {
      const local = localName(name)
      // what older programs are shown instead of the same thing
      if (local === 'Fallback') alternatives++
      if (alternatives > 0) return
      if (local === 'sld' && attributes['show'] === '0') isHidden = true
      else if (local === 'ph') placeholder = attributeOf(attributes, 'type') ?? 'obj'
      else if (local === 'tbl') rows = []
      else if (local === 'tr') rows?.push([])
      else if (local === 'tc') rows?.at(-1)?.push('')
      else if (local === 'p' && name.startsWith('a:')) {
        text = ''
        level = 0
      } else if (local === 'pPr') level = Math.min(MAX_LEVEL - 1, Math.max(0, Number(attributes['lvl']) || 0))
      else if (local === 't') isInRun = true
      else if (local === 'br' && text !== null) text += '\n'
    },
    close(name) {
      const local = localName(name)
      if (local === 'Fallback') alternatives--
      if (alternatives > 0) return
      if (local === 't') isInRun = false
      else if (local === 'p' && name.startsWith('a:')) closeParagraph()
      else if (local === 'tbl' && rows) {
        shapes.push({ kind: 'table', rows })
        rows = null
      } else if (local === 'sp') closeShape()
    },
    text(more) {
      if (isInRun && text !== null && alternatives === 0) text += more
    },
  })
  return { shapes, isHidden }
}

function wordsOf(shape: Shape): string[] {
  return shape.kind === 'table' ? [] : shape.paragraphs.map((paragraph) => paragraph.text)
}

/** Returns the slide's title. */
function writeSlide(builder: TextBuilder, { shapes }: Slide): string | null {
  const titles = shapes.filter((shape) => shape.kind === 'title')
  const title = titles.flatMap(wordsOf).join(' ')
  if (title) builder.heading(2, title)
  for (const shape of shapes) {
    if (shape.kind === 'title') continue
    if (shape.kind === 'table') writeRows(builder, shape.rows)
    else for (const paragraph of shape.paragraphs) writeParagraph(builder, paragraph, shape.kind === 'body')
  }
  return title || null
}

function writeParagraph(builder: TextBuilder, { text, level }: Paragraph, isList: boolean): void {
  if (!isList) {
    builder.block(text)
    return
  }
  const mark = `${'  '.repeat(level)}- `
  builder.block(mark + text, {
    group: 'list',
    layout: { kind: 'list-item', level: level + 1, marker: '•', from: mark.length },
  })
}

function notesOf(file: OfficeFile, slidePart: string): string[] {
  for (const { type, target } of readRelations(file, slidePart).values()) {
    if (!type.endsWith('/notesSlide')) continue
    const xml = file.part(target)
    const shapes = xml ? readShapes(xml).shapes : []
    return shapes.flatMap((shape) => (shape.kind === 'body' ? wordsOf(shape) : []))
  }
  return []
}

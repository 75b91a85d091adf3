import { AppError } from '@shared/errors'
import type { MacroFields } from '@shared/macro-models'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { CSV_COLUMNS, EXPORT_FORMAT, EXPORT_VERSION, withoutFormulaGuard } from './export-macros'
import type { PassageMark } from './macro-passages'

/** One row of a file: a macro as it stands there, or why it is none. `row` counts from 1, without a header. */
export type ReadMacro =
  | ({ readonly kind: 'macro'; readonly row: number; readonly marks: readonly PassageMark[] } & MacroFields)
  | { readonly kind: 'refused'; readonly row: number; readonly name: string; readonly reason: string }

const NO_LIST =
  'This is no list of macros that is known here. Export it as CSV with the columns name, shortcut, folder and body, or as JSON.'

const markSchema = z.object({
  contentHash: z.string().max(200),
  title: z.string().max(2000).default(''),
  heading: z.string().max(2000).default(''),
  text: z.string().min(1).max(50_000),
})
const ownSchema = z.object({
  name: z.string(),
  body: z.string(),
  shortcut: z.string().default(''),
  folder: z.string().default(''),
  passages: z.array(markSchema).catch([]).default([]),
})
/** As help desks export them: a title whose folders stand before ::, and what the macro does. */
const deskSchema = z.object({
  title: z.string(),
  active: z.boolean().default(true),
  actions: z.array(z.object({ field: z.string(), value: z.unknown() })),
})

/** Other names for the columns, as spreadsheets of such lists have them. */
const COLUMN_NAMES: Readonly<Record<(typeof CSV_COLUMNS)[number], readonly string[]>> = {
  name: ['name', 'title', 'macro', 'subject'],
  shortcut: ['shortcut', 'trigger', 'keyword', 'abbreviation', 'short code', 'short_code', 'shortcode'],
  folder: ['folder', 'category', 'path', 'group'],
  body: ['body', 'text', 'content', 'reply', 'message', 'comment', 'response'],
}

/** Throws bad_request for a text that is no list of macros; rows that are none come with their reason. */
export function readMacros(text: string): ReadMacro[] {
  const plain = text.replace(/^\ufeff/, '').trim()
  if (plain === '') throw new AppError('bad_request', 'The file is empty.')
  return /^[[{]/.test(plain) ? readJson(plain) : readCsv(plain)
}

function readJson(text: string): ReadMacro[] {
  let whole: unknown
  try {
    whole = JSON.parse(text)
  } catch {
    throw new AppError('bad_request', 'The file is no valid JSON: it is damaged or cut off.')
  }
  const list = Array.isArray(whole) ? whole : listIn(whole)
  return list.map((item, index) => readItem(item, index + 1))
}

function listIn(whole: unknown): unknown[] {
  const { format, version, macros } = (whole ?? {}) as Record<string, unknown>
  if (format === EXPORT_FORMAT && typeof version === 'number' && version > EXPORT_VERSION)
    throw new AppError('bad_request', 'The file was written by a newer VerdeMuse. Update this one first.')
  if (!Array.isArray(macros)) throw new AppError('bad_request', NO_LIST)
  return macros
}

function readItem(item: unknown, row: number): ReadMacro {
  const own = ownSchema.safeParse(item)
  if (own.success) {
    const { passages: marks, ...fields } = own.data
    return { kind: 'macro', row, marks, ...fields }
  }
  const desk = deskSchema.safeParse(item)
  if (desk.success) return readDeskMacro(desk.data, row)
  return { kind: 'refused', row, name: nameOf(item), reason: 'It has no name and text that could be read.' }
}

function readDeskMacro({ title, active, actions }: z.infer<typeof deskSchema>, row: number): ReadMacro {
  const refused = (reason: string) => ({ kind: 'refused', row, name: title, reason }) as const
  if (!active) return refused('It is switched off where it comes from.')
  const body = actions.map(commentOf).find((comment) => comment !== null)
  if (body === undefined || body === null)
    return refused('It writes no reply; it only changes the state of tickets.')
  const path = title.split('::').map((part) => part.trim())
  return {
    kind: 'macro',
    row,
    marks: [],
    name: path.at(-1) ?? title,
    folder: path.slice(0, -1).join('/'),
    shortcut: '',
    body,
  }
}

/** What an action writes to the customer; null for any other. The text may stand behind its channel. */
function commentOf({ field, value }: z.infer<typeof deskSchema>['actions'][number]): string | null {
  if (field !== 'comment_value' && field !== 'comment_value_html') return null
  const text = Array.isArray(value) ? value.at(-1) : value
  if (typeof text !== 'string') return null
  return field === 'comment_value_html' ? textOfHtml(text) : text
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** The few kinds of markup that a reply has: paragraphs, breaks, lists. All else is left out. */
function textOfHtml(html: string): string {
  return html
    .replace(/\s+/g, ' ')
    .replace(/<(script|style)\b[^>]*>.*?<\/\1\s*>/gi, '')
    .replace(/<br\b[^>]*>/gi, '\n')
    .replace(/<li\b[^>]*>/gi, '\n- ')
    .replace(/<\/(?:p|div|ul|ol|h[1-6])\s*>/gi, '\n\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(#\d{1,6}|[a-z]{2,6});/gi, (whole, name: string) =>
      name.startsWith('#') ? codePoint(Number(name.slice(1))) : (ENTITIES[name.toLowerCase()] ?? whole),
    )
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function codePoint(code: number): string {
  return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

function nameOf(item: unknown): string {
  const { name, title } = (item ?? {}) as Record<string, unknown>
  return [name, title].find((one) => typeof one === 'string')?.slice(0, 200) ?? ''
}

function readCsv(text: string): ReadMacro[] {
  const [header, ...rows] = cellsOf(text)
  const columns = (header ?? []).map((cell) => cell.trim().toLowerCase())
  const placeOf = (column: (typeof CSV_COLUMNS)[number]) =>
    columns.findIndex((name) => COLUMN_NAMES[column].includes(name))
  const places = CSV_COLUMNS.map(placeOf)
  const [namePlace = -1, , , bodyPlace = -1] = places
  if (namePlace < 0 || bodyPlace < 0) throw new AppError('bad_request', NO_LIST)
  return rows.map((cells, index) => {
    const [name = '', shortcut = '', folder = '', body = ''] = places.map((place) =>
      withoutFormulaGuard(cells[place] ?? ''),
    )
    return { kind: 'macro', row: index + 1, marks: [], name, shortcut, folder, body }
  })
}

/** The delimiter is the one that the first line has most of. Throws bad_request when quotation marks do not fit. */
function cellsOf(text: string): string[][] {
  const first = text.slice(0, text.search(/[\r\n]|$/))
  const delimiters = [',', ';', '\t']
  const delimiter = delimiters.reduce((best, one) =>
    first.split(one).length > first.split(best).length ? one : best,
  )
  try {
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true })
  } catch {
    throw new AppError(
      'bad_request',
      'The table is damaged: a quotation mark is opened and never closed. Save it again as CSV.',
    )
  }
}

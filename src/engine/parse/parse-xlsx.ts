import { type NumberFormat, numberFormat } from './number-format'
import { localName, type OfficeFile, openOfficeFile, readProperties, readRelations } from './office-file'
import { recordText } from './parse-csv'
import { isQuestionTable } from './question-table'
import { readXml } from './read-xml'
import { createTextBuilder, type StructuredText, type TextBuilder } from './structured-text'
import { writeRows } from './write-rows'
import { readSharedStrings, readSheet, type SheetContext } from './xlsx-sheet'

const MAIN_PART = 'xl/workbook.xml'
/** Of all sheets together: as much as a person could ever mean to search. */
const MAX_ROWS = 100_000
const MAX_COLUMNS = 1000
/** Text beyond this is made to fill memory. */
const MAX_TEXT_CHARS = 30_000_000

/** Each sheet under its name, row by row, with dates and numbers as they are shown. Throws a Refusal. */
export function parseXlsx(bytes: Buffer): StructuredText {
  const file = openOfficeFile(bytes, 'Excel', '.xlsx', MAIN_PART)
  const { title, facts } = readProperties(file.part('docProps/core.xml'))
  const { sheets, is1904 } = readWorkbook(file)
  const context: SheetContext = {
    sharedStrings: readSharedStrings(file.part('xl/sharedStrings.xml')),
    show: readStyles(file, is1904),
  }
  const builder = createTextBuilder()
  let rowCount = 0
  let isCut = false
  for (const { name, part } of sheets) {
    const xml = file.part(part)
    if (!xml) continue
    const sheet = readSheet(xml, context, { maxRows: MAX_ROWS - rowCount, maxColumns: MAX_COLUMNS })
    rowCount += sheet.rows.length
    isCut ||= sheet.isCut
    if (sheet.rows.length > 0) writeSheet(builder, name, sheet.rows)
    if (rowCount >= MAX_ROWS || builder.length > MAX_TEXT_CHARS) {
      isCut = true
      break
    }
  }
  const warnings = isCut ? [`Only the first ${rowCount} rows of ${MAX_COLUMNS} columns were read.`] : []
  return { title, ...builder.finish(), facts, warnings }
}

function writeSheet(builder: TextBuilder, name: string, rows: readonly (readonly string[])[]): void {
  builder.heading(2, name)
  const [header = [], ...rest] = rows
  if (!isQuestionTable(header)) {
    writeRows(builder, rows)
    return
  }
  for (const row of rest) {
    const { text, spans } = recordText(header, row)
    builder.block(text, { isRecord: true, layout: { kind: 'record', spans } })
  }
}

interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly part: string }[]
  readonly is1904: boolean
}

/** The sheets a person sees, in their order. */
function readWorkbook(file: OfficeFile): Workbook {
  const relations = readRelations(file, MAIN_PART)
  const sheets: { name: string; part: string }[] = []
  let is1904 = false
  readXml(file.part(MAIN_PART) ?? Buffer.alloc(0), {
    open(name, attributes) {
      const local = localName(name)
      if (local === 'workbookPr') is1904 = attributes['date1904'] === '1' || attributes['date1904'] === 'true'
      if (local !== 'sheet' || /hidden/iu.test(attributes['state'] ?? '')) return
      const id = Object.entries(attributes).find(([key]) => /^\w+:id$/u.test(key))?.[1]
      const part = relations.get(id ?? '')?.target
      if (part) sheets.push({ name: attributes['name'] ?? 'Sheet', part })
    },
  })
  return { sheets, is1904 }
}

function readStyles(file: OfficeFile, is1904: boolean): SheetContext['show'] {
  const codes = new Map<number, string>()
  const formats: NumberFormat[] = []
  const xml = file.part('xl/styles.xml')
  let isInCells = false
  if (xml)
    readXml(xml, {
      open(name, attributes) {
        const local = localName(name)
        if (local === 'numFmt')
          codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? 'General')
        else if (local === 'cellXfs') isInCells = true
        else if (local === 'xf' && isInCells) {
          const id = Number(attributes['numFmtId'] ?? 0)
          formats.push(numberFormat(id, codes.get(id), is1904))
        }
      },
      close(name) {
        if (localName(name) === 'cellXfs') isInCells = false
      },
    })
  const general = numberFormat(0, undefined, is1904)
  return (value, style) => (formats[style] ?? general).show(value)
}

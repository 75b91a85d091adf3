import { localName } from './office-file'
import { readXml } from './read-xml'

/** What of a workbook its sheets refer to. */
export interface SheetContext {
  readonly sharedStrings: readonly string[]
  /** How a number of this style is shown. */
  show(value: number, style: number): string
}

export interface SheetLimits {
  readonly maxRows: number
  readonly maxColumns: number
}

export interface SheetRows {
  readonly rows: readonly (readonly string[])[]
  /** There were more rows or columns than the limits let through. */
  readonly isCut: boolean
}

/** The rows with something in them, as they are shown; hidden ones are left out. */
export function readSheet(xml: Buffer, context: SheetContext, limits: SheetLimits): SheetRows {
  const rows: string[][] = []
  let row: string[] = []
  let isRowHidden = false
  let isCut = false
  let column = 0
  let type = ''
  let style = 0
  let value: string | null = null
  let isInValue = false
  let isPhonetic = false

  function closeCell(): void {
    const shown = value === null ? '' : shownCell(value, type, style, context)
    if (!shown) return
    if (column >= limits.maxColumns) {
      isCut = true
      return
    }
    while (row.length < column) row.push('')
    row[column] = shown
  }

  readXml(xml, {
    open(name, attributes) {
      switch (localName(name)) {
        case 'row':
          row = []
          column = -1
          isRowHidden = attributes['hidden'] === '1' || attributes['hidden'] === 'true'
          return
        case 'c':
          column = columnOf(attributes['r']) ?? column + 1
          type = attributes['t'] ?? 'n'
          style = Number(attributes['s'] ?? 0) || 0
          value = null
          return
        case 'rPh':
          isPhonetic = true
          return
        case 'v':
        case 't':
          isInValue = !isPhonetic
          value ??= ''
          return
        default:
      }
    },
    close(name) {
      const local = localName(name)
      if (local === 'v' || local === 't') isInValue = false
      else if (local === 'rPh') isPhonetic = false
      else if (local === 'c') closeCell()
      else if (local === 'row' && !isRowHidden && row.some((cell) => cell !== '')) {
        if (rows.length < limits.maxRows) rows.push(row)
        else isCut = true
      }
    },
    text(more) {
      if (isInValue && value !== null) value += more
    },
    isDone: () => isCut && rows.length >= limits.maxRows,
  })
  return { rows, isCut }
}

/** "AB12" is column 27, counted from 0. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d/u.exec(reference ?? '')?.[1]
  if (!letters) return null
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

function shownCell(value: string, type: string, style: number, context: SheetContext): string {
  const oneLine = (text: string) => text.replace(/\s+/gu, ' ').trim()
  switch (type) {
    case 's':
      return oneLine(context.sharedStrings[Number(value)] ?? '')
    case 'b':
      return value.trim() === '1' ? 'TRUE' : 'FALSE'
    case 'n': {
      const number = Number(value)
      return value.trim() === '' || !Number.isFinite(number) ? oneLine(value) : context.show(number, style)
    }
    default:
      return oneLine(value)
  }
}

/** The texts that cells name by number; rich ones without their looks, and without their reading aids. */
export function readSharedStrings(xml: Buffer | null): string[] {
  const strings: string[] = []
  if (!xml) return strings
  let text = ''
  let isInText = false
  let isPhonetic = false
  readXml(xml, {
    open(name) {
      const local = localName(name)
      if (local === 'si') text = ''
      else if (local === 'rPh') isPhonetic = true
      else if (local === 't') isInText = !isPhonetic
    },
    close(name) {
      const local = localName(name)
      if (local === 'si') strings.push(text)
      else if (local === 'rPh') isPhonetic = false
      else if (local === 't') isInText = false
    },
    text(more) {
      if (isInText) text += more
    },
  })
  return strings
}

import type { ImportFile } from '@shared/models'

const COLUMNS = ['file', 'state', 'reason', 'code', 'warning', 'bytes', 'documents'] as const

/** What a spreadsheet program would take for a formula, and run. */
const FORMULA_START = /^[=+\-@\t\r]/u
/** Excel takes a file without it for one in the code page of the machine. */
const BYTE_ORDER_MARK = '\ufeff'

type Row = Record<(typeof COLUMNS)[number], string | number | null>

export function exportAsCsv(files: Iterable<ImportFile>): string {
  const lines = [COLUMNS.join(',')]
  for (const file of files) {
    const row = rowOf(file)
    lines.push(COLUMNS.map((column) => cellOf(row[column])).join(','))
  }
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`
}

export function exportAsJson(files: Iterable<ImportFile>): string {
  return `${JSON.stringify([...files].map(rowOf), null, 2)}\n`
}

function rowOf({ path, state, refusal, warning, sizeBytes, documentCount }: ImportFile): Row {
  return {
    file: path,
    state,
    reason: refusal?.message ?? null,
    code: refusal?.code ?? null,
    warning,
    bytes: sizeBytes,
    documents: documentCount,
  }
}

function cellOf(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = FORMULA_START.test(value) ? `'${value}` : value
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

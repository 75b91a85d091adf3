import { writeCsv } from '@shared/csv'
import type { ImportFile } from '@shared/models'

const COLUMNS = ['file', 'state', 'reason', 'code', 'warning', 'bytes', 'documents'] as const

type Row = Record<(typeof COLUMNS)[number], string | number | null>

export function exportAsCsv(files: Iterable<ImportFile>): string {
  const rows = [...files].map(rowOf)
  return writeCsv(
    COLUMNS,
    rows.map((row) => COLUMNS.map((column) => row[column])),
  )
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

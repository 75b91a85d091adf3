import { writeCsv } from '@shared/csv'
import type { Macro } from '@shared/macro-models'
import type { PassageMark } from './macro-passages'

/** Says what the file is and how it is read; raised when an older version could not read it any more. */
export const EXPORT_FORMAT = 'verdemuse-macros'
export const EXPORT_VERSION = 1

export const CSV_COLUMNS = ['name', 'shortcut', 'folder', 'body'] as const

export interface ExportedMacro extends Pick<Macro, (typeof CSV_COLUMNS)[number]> {
  readonly marks: readonly PassageMark[]
}

/** CSV for a spreadsheet, with the texts alone; JSON with the passages too, which this program reads again. */
export function exportMacros(as: 'csv' | 'json', macros: readonly ExportedMacro[], now: number) {
  const day = new Date(now).toISOString().slice(0, 10)
  return {
    fileName: `verdemuse-macros-${day}.${as}`,
    mediaType: as === 'csv' ? 'text/csv;charset=utf-8' : 'application/json',
    text: as === 'csv' ? asCsv(macros) : asJson(macros, now),
    count: macros.length,
  }
}

function asCsv(macros: readonly ExportedMacro[]): string {
  return writeCsv(
    CSV_COLUMNS,
    macros.map((macro) => CSV_COLUMNS.map((column) => macro[column])),
  )
}

function asJson(macros: readonly ExportedMacro[], now: number): string {
  const list = macros.map(({ name, shortcut, folder, body, marks }) => ({
    name,
    shortcut,
    folder,
    body,
    passages: marks,
  }))
  const whole = {
    format: EXPORT_FORMAT,
    version: EXPORT_VERSION,
    exportedAt: new Date(now).toISOString(),
    macros: list,
  }
  return `${JSON.stringify(whole, null, 2)}\n`
}

/** The sign that `writeCsv` put before a formula is no part of the text. */
export function withoutFormulaGuard(cell: string): string {
  return /^'[=+\-@\t\r]/u.test(cell) ? cell.slice(1) : cell
}

import { AppError } from '@shared/errors'
import type { MacroBasis, MacroDuplicates, MacroFields, MacroImportResult } from '@shared/macro-models'
import { MACRO_NAME_MAX_CHARS, MACRO_SHORTCUT_MAX_CHARS, tidyMacro } from '@shared/macro-rules'
import type { PassageMark } from './macro-passages'
import { type ReadMacro, readMacros } from './read-macros'

export interface ImportOptions {
  readonly text: string
  readonly duplicates: MacroDuplicates
  /** All go into this folder, with their own folders in it. */
  readonly folder: string
  /** Says what would be done and does nothing. */
  readonly isTrial: boolean
}

type NewMacro = MacroFields & { readonly passages: readonly MacroBasis[] }

export interface ImportDoor {
  /** The macro with this shortcut, or with this name in this folder. */
  find(fields: MacroFields): { readonly id: number } | null
  findPassage(mark: PassageMark): MacroBasis | null
  /** Both throw bad_request for what cannot be kept. */
  add(macro: NewMacro): void
  replace(macroId: number, macro: NewMacro): void
  /** All of it or nothing. */
  inOneWriting<T>(work: () => T): T
}

type Counts = { -readonly [K in Exclude<keyof MacroImportResult, 'refused'>]: number }

/** Enough to read why a list is not as it should be; a file of another kind would refuse each of its rows. */
const REFUSED_LISTED = 500
const COPIES_MAX = 1000

/** A trial that ends: what it wrote is taken back. */
class TrialOver extends Error {}

/** Rows of a file become macros, in one writing; a row that cannot is listed with its reason. */
export function importMacros(options: ImportOptions, door: ImportDoor): MacroImportResult {
  const rows = readMacros(options.text)
  const counts: Counts = { added: 0, replaced: 0, renamed: 0, skipped: 0, passagesMissing: 0 }
  const refused: MacroImportResult['refused'] = []
  try {
    door.inOneWriting(() => {
      for (const row of rows) {
        const reason = row.kind === 'refused' ? row.reason : takeRow(row, options, door, counts)
        if (reason !== null && refused.length < REFUSED_LISTED)
          refused.push({ row: row.row, name: row.name.slice(0, 200), reason })
      }
      if (options.isTrial) throw new TrialOver()
    })
  } catch (thrown) {
    if (!(thrown instanceof TrialOver)) throw thrown
  }
  return { ...counts, refused }
}

/** Null when it was taken, or skipped as was wished; else why it could not be. */
function takeRow(
  row: Extract<ReadMacro, { kind: 'macro' }>,
  { duplicates, folder }: ImportOptions,
  door: ImportDoor,
  counts: Counts,
): string | null {
  const { name, shortcut, body } = row
  const fields = tidyMacro({ name, shortcut, body, folder: `${folder}/${row.folder}` })
  const bases = row.marks.map(door.findPassage)
  const macro = { ...fields, passages: bases.filter((basis) => basis !== null) }
  try {
    const same = door.find(fields)
    if (same && duplicates === 'skip') {
      counts.skipped += 1
      return null
    }
    if (same && duplicates === 'replace') door.replace(same.id, macro)
    else if (same) door.add({ ...macro, ...renamed(fields, door) })
    else door.add(macro)
    counts[same ? (duplicates === 'replace' ? 'replaced' : 'renamed') : 'added'] += 1
    counts.passagesMissing += bases.length - macro.passages.length
    return null
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'bad_request') return thrown.message
    throw thrown
  }
}

/** With a number behind its name, and behind its shortcut, that nothing else has. */
function renamed(fields: MacroFields, door: ImportDoor): MacroFields {
  for (let number = 2; number <= COPIES_MAX; number++) {
    const candidate = {
      ...fields,
      name: `${fields.name.slice(0, MACRO_NAME_MAX_CHARS - 7)} (${number})`,
      shortcut:
        fields.shortcut === '' ? '' : `${fields.shortcut.slice(0, MACRO_SHORTCUT_MAX_CHARS - 5)}-${number}`,
    }
    if (door.find(candidate) === null) return candidate
  }
  throw new AppError('bad_request', 'There are too many macros of this name.')
}

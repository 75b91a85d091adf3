import { AppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import {
  MACROS_MAX,
  type Macro,
  type MacroBasis,
  type MacroFields,
  type MacroImportResult,
  type MacroProposal,
  type MacroSummary,
} from '@shared/macro-models'
import { MACRO_PASSAGES_MAX, macroKey, macroProblems, tidyFolder, tidyMacro } from '@shared/macro-rules'
import { type Changes, createChanges } from '../changes/changes'
import type { WritableDb } from '../db/open-database'
import { withStorageErrors } from '../db/storage-error'
import { createDocumentPassages } from '../knowledge/document-passages'
import type { Knowledge } from '../knowledge/knowledge'
import type { ModelRoom } from '../model/model-room'
import { exportMacros } from './export-macros'
import { type ImportOptions, importMacros } from './import-macros'
import { createMacroPassages } from './macro-passages'
import { createMacroRows } from './macro-rows'
import { proposeWording } from './propose-wording'
import { type MacroRewriteEvent, rewriteMacro } from './rewrite-macro'

/** What is left out stays as it is. */
export interface MacroUpdate {
  readonly name?: string | undefined
  readonly shortcut?: string | undefined
  readonly folder?: string | undefined
  readonly body?: string | undefined
  readonly macroId: number
  /** Undefined: all stay. */
  readonly keptPassageIds?: readonly number[] | undefined
  readonly newPassages: readonly MacroBasis[]
}

/** Canned replies, and the passages they rest on. Throws not_found for a macro that is gone. */
export interface Macros {
  /** By folder and name. */
  list(): MacroSummary[]
  count(): { total: number; flagged: number }
  get(macroId: number): Macro
  /** Throws bad_request with one sentence for what cannot be kept. */
  create(fields: MacroFields & { readonly passages: readonly MacroBasis[] }): Macro
  update(update: MacroUpdate): Macro
  remove(macroIds: readonly number[]): number
  moveFolder(from: string, to: string): number
  used(macroId: number): void
  propose(macroId: number): MacroProposal
  rewrite(macroId: number, signal: AbortSignal): AsyncGenerator<MacroRewriteEvent>
  settle(macroId: number, body: string | undefined): Macro
  /** Throws bad_request for a text that is no list of macros at all; a row that cannot be kept is listed. */
  import(options: ImportOptions): MacroImportResult
  export(as: 'csv' | 'json', folder: string): ReturnType<typeof exportMacros>
  readonly changes: Changes
  close(): void
}

export interface MacrosOptions {
  readonly db: WritableDb
  readonly knowledge: Pick<Knowledge, 'text' | 'onChange'>
  readonly model: Pick<ModelRoom, 'target' | 'stream' | 'prompts'>
  readonly now: () => number
  readonly log: Logger
}

/** An import changes documents many times a second, and a flag may come a moment later. */
const CHECK_AFTER_MS = 400

export function createMacros({ db, knowledge, model, now, log }: MacrosOptions): Macros {
  const rows = createMacroRows(db)
  const passages = createMacroPassages({ db, knowledge, documents: createDocumentPassages(db) })
  const changes = createChanges()
  let checkTimer: NodeJS.Timeout | undefined
  const stopListening = knowledge.onChange(() => {
    checkTimer ??= setTimeout(checkNow, CHECK_AFTER_MS).unref()
  })
  // documents may have changed in a run that ended before the look
  checkTimer = setTimeout(checkNow, CHECK_AFTER_MS).unref()

  function checkNow(): void {
    checkTimer = undefined
    try {
      if (db.transaction(passages.check)()) changes.emit()
    } catch (thrown) {
      // looked at again with the next change
      log.warn('macro_check_failed', { message: thrown instanceof Error ? thrown.message : 'unknown' })
    }
  }

  function get(macroId: number): Macro {
    const macro = rows.get(macroId)
    if (!macro) throw new AppError('not_found', 'This macro is no longer there.')
    return macro
  }

  function assertKeepable(fields: MacroFields, passageCount: number, ownId: number | null): void {
    const [problem] = macroProblems(fields)
    if (problem) throw new AppError('bad_request', problem.message)
    if (passageCount > MACRO_PASSAGES_MAX)
      throw new AppError('bad_request', `A macro can rest on ${MACRO_PASSAGES_MAX} passages at most.`)
    const same = rows.findByKey(macroKey(fields))
    if (same && same.id !== ownId)
      throw new AppError('bad_request', `There is a macro “${same.name}” in this folder already.`)
    const holder = rows.findByShortcut(fields.shortcut)
    if (holder && holder.id !== ownId)
      throw new AppError('bad_request', `“${holder.name}” has the shortcut ${fields.shortcut} already.`)
  }

  /** One transaction, its errors in the product's words, and everybody told. */
  function write<T>(work: () => T): T {
    const result = withStorageErrors(db.transaction(work))
    changes.emit()
    return result
  }

  function add({ passages: bases, ...fields }: Parameters<Macros['create']>[0]): number {
    const tidy = tidyMacro(fields)
    assertKeepable(tidy, bases.length, null)
    if (rows.count() >= MACROS_MAX)
      throw new AppError('bad_request', `There can be ${MACROS_MAX.toLocaleString('en')} macros at most.`)
    const id = rows.add(tidy, now())
    passages.add(id, bases)
    return id
  }

  function change({ macroId, keptPassageIds, newPassages, ...fields }: MacroUpdate): void {
    const before = get(macroId)
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
    const { name, shortcut, folder, body } = tidyMacro({ ...before, ...given })
    const kept = keptPassageIds ?? before.passages.map(({ id }) => id)
    assertKeepable({ name, shortcut, folder, body }, kept.length + newPassages.length, macroId)
    rows.update(macroId, { name, shortcut, folder, body }, now())
    passages.keepOnly(macroId, kept)
    passages.add(macroId, newPassages)
  }

  return {
    list: rows.list,
    count: () => ({ total: rows.count(), flagged: passages.flaggedMacros() }),
    get,
    create: (fields) =>
      write(() => {
        const id = add(fields)
        passages.check()
        return get(id)
      }),
    update: (update) =>
      write(() => {
        change(update)
        passages.check()
        return get(update.macroId)
      }),
    remove: (macroIds) => write(() => rows.remove(macroIds)),
    moveFolder(from, to) {
      const [source, target] = [tidyFolder(from), tidyFolder(to)]
      if (source === '') throw new AppError('bad_request', 'Say which folder to move.')
      const inside = rows.list().filter(({ folder }) => folder === source || folder.startsWith(`${source}/`))
      return write(() => {
        for (const { id, folder } of inside)
          change({ macroId: id, folder: tidyFolder(target + folder.slice(source.length)), newPassages: [] })
        return inside.length
      })
    },
    used(macroId) {
      write(() => rows.countUse(macroId, now()))
    },
    propose(macroId) {
      const macro = get(macroId)
      const changed = macro.passages.flatMap(({ text, now: young }) =>
        young ? [{ before: text, after: young.text }] : [],
      )
      return proposeWording(macro.body, changed)
    },
    async *rewrite(macroId, signal) {
      yield* rewriteMacro({ macro: get(macroId), model, log, signal })
    },
    settle(macroId, body) {
      const macro = get(macroId)
      const tidy = tidyMacro({ ...macro, ...(body === undefined ? {} : { body }) })
      assertKeepable(tidy, 0, macroId)
      return write(() => {
        const { name, shortcut, folder } = macro
        if (tidy.body !== macro.body) rows.update(macroId, { name, shortcut, folder, body: tidy.body }, now())
        passages.settle(macroId)
        return get(macroId)
      })
    },
    import: (options) =>
      importMacros(options, {
        find: (fields) => rows.findByShortcut(fields.shortcut) ?? rows.findByKey(macroKey(fields)),
        findPassage: passages.find,
        add,
        replace: (macroId, { passages: bases, ...fields }) =>
          change({ macroId, ...fields, keptPassageIds: [], newPassages: bases }),
        inOneWriting: (work) =>
          write(() => {
            const result = work()
            passages.check()
            return result
          }),
      }),
    export: (as, folder) => {
      const inside = tidyFolder(folder)
      const chosen = rows
        .list()
        .filter((macro) => inside === '' || `${macro.folder}/`.startsWith(`${inside}/`))
        .map(({ id }) => ({ ...get(id), marks: passages.marks(id) }))
      return exportMacros(as, chosen, now())
    },
    changes,
    close() {
      stopListening()
      clearTimeout(checkTimer)
    },
  }
}

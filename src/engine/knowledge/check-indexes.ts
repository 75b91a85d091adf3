import type { ReadableDb } from '../db/open-database'
import type { KeywordIndex } from './keyword-index'
import type { IndexCheck } from './knowledge'
import type { VectorIndex } from './vector-index'

export interface CheckedIndexes {
  readonly db: ReadableDb
  readonly keywords: KeywordIndex
  readonly vectors: VectorIndex
}

/** Asks SQLite and both indexes whether they agree with the stored texts; `ok` in each row means nothing to do. */
export function checkIndexes({ db, keywords, vectors }: CheckedIndexes): IndexCheck[] {
  return [
    checkOf('database', quickCheck(db)),
    checkOf('keyword index', keywords.check()),
    checkOf('vector index', vectors.check()),
  ]
}

function checkOf(name: IndexCheck['name'], problem: string | null): IndexCheck {
  return { name, ok: problem === null, detail: problem ?? 'ok' }
}

/** `quick_check` reads every page and leaves out only the comparison of each index entry: seconds instead of minutes. */
function quickCheck(db: ReadableDb): string | null {
  const lines = db.prepare<[], string>('PRAGMA quick_check(5)').pluck().all()
  return lines.length === 1 && lines[0] === 'ok' ? null : lines.join('; ')
}

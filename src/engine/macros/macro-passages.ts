import type { MacroBasis } from '@shared/macro-models'
import type { WritableDb } from '../db/open-database'
import { locatePassage } from '../documents/locate-passage'
import type { DocumentPassages } from '../knowledge/document-passages'
import type { Knowledge, StoredPassage } from '../knowledge/knowledge'

export interface MacroPassagesOptions {
  readonly db: WritableDb
  readonly knowledge: Pick<Knowledge, 'text'>
  readonly documents: DocumentPassages
}

/** What macros rest on, and whether it still says the same. */
export interface MacroPassages {
  add(macroId: number, bases: readonly MacroBasis[]): void
  /** Removes all of the macro that are not named. */
  keepOnly(macroId: number, passageIds: readonly number[]): void
  /** Takes what stands there now for its basis; what went is no basis any more. */
  settle(macroId: number): void
  /** Compares those whose document was read or removed since; true when a state changed. */
  check(): boolean
  /** How many macros have a passage that changed or went. */
  flaggedMacros(): number
  /** For a copy of the macro elsewhere: the texts, with the hashes of the files they stand in. */
  marks(macroId: number): PassageMark[]
  /** The passage that is meant, where this knowledge base has it. */
  find(mark: PassageMark): MacroBasis | null
}

/** A passage as another machine can find it. */
export interface PassageMark {
  readonly contentHash: string
  readonly title: string
  readonly heading: string
  readonly text: string
}

interface KeptRow {
  readonly id: number
  readonly documentId: number
  readonly title: string
  readonly heading: string
  readonly start: number
  readonly text: string
  readonly contentHash: string
  readonly state: string
  readonly version: string
  readonly nowText: string | null
}

/** A document as it was when passages of it were compared last. */
interface SeenDocument {
  readonly documentId: number
  readonly contentHash: string
  readonly version: string
}

interface Standing {
  readonly documentId: number
  readonly start: number
  readonly state: 'same' | 'changed' | 'gone'
  readonly version: string
  readonly contentHash: string
  readonly now: { readonly start: number; readonly text: string } | null
}

/** Of a document that is gone: no document has this one. */
const GONE = 'gone'
/** Passages that share less of their words are not one passage in two wordings. */
const LEAST_SHARED = 0.3

export function createMacroPassages({ db, knowledge, documents }: MacroPassagesOptions): MacroPassages {
  const statements = prepare(db)

  /** A document of the same file that has these words; null when there is none. */
  function foundAgain({ contentHash, text, start }: Pick<KeptRow, 'contentHash' | 'text' | 'start'>) {
    for (const documentId of documents.withContent(contentHash)) {
      const place = locatePassage(wholeText(documentId), text, start)
      if (place.kind !== 'changed') return { documentId, start: place.start }
    }
    return null
  }
  const wholeText = (documentId: number) => knowledge.text(documentId, 0, Number.MAX_SAFE_INTEGER).text

  function standingOf(kept: KeptRow): Standing {
    const { documentId, start, text, contentHash } = kept
    const version = documents.version(documentId)
    if (version === null) {
      const again = foundAgain(kept)
      if (!again) return { documentId, start, state: 'gone', version: GONE, contentHash, now: null }
      return { ...again, state: 'same', version: versionKey(again.documentId), contentHash, now: null }
    }
    const known = { documentId, version: versionKey(documentId), contentHash: version.contentHash }
    const place = locatePassage(wholeText(documentId), text, start)
    if (place.kind !== 'changed') return { ...known, start: place.start, state: 'same', now: null }
    const now = likest(documents.of(documentId), kept)
    return { ...known, start, state: now ? 'changed' : 'gone', now }
  }

  function versionKey(documentId: number): string {
    const version = documents.version(documentId)
    return version ? `${version.contentHash} ${version.readAt}` : GONE
  }

  /** Documents that were read or removed since, or came back. */
  function movedDocuments(): SeenDocument[] {
    return statements.seen.all().filter(({ documentId, contentHash, version }) => {
      const current = versionKey(documentId)
      return current !== version || (current === GONE && documents.withContent(contentHash).length > 0)
    })
  }

  return {
    add(macroId, bases) {
      for (const basis of bases)
        statements.add.run({
          ...basis,
          macroId,
          contentHash: documents.version(basis.documentId)?.contentHash ?? '',
          isInternal: basis.isInternal ? 1 : 0,
        })
    },
    keepOnly: (macroId, passageIds) => void statements.keepOnly.run(macroId, JSON.stringify(passageIds)),
    settle(macroId) {
      statements.takeNow.run(macroId)
      statements.dropGone.run(macroId)
    },
    check() {
      let hasChanged = false
      const moved = movedDocuments()
      for (const kept of moved.flatMap((document) => statements.ofDocument.all(document))) {
        const standing = standingOf(kept)
        const { state, now, ...known } = standing
        hasChanged ||= state !== kept.state || (now?.text ?? null) !== kept.nowText
        statements.stand.run({
          ...known,
          id: kept.id,
          state,
          nowStart: now?.start ?? null,
          nowText: now?.text ?? null,
        })
      }
      return hasChanged
    },
    flaggedMacros: () => statements.flagged.get() ?? 0,
    marks: (macroId) =>
      statements.ofMacro
        .all(macroId)
        .map(({ contentHash, title, heading, text }) => ({ contentHash, title, heading, text })),
    find({ contentHash, heading, text }) {
      const again = foundAgain({ contentHash, text, start: 0 })
      const version = again && documents.version(again.documentId)
      if (!again || !version) return null
      const { title, isInternal } = version
      return { ...again, title, heading, page: null, text, isInternal }
    },
  }
}

/** The passage that has most of its words; of equal ones the nearest to its place. */
function likest(passages: readonly StoredPassage[], kept: KeptRow): { start: number; text: string } | null {
  const words = wordsOf(kept.text)
  let best: { readonly passage: StoredPassage; readonly shared: number } | null = null
  for (const passage of passages) {
    const shared = sharedOf(words, wordsOf(passage.text))
    const isNearer =
      best !== null &&
      shared === best.shared &&
      Math.abs(passage.start - kept.start) < Math.abs(best.passage.start - kept.start)
    if (best === null || shared > best.shared || isNearer) best = { passage, shared }
  }
  if (!best || best.shared < LEAST_SHARED) return null
  return { start: best.passage.start, text: best.passage.text }
}

/** Of the words of both together, how many are in both: 0 … 1. */
function sharedOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((word) => other.has(word)).length
  const all = one.size + other.size - common
  return all === 0 ? 0 : common / all
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
}

const KEPT_COLUMNS = `
  id, document_id AS documentId, title, heading, start, text, content_hash AS contentHash, state,
  document_version AS version, now_text AS nowText`

function prepare(db: WritableDb) {
  return {
    add: db.prepare<[object]>(`
      INSERT INTO macro_passages (macro_id, document_id, title, heading, page, start, text, content_hash,
        is_internal, state, document_version)
      VALUES (:macroId, :documentId, :title, :heading, :page, :start, :text, :contentHash, :isInternal, 'same', '')`),
    keepOnly: db.prepare<[number, string]>(
      'DELETE FROM macro_passages WHERE macro_id = ? AND id NOT IN (SELECT value FROM json_each(?))',
    ),
    seen: db.prepare<[], SeenDocument>(`
      SELECT DISTINCT document_id AS documentId, content_hash AS contentHash, document_version AS version
      FROM macro_passages`),
    ofDocument: db.prepare<[SeenDocument], KeptRow>(`
      SELECT ${KEPT_COLUMNS} FROM macro_passages
      WHERE document_id = :documentId AND content_hash = :contentHash AND document_version = :version`),
    ofMacro: db.prepare<[number], KeptRow>(
      `SELECT ${KEPT_COLUMNS} FROM macro_passages WHERE macro_id = ? ORDER BY id`,
    ),
    flagged: db
      .prepare<[], number>("SELECT count(DISTINCT macro_id) FROM macro_passages WHERE state <> 'same'")
      .pluck(),
    takeNow: db.prepare<[number]>(`
      UPDATE macro_passages SET start = now_start, text = now_text, state = 'same', now_start = NULL, now_text = NULL
      WHERE macro_id = ? AND state = 'changed'`),
    dropGone: db.prepare<[number]>("DELETE FROM macro_passages WHERE macro_id = ? AND state = 'gone'"),
    stand: db.prepare<[object]>(`
      UPDATE macro_passages SET document_id = :documentId, start = :start, state = :state,
        content_hash = :contentHash, document_version = :version, now_start = :nowStart, now_text = :nowText
      WHERE id = :id`),
  }
}

import type { ReadableDb } from '../db/open-database'
import type { IndexCheck } from './knowledge'

/** Passages whose words are added up at once; their index is made in memory, some megabytes. */
const PASSAGES_AT_ONCE = 2000
/** By word, with a number for each of its places. The order of an index does not matter to a sum, nor does its cutting. */
const PLACES = 'SELECT term, count(*) AS places, sum(doc * (offset + unicode(col))) AS sum'

interface WordPlaces {
  readonly term: string
  readonly places: bigint
  readonly sum: bigint
}

/** Of all words, each weighed by its own letters. */
interface Summed {
  places: bigint
  sum: bigint
}

/**
 * Reads a whole data file, its structure and the keyword index against the stored texts, and writes nothing: FTS5's own
 * comparison would keep everybody from writing while it runs, minutes on large stores. For a connection that only
 * reads, in a process of its own.
 *
 * 1. One state of the file throughout, whatever is written meanwhile. 2. SQLite looks at each page and each table, FTS5
 * at how its index is built. 3. The words of the index are added up, then those of the texts.
 */
export function examineFile(db: ReadableDb): IndexCheck[] {
  // 1.
  db.exec('BEGIN')
  try {
    return [
      // 2.
      checkOf('database', () => quickCheck(db)),
      // 3.
      checkOf('keyword index', () => compareWords(db)),
    ]
  } finally {
    db.exec('COMMIT')
  }
}

/** A file too damaged to be read is a finding as well. */
function checkOf(name: IndexCheck['name'], look: () => string | null): IndexCheck {
  try {
    const problem = look()
    return { name, ok: problem === null, detail: problem ?? 'ok' }
  } catch (thrown) {
    return { name, ok: false, detail: thrown instanceof Error ? thrown.message : 'unreadable' }
  }
}

/** `quick_check` reads every page and leaves out only the comparison of each index entry: seconds instead of minutes. */
function quickCheck(db: ReadableDb): string | null {
  const lines = db.prepare<[], string>('PRAGMA quick_check(5)').pluck().all()
  return lines.length === 1 && lines[0] === 'ok' ? null : lines.join('; ')
}

function compareWords(db: ReadableDb): string | null {
  db.exec(`
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed_words USING fts5vocab('main', 'chunks_fts', 'instance');
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.some_fts USING fts5 (
      title, heading, body, content = '', tokenize = "porter unicode61 remove_diacritics 2"
    );
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.some_words USING fts5vocab('temp', 'some_fts', 'instance')`)
  const indexed: Summed = { places: 0n, sum: 0n }
  add(
    indexed,
    db.prepare<[], WordPlaces>(`${PLACES} FROM temp.indexed_words GROUP BY term`).safeIntegers().iterate(),
  )
  const stored = sumOfTexts(db)
  if (indexed.places !== stored.places)
    return `${indexed.places} words in the index, ${stored.places} in the texts`
  return indexed.sum === stored.sum ? null : 'the words of the index are not those of the texts'
}

function sumOfTexts(db: ReadableDb): Summed {
  const empty = db.prepare("INSERT INTO temp.some_fts (some_fts) VALUES ('delete-all')")
  const fill = db.prepare(`
    INSERT INTO temp.some_fts (rowid, title, heading, body)
    SELECT id, title, heading, body FROM main.chunk_texts WHERE id > ? AND id <= ?`)
  const read = db.prepare<[], WordPlaces>(`${PLACES} FROM temp.some_words GROUP BY term`).safeIntegers()
  const lastOfNext = db
    .prepare<[number, number], number | null>(
      'SELECT max(id) FROM (SELECT id FROM main.chunks WHERE id > ? ORDER BY id LIMIT ?)',
    )
    .pluck()
  const sum: Summed = { places: 0n, sum: 0n }
  let from = 0
  for (;;) {
    const to = lastOfNext.get(from, PASSAGES_AT_ONCE)
    if (to == null) return sum
    empty.run()
    fill.run(from, to)
    add(sum, read.iterate())
    from = to
  }
}

function add(sum: Summed, words: Iterable<WordPlaces>): void {
  for (const word of words) {
    sum.places += word.places
    sum.sum = BigInt.asUintN(64, sum.sum + word.sum * BigInt(hashOf(word.term)))
  }
}

/** FNV-1a. */
function hashOf(term: string): number {
  let hash = 2166136261
  for (let at = 0; at < term.length; at++) hash = Math.imul(hash ^ term.charCodeAt(at), 16777619)
  return hash >>> 0
}

import type { Logger } from '@shared/log'
import type { WritableDb } from '../db/open-database'
import { createNearWords, type NearWord } from './near-words'
import { createQuiet, type Quiet } from './quiet'
import { wordsOf } from './words-of'

/**
 * The words of all passages as they are written, beside the keyword index, which knows stems only. Read in the
 * background from passages that are new; what a search suggests is looked up in the index first, so that words of
 * documents that are gone do no harm until the list is made anew.
 */
export interface Vocabulary {
  /** Words within this many changes of a letter, nearest first, then the most frequent. */
  near(word: string, maxChanges: number): NearWord[]
  /** Reads what is new, in short steps. One reading at a time; resolves when the list is as new as the passages. */
  refresh(): Promise<void>
  /** About how many passages have not been read. */
  unread(): number
  close(): void
}

export interface VocabularyOptions {
  readonly db: WritableDb
  readonly log: Logger
  /** Passages change all the time during an import: reading waits for a pause of this length. */
  readonly restMs?: number
  /** Who else runs on this thread. */
  readonly quiet?: Quiet
  readonly onChange: (listener: () => void) => () => void
}

const REST_MS = 1500
/** About 5 ms of reading, then others get their turn. */
const CHUNKS_A_STEP = 100
const WORDS_A_STEP = 1000
/** Words of so many passages are added up before they are written: each commit costs a sync of the disk. */
const CHUNKS_A_WRITE = 2000
/** When so many of the passages that were read are gone, their words are worth forgetting. */
const STALE_SHARE = 0.2
const STALE_MIN = 200

export function createVocabulary(options: VocabularyOptions): Vocabulary {
  const { db, log, onChange, restMs = REST_MS, quiet = createQuiet() } = options
  const statements = prepare(db)
  const nearWords = createNearWords()
  let isLoaded = false
  let isClosed = false
  let running: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined

  const writeWords = db.transaction((words: readonly (readonly [string, number])[]) => {
    for (const [word, count] of words) statements.add.run(word, count)
  })
  const restart = db.transaction(() => {
    statements.clear.run()
    statements.reset.run()
  })

  function progress() {
    return statements.progress.get() ?? { lastChunkId: 0, chunksRead: 0 }
  }

  function unread(): number {
    // by their ids, which grow by one: counting 300,000 of them would hold up the search that asks
    return Math.max(0, (statements.newest.get() ?? 0) - progress().lastChunkId)
  }

  async function readAll(): Promise<void> {
    const known = statements.countUpTo.get(progress().lastChunkId) ?? 0
    const gone = progress().chunksRead - known
    if (gone > STALE_MIN && gone > STALE_SHARE * progress().chunksRead) {
      restart.immediate()
      nearWords.clear()
      isLoaded = true
    }
    while (!isClosed) {
      const words = new Map<string, number>()
      const { lastChunkId, read } = await readSome(progress().lastChunkId, words)
      if (isClosed || read === 0) return
      await writeAll(words)
      if (isClosed) return
      // last: words that a crash left half written are counted again, which moves only the order of equals
      statements.advance.run(lastChunkId, read)
      if (isLoaded) for (const [word, count] of words) nearWords.add(word, count)
    }
  }

  async function writeAll(words: ReadonlyMap<string, number>): Promise<void> {
    // in order, so that neighbours in the table are written together
    const sorted = [...words].sort(([a], [b]) => (a < b ? -1 : 1))
    for (let from = 0; from < sorted.length && !isClosed; from += WORDS_A_STEP) {
      writeWords.immediate(sorted.slice(from, from + WORDS_A_STEP))
      await quiet.turn('words')
    }
  }

  async function readSome(from: number, words: Map<string, number>) {
    let lastChunkId = from
    let read = 0
    while (!isClosed && read < CHUNKS_A_WRITE) {
      const rows = statements.chunks.all(lastChunkId, CHUNKS_A_STEP)
      for (const row of rows)
        for (const word of wordsOf(`${row.title}\n${row.heading}\n${row.text}`))
          words.set(word, (words.get(word) ?? 0) + 1)
      lastChunkId = rows.at(-1)?.id ?? lastChunkId
      read += rows.length
      if (rows.length < CHUNKS_A_STEP) break
      await quiet.turn('words')
    }
    return { lastChunkId, read }
  }

  function refresh(): Promise<void> {
    running ??= readAll()
      .catch((error: unknown) => {
        // a full disk or a closed database costs suggestions only
        if (!isClosed)
          log.warn('vocabulary_not_read', { reason: error instanceof Error ? error.name : 'unknown' })
      })
      .finally(() => {
        running = null
      })
    return running
  }

  function loadOnce(): void {
    if (isLoaded) return
    isLoaded = true
    for (const { word, count } of statements.all.iterate()) nearWords.add(word, count)
  }

  function schedule(): void {
    if (isClosed) return
    clearTimeout(timer)
    timer = setTimeout(() => void refresh(), restMs).unref()
  }
  const stopListening = onChange(schedule)
  schedule()

  return {
    near(word, maxChanges) {
      loadOnce()
      return nearWords.near(word, maxChanges)
    },
    refresh,
    unread,
    close() {
      isClosed = true
      clearTimeout(timer)
      stopListening()
    },
  }
}

function prepare(db: WritableDb) {
  return {
    progress: db.prepare<[], { lastChunkId: number; chunksRead: number }>(
      'SELECT last_chunk_id AS lastChunkId, chunks_read AS chunksRead FROM words_progress',
    ),
    newest: db.prepare<[], number>('SELECT max(id) FROM chunks').pluck(),
    countUpTo: db.prepare<[number], number>('SELECT count(*) FROM chunks WHERE id <= ?').pluck(),
    chunks: db.prepare<[number, number], { id: number; title: string; heading: string; text: string }>(`
      SELECT chunks.id, documents.title, chunks.heading, chunks.text
      FROM chunks CROSS JOIN documents ON documents.id = chunks.document_id
      WHERE chunks.id > ? ORDER BY chunks.id LIMIT ?`),
    add: db.prepare<[string, number]>(
      'INSERT INTO words (word, count) VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET count = count + excluded.count',
    ),
    advance: db.prepare<[number, number]>(
      'UPDATE words_progress SET last_chunk_id = ?, chunks_read = chunks_read + ?',
    ),
    reset: db.prepare('UPDATE words_progress SET last_chunk_id = 0, chunks_read = 0'),
    clear: db.prepare('DELETE FROM words'),
    all: db.prepare<[], { word: string; count: number }>('SELECT word, count FROM words'),
  }
}

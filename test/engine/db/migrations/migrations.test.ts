import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { migrate } from '../../../../src/engine/db/migrate'
import { MIGRATIONS } from '../../../../src/engine/db/migrations'
import { connect, type WritableDb } from '../../../../src/engine/db/open-database'
import { SILENT_LOG } from '../../../../src/shared/log'
import { tempFolder } from '../../../helpers/temp-database'

function migratedTo(version: number): WritableDb {
  const db = connect(join(tempFolder(), 'data.db'))
  onTestFinished(() => void db.close())
  upTo(db, version)
  return db
}

function upTo(db: WritableDb, version: number): void {
  migrate(
    db,
    MIGRATIONS.filter((migration) => migration.version <= version),
    SILENT_LOG,
  )
}

function addKnowledge(db: WritableDb): void {
  db.exec(`
    INSERT INTO documents VALUES (1, NULL, 'user', 'a.txt', 'Ferns', 'text', 'hash', 'Ferns like shade.', '[]', '[]', 17, 5);
    INSERT INTO embedding_models VALUES (1, 'fingerprint', 'model', 2);
    INSERT INTO chunks VALUES (1, 1, 0, 0, 17, NULL, '', 'Ferns like shade.', 'text hash', 'embedding hash', 1);
    INSERT INTO vectors VALUES (1, 'embedding hash', x'0000803f00000000');
    INSERT INTO chunks_fts (rowid, title, heading, body) SELECT id, title, heading, body FROM chunk_texts;`)
}

const KNOWLEDGE_TABLES = ['documents', 'chunks', 'vectors', 'embedding_models'] as const
const rowsOf = (db: WritableDb, tables: readonly string[]) =>
  tables.map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY 1`).all())

test('0010 makes an empty knowledge base whose rules hold', () => {
  const db = migratedTo(10)
  expect(rowsOf(db, KNOWLEDGE_TABLES)).toEqual([[], [], [], []])
  addKnowledge(db)
  const insert = (sql: string) => () => db.exec(sql)
  const again =
    "INSERT INTO documents SELECT 2, NULL, 'user', path, title, format, 'h', text, headings, pages, 1, 1 FROM documents"
  expect(insert(again)).toThrow(/UNIQUE/)
  expect(insert("UPDATE documents SET source = 'guest'")).toThrow(/CHECK/)
  expect(insert("UPDATE documents SET headings = 'no json'")).toThrow(/CHECK/)
  expect(insert('UPDATE chunks SET document_id = 9')).toThrow(/FOREIGN KEY/)
  expect(insert('UPDATE chunks SET end = start')).toThrow(/CHECK/)
  expect(insert("UPDATE chunks SET start = 'three'")).toThrow(/cannot store TEXT/)
})

test('0010 never gives the id of a removed document to another one', () => {
  const db = migratedTo(10)
  addKnowledge(db)
  db.exec('DELETE FROM documents')
  expect(rowsOf(db, ['chunks'])).toEqual([[]])
  db.exec(
    "INSERT INTO documents VALUES (NULL, NULL, 'user', 'b.txt', 'B', 'text', 'h', 'b', '[]', '[]', 1, 1)",
  )
  expect(db.prepare('SELECT id FROM documents').pluck().get()).toBe(2)
})

test('0020 leaves documents, vectors and what FTS5 finds as they are', () => {
  const db = migratedTo(10)
  addKnowledge(db)
  const before = rowsOf(db, KNOWLEDGE_TABLES)
  upTo(db, 20)
  expect(rowsOf(db, KNOWLEDGE_TABLES)).toEqual(before)
  expect(db.prepare("SELECT rowid FROM chunks_fts WHERE chunks_fts MATCH 'fern'").pluck().all()).toEqual([1])
})

test('0020 keeps the search over messages in step with them', () => {
  const db = migratedTo(20)
  const found = (word: string) =>
    db.prepare('SELECT rowid FROM messages_fts WHERE messages_fts MATCH ?').pluck().all(word)
  db.exec(`
    INSERT INTO conversations (id, title, created_at, updated_at) VALUES (1, 'title', 1, 1);
    INSERT INTO messages (id, conversation_id, role, text, state, created_at) VALUES (1, 1, 'user', 'about ferns', 'complete', 1)`)
  expect(found('fern')).toEqual([1])
  db.exec("UPDATE messages SET text = 'about pots'")
  expect([found('fern'), found('pot')]).toEqual([[], [1]])
  db.exec('DELETE FROM conversations')
  expect([found('pot'), rowsOf(db, ['messages'])]).toEqual([[], [[]]])
})

test('0030 leaves conversations, messages and settings as they are', () => {
  const db = migratedTo(20)
  addKnowledge(db)
  db.exec(`
    INSERT INTO conversations (id, title, created_at, updated_at) VALUES (4, 'title', 1, 2);
    INSERT INTO messages (id, conversation_id, role, text, state, created_at) VALUES (7, 4, 'user', 'about ferns', 'complete', 1);
    INSERT INTO settings VALUES ('theme', '"dark"', 0);`)
  const tables = [...KNOWLEDGE_TABLES, 'conversations', 'messages', 'settings']
  const before = rowsOf(db, tables)
  upTo(db, 30)
  expect(rowsOf(db, tables)).toEqual(before)
  expect(rowsOf(db, ['knowledge_revision'])).toEqual([[{ only: 1, revision: 0 }]])
  expect(db.prepare("SELECT rowid FROM messages_fts WHERE messages_fts MATCH 'fern'").pluck().all()).toEqual([
    7,
  ])
})

test('0030 takes answers away with a changed or removed document of an older database too', () => {
  const db = migratedTo(20)
  addKnowledge(db)
  upTo(db, 30)
  const remember = () =>
    db.exec(`
      INSERT INTO cached_answers VALUES (1, 'exact', 'context', 0, 'text', 'model', '[]', 1, 1);
      INSERT INTO cached_answer_documents VALUES (1, 1)`)
  const answers = () => rowsOf(db, ['cached_answers', 'cached_answer_documents']).flat().length
  remember()
  db.exec("UPDATE documents SET title = 'Other'")
  expect(answers()).toBe(2)
  db.exec("UPDATE documents SET content_hash = 'new'")
  expect(answers()).toBe(0)
  remember()
  db.exec('DELETE FROM documents')
  expect(answers()).toBe(0)
})

test('0040 puts every document into the first collection, under the source it came from', () => {
  const db = migratedTo(30)
  addKnowledge(db)
  db.exec(`
    INSERT INTO documents VALUES (2, 'x', 'sample', 's.md', 'Sample', 'markdown', 'h2', 'A sample.', '[]', '[]', 9, 6);
    INSERT INTO import_jobs (id, state, source, roots, created_at) VALUES
      (1, 'done', 'sample', '[]', 1), (2, 'running', 'user', '[]', 2);
    INSERT INTO import_files (job_id, file_path, path, state) VALUES (2, '/a.txt', 'a.txt', 'waiting')`)
  const untouched = ['chunks', 'vectors', 'embedding_models', 'conversations', 'messages', 'settings']
  const before = rowsOf(db, untouched)
  upTo(db, 40)
  expect(rowsOf(db, untouched)).toEqual(before)
  expect(rowsOf(db, ['documents'])).toEqual([
    [
      expect.objectContaining({
        id: 1,
        source_id: 1,
        collection_id: 1,
        path: 'a.txt',
        tags: '[]',
        date: null,
      }),
      expect.objectContaining({ id: 2, source_id: 2, collection_id: 1, external_id: 'x', is_internal: 0 }),
    ],
  ])
  expect(rowsOf(db, ['document_texts'])).toEqual([
    [
      { document_id: 1, headings: '[]', pages: '[]', layout: '[]', text: 'Ferns like shade.' },
      { document_id: 2, headings: '[]', pages: '[]', layout: '[]', text: 'A sample.' },
    ],
  ])
  expect(db.prepare('SELECT id, source_id, kind, is_paused FROM import_jobs').raw().all()).toEqual([
    [1, 2, 'import', 0],
    [2, 1, 'import', 0],
  ])
  expect(rowsOf(db, ['import_files']).flat()).toHaveLength(1)
  expect(db.prepare("SELECT rowid FROM chunks_fts WHERE chunks_fts MATCH 'fern'").pluck().all()).toEqual([1])
  expect(db.pragma('foreign_key_check')).toEqual([])
})

test('0040 keeps ids unused after it, texts with their documents, and answers in step with both', () => {
  const db = migratedTo(30)
  addKnowledge(db)
  db.exec('DELETE FROM documents')
  upTo(db, 40)
  db.exec(`
    INSERT INTO documents (source, path, title, format, content_hash, size_bytes, imported_at, source_id, collection_id)
      VALUES ('user', 'b.txt', 'B', 'text', 'h', 1, 1, 1, 1);
    INSERT INTO document_texts (document_id, headings, pages, text) VALUES (2, '[]', '[]', 'b');
    INSERT INTO cached_answers VALUES (1, 'exact', 'context', 0, 'text', 'model', '[]', 1, 1);
    INSERT INTO cached_answer_documents VALUES (1, 2)`)
  db.exec('DELETE FROM documents')
  expect(rowsOf(db, ['document_texts', 'cached_answers'])).toEqual([[], []])
})

test('0040 allows a path once in each collection, and names of collections once whatever their case', () => {
  const db = migratedTo(40)
  addDocument(1)
  db.exec("INSERT INTO collections VALUES (2, 'Second', 0)")
  addDocument(2)
  expect(() => addDocument(2)).toThrow(/UNIQUE/)
  expect(() => db.exec("INSERT INTO collections VALUES (3, 'SECOND', 0)")).toThrow(/UNIQUE/)
  expect(() => db.exec('DELETE FROM collections WHERE id = 2')).toThrow(/FOREIGN KEY/)

  function addDocument(collectionId: number): void {
    db.prepare(`
      INSERT INTO documents (source, path, title, format, content_hash, size_bytes, imported_at, source_id, collection_id)
      VALUES ('user', 'a.txt', 'A', 'text', 'h', 1, 1, 1, ?)`).run(collectionId)
  }
})

test('0080 counts the chunks that are there, and each that comes or goes, with its document too', () => {
  const db = migratedTo(30)
  addKnowledge(db)
  const count = () => db.prepare('SELECT count(*) FROM chunks').pluck().get()
  const counted = () => db.prepare('SELECT total FROM chunk_count').pluck().get()
  const before = count()
  expect(before).toBeGreaterThan(0)
  upTo(db, 80)
  expect(counted()).toBe(before)
  db.exec(`
    INSERT INTO chunks (document_id, ordinal, start, end, heading, text, text_hash, embedding_hash)
    SELECT document_id, 100 + value, 0, 1, '', 'x', 'h', 'e'
    FROM json_each('[1,2,3]'), (SELECT min(document_id) AS document_id FROM chunks)`)
  expect(counted()).toBe(count())
  db.exec('DELETE FROM documents')
  expect(count()).toBe(0)
  expect(counted()).toBe(0)
})

test('0280 leaves the count of new chunks to what writes them, and still counts what goes', () => {
  const db = migratedTo(30)
  addKnowledge(db)
  upTo(db, 280)
  const counted = () => db.prepare('SELECT total, waiting FROM chunk_count').get()
  const before = counted()
  db.exec(`
    INSERT INTO chunks (document_id, ordinal, start, end, heading, text, text_hash, embedding_hash)
    SELECT min(document_id), 100, 0, 1, '', 'x', 'h', 'e' FROM chunks`)
  expect(counted()).toEqual(before)
  db.exec('UPDATE chunk_count SET total = total + 1, waiting = waiting + 1')
  db.exec('DELETE FROM documents')
  expect(counted()).toEqual({ total: 0, waiting: 0 })
})

test('0230 writes titles, paths and tags that are there without case and accents', () => {
  const db = migratedTo(210)
  db.exec(`
    INSERT INTO documents (source, path, title, format, content_hash, size_bytes, imported_at, source_id, collection_id, tags)
    VALUES ('user', 'Ärger/a.txt', 'ÜBER Pots', 'text', 'h', 1, 1, 1, 1, '["Été","EU"]'),
      ('user', 'b.txt', 'B', 'text', 'h', 1, 1, 1, 1, '[]')`)
  upTo(db, 230)
  expect(db.prepare('SELECT folded_title, folded_path, folded_tags FROM documents').raw().all()).toEqual([
    ['uber pots', 'arger/a.txt', '["ete","eu"]'],
    ['b', 'b.txt', '[]'],
  ])
})

import type { Migration } from '../migrate'

export const answerCache: Migration = {
  version: 30,
  name: 'answer-cache',
  up: (db) => {
    db.exec(`
      CREATE TABLE cached_answers (
        id INTEGER PRIMARY KEY,
        -- SHA-256 over question, conversation context, settings, model and prompt version
        exact_key TEXT NOT NULL UNIQUE,
        -- SHA-256 over the same and the passages' hashes
        context_key TEXT NOT NULL,
        -- knowledge revision for which the passages are known to be what a search would find
        revision INTEGER NOT NULL,
        text TEXT NOT NULL,
        model_name TEXT NOT NULL,
        passages TEXT NOT NULL CHECK (json_valid(passages)),
        created_at INTEGER NOT NULL,
        last_used_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX cached_answers_by_context ON cached_answers (context_key);
      CREATE INDEX cached_answers_by_use ON cached_answers (last_used_at);

      CREATE TABLE cached_answer_documents (
        answer_id INTEGER NOT NULL REFERENCES cached_answers (id) ON DELETE CASCADE,
        document_id INTEGER NOT NULL,
        PRIMARY KEY (document_id, answer_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX cached_answer_documents_by_answer ON cached_answer_documents (answer_id);
      -- a document that goes or changes takes its answers along, in the same transaction, whoever removes it
      CREATE TRIGGER cached_answers_follow_documents AFTER DELETE ON documents BEGIN
        DELETE FROM cached_answers WHERE id IN
          (SELECT answer_id FROM cached_answer_documents WHERE document_id = old.id);
      END;
      CREATE TRIGGER cached_answers_follow_changes AFTER UPDATE OF content_hash ON documents
      WHEN new.content_hash <> old.content_hash BEGIN
        DELETE FROM cached_answers WHERE id IN
          (SELECT answer_id FROM cached_answer_documents WHERE document_id = old.id);
      END;

      -- One row: grows with each change of what can be found.
      CREATE TABLE knowledge_revision (only INTEGER PRIMARY KEY CHECK (only = 1), revision INTEGER NOT NULL) STRICT;
      INSERT INTO knowledge_revision VALUES (1, 0);

      CREATE TABLE counters (
        -- local date, YYYY-MM-DD
        day TEXT NOT NULL,
        name TEXT NOT NULL,
        value INTEGER NOT NULL,
        PRIMARY KEY (name, day)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE step_timings (
        id INTEGER PRIMARY KEY,
        step TEXT NOT NULL,
        took_ms REAL NOT NULL
      ) STRICT;
      CREATE INDEX step_timings_by_step ON step_timings (step, id);
    `)
  },
}

import type { Migration } from '../migrate'

export const cacheByMeaning: Migration = {
  version: 110,
  name: 'cache-by-meaning',
  up: (db) => {
    db.exec(`
      -- what a stored answer was asked as, where that question stands alone
      CREATE TABLE cached_questions (
        answer_id INTEGER PRIMARY KEY REFERENCES cached_answers (id) ON DELETE CASCADE,
        -- SHA-256 of everything but the question that the answer depends on
        settings_key TEXT NOT NULL,
        question TEXT NOT NULL,
        -- row of embedding_models; vectors of different models never mix
        model_id INTEGER NOT NULL,
        -- float32, little endian, of length 1
        vector BLOB NOT NULL
      ) STRICT;
      CREATE INDEX cached_questions_by_settings ON cached_questions (settings_key, model_id);

      -- what an answer rests on, passage by passage
      CREATE TABLE cached_answer_passages (
        answer_id INTEGER NOT NULL REFERENCES cached_answers (id) ON DELETE CASCADE,
        document_id INTEGER NOT NULL,
        text_hash TEXT NOT NULL,
        PRIMARY KEY (document_id, text_hash, answer_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX cached_answer_passages_by_answer ON cached_answer_passages (answer_id);
      -- of the answers stored before, too
      INSERT OR IGNORE INTO cached_answer_passages (answer_id, document_id, text_hash)
        SELECT cached_answers.id, passage.value ->> 'documentId', passage.value ->> 'textHash'
        FROM cached_answers, json_each(cached_answers.passages) AS passage
        WHERE passage.value ->> 'documentId' IS NOT NULL AND passage.value ->> 'textHash' IS NOT NULL;
      -- a passage that goes or changes takes its answers along, also where its document's file stayed the same
      CREATE TRIGGER cached_answers_follow_passages AFTER DELETE ON chunks BEGIN
        DELETE FROM cached_answers WHERE id IN
          (SELECT answer_id FROM cached_answer_passages
           WHERE document_id = old.document_id AND text_hash = old.text_hash);
      END;
      CREATE TRIGGER cached_answers_follow_passage_changes AFTER UPDATE OF text_hash ON chunks
      WHEN new.text_hash <> old.text_hash BEGIN
        DELETE FROM cached_answers WHERE id IN
          (SELECT answer_id FROM cached_answer_passages
           WHERE document_id = old.document_id AND text_hash = old.text_hash);
      END;

      -- questions of which a person said that the answer to the one is wrong for the other: SHA-256 of each, no text
      CREATE TABLE cache_refusals (
        question_hash TEXT NOT NULL,
        other_hash TEXT NOT NULL,
        refused_at INTEGER NOT NULL,
        PRIMARY KEY (question_hash, other_hash)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}

import type { Migration } from '../migrate'

export const search: Migration = {
  version: 70,
  name: 'search',
  up: (db) => {
    db.exec(`
      -- Words as they are written, for spelling: the keyword index holds stems. Filled in the background.
      CREATE TABLE words (
        word TEXT PRIMARY KEY,
        -- passages that held it when they were read
        count INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      -- One row: how far the passages have been read.
      CREATE TABLE words_progress (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        last_chunk_id INTEGER NOT NULL,
        chunks_read INTEGER NOT NULL
      ) STRICT;
      INSERT INTO words_progress VALUES (1, 0, 0);

      -- Everything a filter looks at, so that filtering never reads past the texts that stand before these columns.
      CREATE INDEX documents_by_filter ON documents (collection_id, format, language, date, imported_at, tags);
    `)
  },
}

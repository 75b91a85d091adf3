import type { Migration } from '../migrate'

/** How many chunks there are, kept by the database itself: counting a million takes 0.2 s, and each change asks again. */
export const chunkCount: Migration = {
  version: 80,
  name: 'chunk-count',
  up: (db) => {
    db.exec(`
      CREATE TABLE chunk_count (total INTEGER NOT NULL) STRICT;
      INSERT INTO chunk_count SELECT count(*) FROM chunks;
      CREATE TRIGGER chunk_counted AFTER INSERT ON chunks
        BEGIN UPDATE chunk_count SET total = total + 1; END;
      CREATE TRIGGER chunk_uncounted AFTER DELETE ON chunks
        BEGIN UPDATE chunk_count SET total = total - 1; END;
    `)
  },
}

import type { Migration } from '../migrate'

/**
 * How many chunks wait for a vector, kept by the database itself like their number: after a large import nearly all of
 * a million wait for hours, counting them takes 0.2 s, and each change asks again.
 */
export const waitingCount: Migration = {
  version: 195,
  name: 'waiting-count',
  up: (db) => {
    db.exec(`
      ALTER TABLE chunk_count ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;
      UPDATE chunk_count SET waiting = (SELECT count(*) FROM chunks WHERE model_id IS NULL);
      DROP TRIGGER chunk_counted;
      DROP TRIGGER chunk_uncounted;
      CREATE TRIGGER chunk_counted AFTER INSERT ON chunks
        BEGIN UPDATE chunk_count SET total = total + 1, waiting = waiting + (NEW.model_id IS NULL); END;
      CREATE TRIGGER chunk_uncounted AFTER DELETE ON chunks
        BEGIN UPDATE chunk_count SET total = total - 1, waiting = waiting - (OLD.model_id IS NULL); END;
      CREATE TRIGGER chunk_embedded AFTER UPDATE OF model_id ON chunks
        WHEN (NEW.model_id IS NULL) <> (OLD.model_id IS NULL)
        BEGIN UPDATE chunk_count SET waiting = waiting + (NEW.model_id IS NULL) - (OLD.model_id IS NULL); END;
    `)
  },
}

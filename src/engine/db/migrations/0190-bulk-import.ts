import type { Migration } from '../migrate'

export const bulkImport: Migration = {
  version: 190,
  name: 'bulk-import',
  up: (db) => {
    db.exec(`
      -- Each passage went to a place of its own in it, anywhere: half of all pages that a large import wrote. Passages
      -- of the same text are told when their turn to be embedded comes, by the key of the vectors.
      DROP INDEX chunks_by_embedding;
      -- Merges what was added rarely and much at once: half the work. 45 places to look a word up take 1 ms more than 9.
      INSERT INTO chunks_fts (chunks_fts, rank) VALUES ('automerge', 16);
      INSERT INTO chunks_fts (chunks_fts, rank) VALUES ('crisismerge', 64);
    `)
  },
}

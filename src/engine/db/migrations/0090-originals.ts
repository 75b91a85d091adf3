import type { Migration } from '../migrate'

export const originals: Migration = {
  version: 90,
  name: 'originals',
  up: (db) => {
    db.exec(`
      -- Files that are nowhere else (uploads, members of a pack) and that only their own bytes show as they are.
      CREATE TABLE originals (
        -- SHA-256 of the bytes: the content_hash of the documents made of them
        content_hash TEXT PRIMARY KEY,
        size_bytes INTEGER NOT NULL,
        -- 0 while pieces are still written
        is_whole INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;
      -- Pieces of one MiB: a page of a long book is read without the book, and no write holds up a question.
      CREATE TABLE original_pieces (
        content_hash TEXT NOT NULL REFERENCES originals (content_hash) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (content_hash, ordinal)
      ) STRICT;

      CREATE TRIGGER originals_document_removed AFTER DELETE ON documents BEGIN
        DELETE FROM originals WHERE content_hash = OLD.content_hash
          AND NOT EXISTS (SELECT 1 FROM documents WHERE content_hash = OLD.content_hash);
      END;
      CREATE TRIGGER originals_document_changed AFTER UPDATE OF content_hash ON documents
      WHEN OLD.content_hash <> NEW.content_hash BEGIN
        DELETE FROM originals WHERE content_hash = OLD.content_hash
          AND NOT EXISTS (SELECT 1 FROM documents WHERE content_hash = OLD.content_hash);
      END;
    `)
  },
}

import type { Migration } from '../migrate'

export const macros: Migration = {
  version: 210,
  name: 'macros',
  up: (db) => {
    db.exec(`
      CREATE TABLE macros (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        -- in lower case; '' for none
        shortcut TEXT NOT NULL,
        -- a path with / between its names; '' for none. A folder is there as long as a macro is in it.
        folder TEXT NOT NULL,
        -- folder and name in lower case, of all letters and not only of ASCII
        key TEXT NOT NULL UNIQUE,
        body TEXT NOT NULL,
        use_count INTEGER NOT NULL DEFAULT 0,
        last_used_at INTEGER,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX macros_by_shortcut ON macros (shortcut) WHERE shortcut <> '';

      CREATE TABLE macro_passages (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        macro_id INTEGER NOT NULL REFERENCES macros (id) ON DELETE CASCADE,
        -- no reference: what a macro rests on is kept, so that it can be said that it went
        document_id INTEGER NOT NULL,
        title TEXT NOT NULL,
        heading TEXT NOT NULL,
        page INTEGER,
        start INTEGER NOT NULL,
        text TEXT NOT NULL,
        -- of the document's file: finds it again when it was removed and added anew
        content_hash TEXT NOT NULL,
        is_internal INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('same', 'changed', 'gone')),
        -- of the document when it was last compared; '' to compare again
        document_version TEXT NOT NULL,
        now_start INTEGER,
        now_text TEXT
      ) STRICT;
      CREATE INDEX macro_passages_by_macro ON macro_passages (macro_id);
    `)
  },
}

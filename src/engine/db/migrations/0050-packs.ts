import type { Migration } from '../migrate'

export const packs: Migration = {
  version: 50,
  name: 'packs',
  up: (db) => {
    db.exec(`
      -- Places that are looked at from time to time.
      CREATE TABLE pack_locations (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL CHECK (kind IN ('file', 'folder', 'https')),
        address TEXT NOT NULL UNIQUE,
        -- name of the collection for what is found there; NULL: each pack's own name
        collection TEXT,
        -- named by the administrator's policy
        is_managed INTEGER NOT NULL DEFAULT 0,
        state TEXT NOT NULL DEFAULT 'waiting'
          CHECK (state IN ('waiting', 'checking', 'installing', 'current', 'unreachable', 'refused')),
        message TEXT,
        -- of an address: what the server called the version that was taken
        etag TEXT,
        last_modified TEXT,
        -- of files: JSON, path to size and time of the version that was taken
        seen TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(seen)),
        last_checked_at INTEGER,
        last_changed_at INTEGER,
        last_bytes INTEGER NOT NULL DEFAULT 0
      ) STRICT;

      CREATE TABLE packs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source_id INTEGER NOT NULL UNIQUE REFERENCES sources (id) ON DELETE CASCADE,
        location_id INTEGER REFERENCES pack_locations (id) ON DELETE SET NULL,
        -- the name a pack keeps through all its issues
        pack_id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        -- 0 until it was installed once to the end
        serial INTEGER NOT NULL DEFAULT 0,
        -- SHA-256 of its list: two issues with the same one are the same
        manifest_hash TEXT NOT NULL DEFAULT '',
        -- who signed the first issue; the others must be theirs, too
        public_key TEXT,
        created_at INTEGER,
        model_name TEXT,
        has_fitting_vectors INTEGER NOT NULL DEFAULT 1,
        document_count INTEGER NOT NULL DEFAULT 0,
        chunk_count INTEGER NOT NULL DEFAULT 0,
        installed_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX packs_by_location ON packs (location_id);

      CREATE TABLE pack_documents (
        pack INTEGER NOT NULL REFERENCES packs (id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        -- '' stands for none
        external_id TEXT NOT NULL,
        -- of its entry in the pack: text, places of headings and passages, facts
        text_hash TEXT NOT NULL,
        original_hash TEXT,
        document_id INTEGER NOT NULL,
        PRIMARY KEY (pack, path, external_id)
      ) STRICT, WITHOUT ROWID;

      -- Checked to the last byte and decided on, but not finished: taken up again at the next start.
      CREATE TABLE pack_installs (
        pack_id TEXT PRIMARY KEY,
        location_id INTEGER REFERENCES pack_locations (id) ON DELETE CASCADE,
        collection TEXT,
        collection_id INTEGER,
        started_at INTEGER NOT NULL
      ) STRICT;

      -- A pack that is removed must not come back at the next look; the administrator's do.
      CREATE TRIGGER packs_removed AFTER DELETE ON packs WHEN OLD.location_id IS NOT NULL BEGIN
        DELETE FROM pack_locations
        WHERE id = OLD.location_id AND is_managed = 0
          AND NOT EXISTS (SELECT 1 FROM packs WHERE location_id = OLD.location_id);
      END;
    `)
  },
}

import type { Migration } from '../migrate'

export const sources: Migration = {
  version: 40,
  name: 'sources',
  up: (db) => {
    db.exec(`
      CREATE TABLE collections (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        created_at INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE sources (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        collection_id INTEGER NOT NULL REFERENCES collections (id),
        kind TEXT NOT NULL CHECK (kind IN ('folder', 'files', 'web', 'pack', 'sample')),
        label TEXT NOT NULL,
        -- a folder's path or a web address; '' where there is no single place
        location TEXT NOT NULL,
        include TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(include)),
        exclude TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(exclude)),
        is_watched INTEGER NOT NULL DEFAULT 0,
        state TEXT NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'scanning', 'unreachable', 'failed')),
        message TEXT,
        settings TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings)),
        -- the drive a folder lay on when it was last read: an empty mount point must not pass for an emptied folder
        device TEXT,
        last_scan_at INTEGER,
        created_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX sources_by_collection ON sources (collection_id);

      INSERT INTO collections VALUES (1, 'Knowledge base', 0);
      INSERT INTO sources (id, collection_id, kind, label, location, created_at) VALUES
        (1, 1, 'files', 'Imported files', '', 0),
        (2, 1, 'sample', 'Sample knowledge base', '', 0);

      -- The long columns leave the row of a document: a filter would otherwise read past every text to reach a tag.
      CREATE TABLE document_texts (
        document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
        headings TEXT NOT NULL CHECK (json_valid(headings)),
        pages TEXT NOT NULL CHECK (json_valid(pages)),
        -- where paragraphs, tables and lists lie in the text, for showing it as it was written
        layout TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(layout)),
        text TEXT NOT NULL
      ) STRICT;
      INSERT INTO document_texts (document_id, headings, pages, text)
        SELECT id, headings, pages, text FROM documents;
      ALTER TABLE documents DROP COLUMN text;
      ALTER TABLE documents DROP COLUMN headings;
      ALTER TABLE documents DROP COLUMN pages;

      ALTER TABLE documents ADD COLUMN source_id INTEGER REFERENCES sources (id);
      -- always that of its source; here too, because filters look at nothing else
      ALTER TABLE documents ADD COLUMN collection_id INTEGER REFERENCES collections (id);
      ALTER TABLE documents ADD COLUMN tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags));
      ALTER TABLE documents ADD COLUMN language TEXT;
      -- Unix milliseconds, as the document itself says
      ALTER TABLE documents ADD COLUMN date INTEGER;
      ALTER TABLE documents ADD COLUMN url TEXT;
      ALTER TABLE documents ADD COLUMN is_internal INTEGER NOT NULL DEFAULT 0;
      -- what wrote the text: the same bytes are read again when a newer reader gets more out of them
      ALTER TABLE documents ADD COLUMN reader_version INTEGER NOT NULL DEFAULT 0;
      UPDATE documents SET collection_id = 1, source_id = CASE source WHEN 'sample' THEN 2 ELSE 1 END;
      DROP INDEX documents_by_place;
      -- one file may stand in two collections; its vectors are shared all the same
      CREATE UNIQUE INDEX documents_by_place ON documents (collection_id, path, coalesce(external_id, ''));
      CREATE INDEX documents_by_source ON documents (source_id);

      -- which documents still wait for meaning search, without reading their other passages
      CREATE INDEX chunks_waiting ON chunks (document_id) WHERE model_id IS NULL;

      -- What a source holds on its drive or site: a later look reads only what differs from this.
      CREATE TABLE source_files (
        source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
        -- a file's path or a page's address; equal to the path of its documents
        path TEXT NOT NULL,
        size_bytes INTEGER,
        mtime_ms REAL,
        content_hash TEXT,
        -- of a web page
        etag TEXT,
        last_modified TEXT,
        -- NULL when it gave none; may name another source's document of the same content
        document_id INTEGER,
        is_refused INTEGER NOT NULL DEFAULT 0,
        -- the look at which it was last seen: what an earlier look saw and this one did not is gone
        seen_at INTEGER NOT NULL,
        PRIMARY KEY (source_id, path)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX source_files_by_content ON source_files (source_id, content_hash);

      ALTER TABLE import_jobs ADD COLUMN source_id INTEGER REFERENCES sources (id) ON DELETE CASCADE;
      ALTER TABLE import_jobs ADD COLUMN kind TEXT NOT NULL DEFAULT 'import' CHECK (kind IN ('import', 'rescan'));
      ALTER TABLE import_jobs ADD COLUMN is_paused INTEGER NOT NULL DEFAULT 0;
      -- documents that went because their files did
      ALTER TABLE import_jobs ADD COLUMN removed_count INTEGER NOT NULL DEFAULT 0;
      UPDATE import_jobs SET source_id = CASE source WHEN 'sample' THEN 2 ELSE 1 END;
      CREATE INDEX import_jobs_by_source ON import_jobs (source_id);

      -- the row of the archive a refused member came from
      ALTER TABLE import_files ADD COLUMN archive_id INTEGER;
      ALTER TABLE import_files ADD COLUMN mtime_ms REAL;
      -- of the page behind a spooled file
      ALTER TABLE import_files ADD COLUMN etag TEXT;
      ALTER TABLE import_files ADD COLUMN last_modified TEXT;
      CREATE INDEX import_files_by_archive ON import_files (archive_id) WHERE archive_id IS NOT NULL;
    `)
  },
}

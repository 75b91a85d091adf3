import type { Migration } from '../migrate'

export const knowledge: Migration = {
  version: 10,
  name: 'knowledge',
  up: (db) => {
    db.exec(`
      CREATE TABLE documents (
        -- AUTOINCREMENT: an id is never used again, so an old citation can never open another document
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        external_id TEXT,
        source TEXT NOT NULL CHECK (source IN ('sample', 'user')),
        path TEXT NOT NULL,
        title TEXT NOT NULL,
        format TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        text TEXT NOT NULL,
        headings TEXT NOT NULL CHECK (json_valid(headings)),
        pages TEXT NOT NULL CHECK (json_valid(pages)),
        size_bytes INTEGER NOT NULL,
        imported_at INTEGER NOT NULL
      ) STRICT;
      -- '' stands for no external id: NULLs would all be different
      CREATE UNIQUE INDEX documents_by_place ON documents (path, coalesce(external_id, ''));
      CREATE INDEX documents_by_content ON documents (content_hash);

      CREATE TABLE embedding_models (
        id INTEGER PRIMARY KEY,
        -- SHA-256 of the model file: two models never share an id, whatever their folder is called
        fingerprint TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        dimension INTEGER NOT NULL CHECK (dimension > 0)
      ) STRICT;

      CREATE TABLE chunks (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL CHECK (end > start),
        page INTEGER,
        heading TEXT NOT NULL,
        text TEXT NOT NULL,
        text_hash TEXT NOT NULL,
        -- SHA-256 of what the model reads (title, heading and text): the key of its vector
        embedding_hash TEXT NOT NULL,
        -- the model whose vector of this chunk is in the vector index; NULL while it waits
        model_id INTEGER REFERENCES embedding_models (id),
        UNIQUE (document_id, ordinal)
      ) STRICT;
      CREATE INDEX chunks_by_model ON chunks (model_id);
      CREATE INDEX chunks_by_embedding ON chunks (embedding_hash);

      -- Vectors by content: kept when a document goes, so the same text is never embedded twice. float32, little endian.
      CREATE TABLE vectors (
        model_id INTEGER NOT NULL REFERENCES embedding_models (id) ON DELETE CASCADE,
        embedding_hash TEXT NOT NULL,
        vector BLOB NOT NULL,
        PRIMARY KEY (model_id, embedding_hash)
      ) STRICT, WITHOUT ROWID;

      CREATE VIEW chunk_texts AS
        SELECT chunks.id AS id, documents.title AS title, chunks.heading AS heading, chunks.text AS body
        FROM chunks JOIN documents ON documents.id = chunks.document_id;
      CREATE VIRTUAL TABLE chunks_fts USING fts5 (
        title, heading, body,
        content = 'chunk_texts', content_rowid = 'id',
        tokenize = "porter unicode61 remove_diacritics 2"
      );
      -- title and heading count more than body: a question names the topic, and the topic is the title
      INSERT INTO chunks_fts (chunks_fts, rank) VALUES ('rank', 'bm25(6.0, 3.0, 1.0)');

      CREATE TABLE import_jobs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        state TEXT NOT NULL CHECK (state IN ('listing', 'running', 'done', 'cancelled')),
        source TEXT NOT NULL CHECK (source IN ('sample', 'user')),
        -- JSON list of {path, label, isTemporary}: what was handed over, so that a killed listing can begin again
        roots TEXT NOT NULL CHECK (json_valid(roots)),
        is_dismissed INTEGER NOT NULL DEFAULT 0,
        created_at INTEGER NOT NULL,
        finished_at INTEGER
      ) STRICT;

      CREATE TABLE import_files (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        job_id INTEGER NOT NULL REFERENCES import_jobs (id) ON DELETE CASCADE,
        -- where to read; never shown
        file_path TEXT NOT NULL,
        -- what people see, and the document's place
        path TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'reading', 'done', 'unchanged', 'refused', 'cancelled')),
        attempts INTEGER NOT NULL DEFAULT 0,
        size_bytes INTEGER,
        document_id INTEGER,
        document_count INTEGER NOT NULL DEFAULT 0,
        refusal_code TEXT,
        refusal_message TEXT,
        warning TEXT,
        UNIQUE (job_id, file_path)
      ) STRICT;
      CREATE INDEX import_files_by_state ON import_files (job_id, state);
    `)
  },
}

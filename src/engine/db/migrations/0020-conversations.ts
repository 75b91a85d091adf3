import type { Migration } from '../migrate'

export const conversations: Migration = {
  version: 20,
  name: 'conversations',
  up: (db) => {
    db.exec(`
      CREATE TABLE conversations (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL,
        is_pinned INTEGER NOT NULL DEFAULT 0,
        is_temporary INTEGER NOT NULL DEFAULT 0,
        -- the newest message it ever had: the order of the list; clocks go backwards, ids do not
        last_message_id INTEGER NOT NULL DEFAULT 0,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX conversations_by_activity ON conversations (is_pinned DESC, last_message_id DESC, id DESC);

      CREATE TABLE messages (
        -- order is by id: clocks go backwards
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
        text TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('complete', 'streaming', 'stopped', 'interrupted', 'failed')),
        origin TEXT CHECK (origin IN ('model', 'extractive', 'none')),
        cached_at INTEGER,
        model_name TEXT,
        notice TEXT CHECK (notice IS NULL OR json_valid(notice)),
        -- the passages as they were given, with their text: an answer stays checkable when its document is gone
        passages TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(passages)),
        dropped_citations TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(dropped_citations)),
        created_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX messages_by_conversation ON messages (conversation_id, id);
      CREATE INDEX messages_streaming ON messages (state) WHERE state = 'streaming';

      CREATE VIRTUAL TABLE messages_fts USING fts5 (
        text, content = 'messages', content_rowid = 'id', tokenize = "porter unicode61 remove_diacritics 2"
      );
      CREATE TRIGGER messages_fts_insert AFTER INSERT ON messages BEGIN
        INSERT INTO messages_fts (rowid, text) VALUES (new.id, new.text);
      END;
      CREATE TRIGGER messages_fts_delete AFTER DELETE ON messages BEGIN
        INSERT INTO messages_fts (messages_fts, rowid, text) VALUES ('delete', old.id, old.text);
      END;
      CREATE TRIGGER messages_fts_update AFTER UPDATE OF text ON messages BEGIN
        INSERT INTO messages_fts (messages_fts, rowid, text) VALUES ('delete', old.id, old.text);
        INSERT INTO messages_fts (rowid, text) VALUES (new.id, new.text);
      END;

      CREATE TABLE settings (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL,
        -- a value that no longer fits is set aside here, never deleted
        is_set_aside INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;
    `)
  },
}

import type { Migration } from '../migrate'

export const models: Migration = {
  version: 160,
  name: 'models',
  up: (db) => {
    db.exec(`
      CREATE TABLE model_profiles (
        -- never given twice: keys are kept outside of the database under this number
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        is_active INTEGER NOT NULL DEFAULT 0,
        -- of the active profile the four columns that follow stand in the settings; these take them up when it rests
        server_url TEXT NOT NULL,
        model_name TEXT NOT NULL,
        creativity INTEGER NOT NULL,
        max_answer_tokens INTEGER NOT NULL,
        -- of a million tokens, in the person's own currency; null: not known
        prompt_price REAL,
        answer_price REAL,
        needs_key INTEGER NOT NULL DEFAULT 1,
        -- scheme, name and port of the server the key was given for; it is sent to no other
        key_origin TEXT
      ) STRICT;
      CREATE UNIQUE INDEX one_active_model_profile ON model_profiles (is_active) WHERE is_active = 1;
      INSERT INTO model_profiles (id, name, is_active, server_url, model_name, creativity, max_answer_tokens)
        VALUES (1, 'Mistral', 1, 'https://api.mistral.ai', 'mistral-small-latest', 20, 800);

      CREATE TABLE model_usage (
        -- local date, YYYY-MM-DD
        day TEXT NOT NULL,
        profile_id INTEGER NOT NULL,
        model_name TEXT NOT NULL,
        -- as it was called then: a removed profile's tokens stay counted
        profile_name TEXT NOT NULL,
        requests INTEGER NOT NULL,
        prompt_tokens INTEGER NOT NULL,
        answer_tokens INTEGER NOT NULL,
        -- null where no price was set
        cost REAL,
        PRIMARY KEY (day, profile_id, model_name)
      ) STRICT, WITHOUT ROWID;

      -- each wording a person has saved; the newest of a name is in force unless it is marked as put back
      CREATE TABLE prompt_versions (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        -- null: back to the text that comes with the app
        text TEXT,
        -- fingerprint of the text that came with the app then, to tell later that it has changed
        shipped_hash TEXT NOT NULL,
        created_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX prompt_versions_by_name ON prompt_versions (name, id);
    `)
  },
}

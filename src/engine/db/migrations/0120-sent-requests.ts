import type { Migration } from '../migrate'

export const sentRequests: Migration = {
  version: 120,
  name: 'sent-requests',
  up: (db) => {
    db.exec(`
      -- what left this machine, word for word; it goes with the answer that it was for
      CREATE TABLE sent_requests (
        id INTEGER PRIMARY KEY,
        message_id INTEGER REFERENCES messages (id) ON DELETE CASCADE,
        -- of the server, without path and key
        server TEXT NOT NULL,
        model_name TEXT NOT NULL,
        -- how many different details were replaced
        masked_count INTEGER NOT NULL,
        -- the messages as JSON, deflated
        body BLOB NOT NULL,
        sent_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX sent_requests_by_message ON sent_requests (message_id);
      CREATE INDEX sent_requests_by_time ON sent_requests (sent_at);
    `)
  },
}

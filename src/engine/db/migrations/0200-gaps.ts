import type { Migration } from '../migrate'

export const gaps: Migration = {
  version: 200,
  name: 'gaps',
  up: (db) => {
    db.exec(`
      -- what the knowledge base did not answer, or not well
      CREATE TABLE gaps (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
        closed_by TEXT CHECK (closed_by IN ('person', 'knowledge')),
        closed_at INTEGER,
        note TEXT NOT NULL DEFAULT '',
        -- the passage that answers it now: JSON {documentId, title, start, end}
        answered_by TEXT CHECK (answered_by IS NULL OR json_valid(answered_by)),
        -- the state of the knowledge it was last looked up in
        checked_revision INTEGER,
        created_at INTEGER NOT NULL
      ) STRICT;

      -- one row an answer; it goes with its message, and so with its conversation
      CREATE TABLE gap_questions (
        message_id INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
        -- null until it has been grouped
        gap_id INTEGER REFERENCES gaps (id) ON DELETE CASCADE,
        reason TEXT NOT NULL CHECK (reason IN ('nothing', 'wrong', 'incomplete', 'outdated', 'tone', 'other')),
        comment TEXT NOT NULL DEFAULT '',
        question TEXT NOT NULL,
        model_id INTEGER,
        -- float32, little endian, of length 1
        vector BLOB,
        asked_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX gap_questions_by_gap ON gap_questions (gap_id, asked_at);
      CREATE INDEX gap_questions_waiting ON gap_questions (message_id) WHERE gap_id IS NULL;

      -- in the transaction that writes the answer: what was acknowledged is in the list, too
      CREATE TRIGGER gap_of_nothing_found AFTER UPDATE OF origin, state ON messages
      WHEN new.origin = 'none' AND new.state = 'complete' AND new.role = 'assistant'
        AND coalesce(new.task ->> 'kind', 'answer') <> 'summary'
        AND (SELECT is_temporary FROM conversations WHERE id = new.conversation_id) = 0
      BEGIN
        INSERT OR IGNORE INTO gap_questions (message_id, reason, question, asked_at)
        SELECT new.id, 'nothing', coalesce(new.searched_for, text), new.created_at FROM messages
        WHERE conversation_id = new.conversation_id AND id < new.id AND role = 'user' ORDER BY id DESC LIMIT 1;
      END;
      CREATE TRIGGER gap_of_feedback AFTER UPDATE OF feedback ON messages
      WHEN new.feedback ->> 'verdict' = 'bad'
        AND (SELECT is_temporary FROM conversations WHERE id = new.conversation_id) = 0
      BEGIN
        INSERT INTO gap_questions (message_id, reason, comment, question, asked_at)
        SELECT new.id, coalesce(new.feedback ->> 'reason', 'other'), new.feedback ->> 'comment',
          coalesce(new.searched_for, text), new.created_at FROM messages
        WHERE conversation_id = new.conversation_id AND id < new.id AND role = 'user' ORDER BY id DESC LIMIT 1
        ON CONFLICT (message_id) DO UPDATE SET reason = excluded.reason, comment = excluded.comment;
      END;
      -- taken back; that nothing was found stays true
      CREATE TRIGGER gap_of_feedback_taken_back AFTER UPDATE OF feedback ON messages
      WHEN new.feedback IS NULL OR new.feedback ->> 'verdict' = 'good'
      BEGIN
        DELETE FROM gap_questions WHERE message_id = new.id AND new.origin IS NOT 'none';
        UPDATE gap_questions SET reason = 'nothing', comment = '' WHERE message_id = new.id;
      END;
      -- what nobody asks any more goes, unless somebody wrote something about it
      CREATE TRIGGER gaps_without_questions AFTER DELETE ON gap_questions WHEN old.gap_id IS NOT NULL BEGIN
        DELETE FROM gaps WHERE id = old.gap_id AND note = ''
          AND NOT EXISTS (SELECT 1 FROM gap_questions WHERE gap_id = old.gap_id);
      END;
      CREATE TRIGGER gaps_left_without_questions AFTER UPDATE OF gap_id ON gap_questions
      WHEN old.gap_id IS NOT NULL AND new.gap_id IS NOT old.gap_id BEGIN
        DELETE FROM gaps WHERE id = old.gap_id AND note = ''
          AND NOT EXISTS (SELECT 1 FROM gap_questions WHERE gap_id = old.gap_id);
      END;

      -- those from before this list; grouped when there is time
      INSERT INTO gap_questions (message_id, reason, question, asked_at)
        SELECT m.id, 'nothing', coalesce(m.searched_for, (
          SELECT text FROM messages AS q
          WHERE q.conversation_id = m.conversation_id AND q.id < m.id AND q.role = 'user' ORDER BY q.id DESC LIMIT 1
        )), m.created_at
        FROM messages AS m JOIN conversations AS c ON c.id = m.conversation_id
        WHERE m.origin = 'none' AND m.state = 'complete' AND c.is_temporary = 0
          AND coalesce(m.task ->> 'kind', 'answer') <> 'summary'
          AND EXISTS (SELECT 1 FROM messages AS q
            WHERE q.conversation_id = m.conversation_id AND q.id < m.id AND q.role = 'user');
    `)
  },
}

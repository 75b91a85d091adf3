import type { Migration } from '../migrate'

/** What a model found no answer to in its passages is a gap too, like what nothing was found for. */
export const notCovered: Migration = {
  version: 270,
  name: 'not-covered',
  up: (db) => {
    db.exec(`
      DROP TRIGGER gap_of_nothing_found;
      CREATE TRIGGER gap_of_nothing_found AFTER UPDATE OF origin, state ON messages
      WHEN (new.origin = 'none' OR new.notice ->> 'code' = 'not_covered')
        AND new.state = 'complete' AND new.role = 'assistant'
        AND coalesce(new.task ->> 'kind', 'answer') <> 'summary'
        AND (SELECT is_temporary FROM conversations WHERE id = new.conversation_id) = 0
      BEGIN
        INSERT OR IGNORE INTO gap_questions (message_id, reason, question, asked_at)
        SELECT new.id, 'nothing', coalesce(new.searched_for, text), new.created_at FROM messages
        WHERE conversation_id = new.conversation_id AND id < new.id AND role = 'user' ORDER BY id DESC LIMIT 1;
      END;

      DROP TRIGGER gap_of_feedback_taken_back;
      CREATE TRIGGER gap_of_feedback_taken_back AFTER UPDATE OF feedback ON messages
      WHEN new.feedback IS NULL OR new.feedback ->> 'verdict' = 'good'
      BEGIN
        DELETE FROM gap_questions WHERE message_id = new.id
          AND new.origin IS NOT 'none' AND (new.notice ->> 'code') IS NOT 'not_covered';
        UPDATE gap_questions SET reason = 'nothing', comment = '' WHERE message_id = new.id;
      END;
    `)
  },
}

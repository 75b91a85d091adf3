import type { Migration } from '../migrate'

export const tasks: Migration = {
  version: 100,
  name: 'tasks',
  up: (db) => {
    db.exec(`
      -- what an answer was asked to be; null for the answers from before there was a choice, and for questions
      ALTER TABLE messages ADD COLUMN task TEXT CHECK (task IS NULL OR json_valid(task));
      ALTER TABLE messages ADD COLUMN usage TEXT CHECK (usage IS NULL OR json_valid(usage));
      ALTER TABLE messages ADD COLUMN cached_question TEXT;
      ALTER TABLE messages ADD COLUMN searched_for TEXT;
      ALTER TABLE messages ADD COLUMN feedback TEXT CHECK (feedback IS NULL OR json_valid(feedback));
      ALTER TABLE messages ADD COLUMN used_at INTEGER;
    `)
  },
}

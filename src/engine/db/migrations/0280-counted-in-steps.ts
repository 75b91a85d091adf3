import type { Migration } from '../migrate'

/**
 * New chunks are counted by what writes them, once for hundreds: a trigger for each was a fourth of the time that their
 * rows take. What goes and what gets its vector is still counted by the database, since it happens in many ways.
 */
export const countedInSteps: Migration = {
  version: 280,
  name: 'counted-in-steps',
  up: (db) => {
    db.exec('DROP TRIGGER chunk_counted')
  },
}

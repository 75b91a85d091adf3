import type { Migration } from '../migrate'
import { knowledge } from './0010-knowledge'
import { conversations } from './0020-conversations'
import { answerCache } from './0030-answer-cache'
import { sources } from './0040-sources'
import { packs } from './0050-packs'
import { search } from './0070-search'
import { chunkCount } from './0080-chunk-count'
import { originals } from './0090-originals'
import { tasks } from './0100-tasks'
import { cacheByMeaning } from './0110-cache-by-meaning'
import { sentRequests } from './0120-sent-requests'
import { models } from './0160-models'
import { bulkImport } from './0190-bulk-import'
import { waitingCount } from './0195-waiting-count'
import { gaps } from './0200-gaps'
import { macros } from './0210-macros'
import { foldedWords } from './0230-folded-words'
import { notCovered } from './0270-not-covered'
import { countedInSteps } from './0280-counted-in-steps'

export const MIGRATIONS: readonly Migration[] = [
  knowledge,
  conversations,
  answerCache,
  sources,
  packs,
  search,
  chunkCount,
  originals,
  tasks,
  cacheByMeaning,
  sentRequests,
  models,
  bulkImport,
  waitingCount,
  gaps,
  macros,
  foldedWords,
  notCovered,
  countedInSteps,
]

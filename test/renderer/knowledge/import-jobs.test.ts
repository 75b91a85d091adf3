import { refusalCodeSchema } from '@shared/models'
import { expect, test } from 'vitest'
import {
  fileWords,
  filterChoices,
  groupJobs,
  jobCounts,
  jobNews,
  jobParts,
  jobProgress,
  jobTitle,
  sortJobs,
  statesForFilter,
} from '../../../src/renderer/knowledge/import-jobs'
import { importFile, importJob } from '../helpers/sample-models'

test('jobs stand newest first', () => {
  const jobs = sortJobs([importJob({ id: 1, createdAt: 10 }), importJob({ id: 2, createdAt: 20 })])
  expect(jobs.map(({ id }) => id)).toEqual([2, 1])
})

test.each([
  ['while it lists', importJob({ state: 'listing', total: 120 }), '120 files found so far'],
  [
    'while it runs',
    importJob({ total: 501, done: 473, unchanged: 20, refused: 8, waitingForMeaning: 70 }),
    '423 of 501 ready, 70 waiting for meaning search, 8 failed',
  ],
  ['while it is paused', importJob({ state: 'paused', total: 9, done: 4 }), '4 of 9 ready'],
  [
    'when all is read and meaning search is not there yet',
    importJob({ state: 'done', total: 12, done: 10, refused: 2, waitingForMeaning: 3 }),
    '7 of 12 ready, 3 waiting for meaning search, 2 failed',
  ],
  ['when it has ended', importJob({ state: 'done', total: 12, done: 10, refused: 2 }), '10 added, 2 failed'],
  [
    'of changes that took documents away',
    importJob({ state: 'done', kind: 'rescan', total: 2, done: 1, unchanged: 1, removed: 3 }),
    '1 added, 1 unchanged, 3 removed',
  ],
  [
    'when it was cancelled',
    importJob({ state: 'cancelled', total: 10, done: 4, cancelled: 6 }),
    '4 added, 6 left out',
  ],
  ['of an empty folder', importJob({ state: 'done', total: 0 }), 'No file in there can be read'],
])('the counts of a job %s', (_case, job, text) => {
  expect(jobCounts(job)).toBe(text)
})

test('the bar has a part each for what is ready, what waits and what failed', () => {
  expect(jobParts(importJob({ total: 10, done: 4, unchanged: 1, refused: 2, waitingForMeaning: 3 }))).toEqual(
    { ready: 0.2, waiting: 0.3, failed: 0.2 },
  )
  expect(jobParts(importJob({ state: 'listing', total: 0 }))).toEqual({ ready: 0, waiting: 0, failed: 0 })
  // a count that was taken a moment later than the others
  expect(jobParts(importJob({ total: 4, done: 1, waitingForMeaning: 2 }))).toMatchObject({
    ready: 0,
    waiting: 0.25,
  })
})

test('how a job goes is said beside its counts, and the time left in rough words', () => {
  const words = (changes: Parameters<typeof importJob>[0]) => jobProgress(importJob(changes))
  expect(words({ state: 'running', remainingMs: null })).toBeNull()
  expect(words({ state: 'running', remainingMs: 40_000 })).toBe('less than a minute left')
  expect(words({ state: 'running', remainingMs: 200_000 })).toBe('about 3 min left')
  expect(words({ state: 'running', remainingMs: 7_200_000 })).toBe('about 2 h left')
  expect(words({ state: 'running', remainingMs: 5_100_000 })).toBe('about 1 h 25 min left')
  expect(words({ state: 'paused', remainingMs: 40_000 })).toBe('Paused')
  expect(words({ state: 'done', remainingMs: null })).toBeNull()
})

test('a job is named after its source, and loose files by their number', () => {
  expect(jobTitle(importJob({ source: 'sample' }), 'Sample')).toBe('Sample knowledge base')
  expect(jobTitle(importJob({ total: 1 }), null)).toBe('1 file')
  expect(jobTitle(importJob({ total: 5 }), 'help-centre')).toBe('help-centre')
  expect(jobTitle(importJob({ kind: 'rescan' }), 'help-centre')).toBe('Changes in help-centre')
})

test('jobs that failed or wait stay in sight, and of the others the newest only', () => {
  const quiet = (id: number) => importJob({ id, state: 'done', total: 1, done: 1 })
  const failed = importJob({ id: 3, state: 'done', total: 1, refused: 1 })
  const waiting = importJob({ id: 4, state: 'done', total: 1, done: 1, waitingForMeaning: 1 })
  const { shown, earlier } = groupJobs([quiet(6), quiet(5), waiting, failed, quiet(2), importJob({ id: 1 })])
  expect(shown.map(({ id }) => id)).toEqual([6, 4, 3, 1])
  expect(earlier.map(({ id }) => id)).toEqual([5, 2])
})

test('a job is told when it turns, and not at each of its steps', () => {
  const running = importJob({ total: 2 })
  const news = (before: Parameters<typeof jobNews>[0], changes: Parameters<typeof importJob>[0]) =>
    jobNews(before, importJob({ total: 2, ...changes }), 'help-centre')
  expect(news(running, { done: 1 })).toBeNull()
  expect(news(running, { state: 'paused' })).toBe('help-centre: paused.')
  expect(news(importJob({ state: 'paused' }), {})).toBe('help-centre: going on.')
  expect(news(running, { state: 'done', done: 1, refused: 1 })).toBe(
    'help-centre: finished. 1 added, 1 failed.',
  )
  expect(news(running, { state: 'cancelled' })).toBe('help-centre: cancelled.')
  // what had ended before the page was opened is no news
  expect(news(undefined, { state: 'done', done: 2 })).toBeNull()
})

test('the files can be limited to what there is some of', () => {
  const job = importJob({ total: 10, done: 3, refused: 2 })
  expect(filterChoices(job).map(({ text }) => text)).toEqual(['All 10', 'Read 3', 'To be read 5', 'Failed 2'])
  expect(statesForFilter('failed')).toEqual(['refused'])
  expect(statesForFilter('all')).toBeUndefined()
})

test('a refused file shows the reason it was given', () => {
  const refused = importFile({
    state: 'refused',
    refusal: { code: 'encrypted', message: 'It needs a password.' },
  })
  expect(fileWords(refused)).toEqual({ state: 'Failed', reason: 'It needs a password.', tone: 'bad' })
})

test.each(refusalCodeSchema.options)('a refusal %s without words of its own still has a reason', (code) => {
  expect(fileWords(importFile({ state: 'refused', refusal: { code, message: ' ' } })).reason).toMatch(
    /^\p{Lu}.+\.$/u,
  )
})

test('a file that gave many documents says how many, a doubtful one says what was doubtful', () => {
  expect(fileWords(importFile({ documentCount: 412 })).state).toBe('412 documents')
  expect(fileWords(importFile({ warning: 'Read as Windows-1252.' }))).toMatchObject({
    state: 'Added',
    reason: 'Read as Windows-1252.',
    tone: 'attention',
  })
})

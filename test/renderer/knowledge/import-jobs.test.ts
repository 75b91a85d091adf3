import { refusalCodeSchema } from '@shared/models'
import { expect, test } from 'vitest'
import {
  fileWords,
  jobCounts,
  jobFraction,
  jobTitle,
  sortJobs,
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
    importJob({ total: 501, done: 400, unchanged: 20, refused: 3 }),
    '423 of 501 · 400 added · 20 unchanged · 3 refused',
  ],
  [
    'when it has ended',
    importJob({ state: 'done', total: 12, done: 10, refused: 2 }),
    '10 added · 2 refused',
  ],
  [
    'when it was cancelled',
    importJob({ state: 'cancelled', total: 10, done: 4, cancelled: 6 }),
    '4 added · 6 cancelled',
  ],
  ['of an empty folder', importJob({ state: 'done', total: 0 }), 'No file in there can be read'],
])('the counts of a job %s', (_case, job, text) => {
  expect(jobCounts(job)).toBe(text)
})

test('progress is a fraction of all files, however they ended', () => {
  expect(jobFraction(importJob({ total: 10, done: 1, unchanged: 1, refused: 1, cancelled: 1 }))).toBe(0.4)
  expect(jobFraction(importJob({ state: 'listing', total: 0 }))).toBe(0)
  expect(jobFraction(importJob({ state: 'done', total: 0 }))).toBe(1)
})

test('a job is named after what it brings', () => {
  expect(jobTitle(importJob({ source: 'sample' }))).toBe('Sample knowledge base')
  expect(jobTitle(importJob({ total: 1 }))).toBe('1 file')
  expect(jobTitle(importJob({ state: 'listing' }))).toBe('Looking for files')
})

test('a refused file shows the reason it was given', () => {
  const refused = importFile({
    state: 'refused',
    refusal: { code: 'encrypted', message: 'It needs a password.' },
  })
  expect(fileWords(refused)).toEqual({ state: 'Refused', reason: 'It needs a password.', tone: 'bad' })
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

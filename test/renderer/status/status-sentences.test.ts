import type { ImportJob, Status } from '@shared/models'
import { expect, test } from 'vitest'
import {
  answerSource,
  cacheToday,
  importProgress,
  meaningProgress,
  modelLabel,
  readiness,
} from '../../../src/renderer/status/status-sentences'
import { importJob, status } from '../helpers/sample-models'

test.each<[string, Partial<Status>, string, string]>([
  ['nothing imported', { documentCount: 0, chunkCount: 0, embeddedCount: 0 }, 'attention', 'No articles yet'],
  ['everything embedded', {}, 'ready', '52 articles, search ready'],
  ['embeddings on their way', { embeddedCount: 423 }, 'working', '52 articles, searchable by keyword'],
  [
    'no model',
    { embeddedCount: 0, embedding: { state: 'missing', message: 'x', modelId: null } },
    'attention',
    '52 articles, keyword search only',
  ],
  ['one document', { documentCount: 1 }, 'ready', '1 article, search ready'],
])('readiness with %s', (_case, changes, tone, text) => {
  expect(readiness(status(changes))).toEqual({ tone, text })
})

test('while files are still read, what is there is not called ready', () => {
  expect(readiness(status({ activeImport: importJob() }))).toEqual({
    tone: 'working',
    text: '52 articles so far',
  })
})

test('the first import is work, not a state to look after', () => {
  expect(readiness(status({ documentCount: 0, activeImport: importJob() })).tone).toBe('working')
})

test('meaning-based progress is shown only while it moves', () => {
  expect(meaningProgress(status({ embeddedCount: 423 }))).toEqual({
    label: 'Meaning-based search',
    fraction: 423 / 501,
    text: '423 of 501',
  })
  expect(meaningProgress(status())).toBeNull()
  expect(
    meaningProgress(
      status({ embeddedCount: 3, embedding: { state: 'failed', message: null, modelId: null } }),
    ),
  ).toBeNull()
})

test.each<[Partial<ImportJob>, number, string]>([
  [{ state: 'listing', total: 1_200 }, 0, '1,200 files found so far'],
  [{ total: 501, done: 400, unchanged: 20, refused: 2, cancelled: 1 }, 423 / 501, '423 of 501'],
  [{ total: 0 }, 0, '0 of 0'],
])('an import %o', (changes, fraction, text) => {
  expect(importProgress(importJob(changes))).toEqual({ label: 'Import', fraction, text })
})

test('no import shows nothing', () => {
  expect(importProgress(null)).toBeNull()
})

test('the model item tells who answers and how the last request went', () => {
  const ok = { ok: true, at: 1, firstTokenMs: 412, code: null, message: null }
  expect(answerSource(status({ apiKey: 'none' }), null).text).toBe('No API key: quoted answers')
  expect(answerSource(status(), null).text).toBe('Mistral Small')
  expect(answerSource(status({ lastRequest: ok }), null).text).toBe('Mistral Small · 0.4 s')
  const failed = answerSource(
    status({ lastRequest: { ...ok, ok: false, message: 'The key was refused.' } }),
    null,
  )
  expect(failed).toMatchObject({ tone: 'attention', detail: 'The key was refused.' })
})

test.each([
  ['api_key_refused', 'Mistral Small · key refused'],
  ['api_unreachable', 'Mistral Small · not reached'],
  ['api_timed_out', 'Mistral Small · no answer in time'],
  ['internal', 'Mistral Small · last request failed'],
] as const)('a last request that ended in %s is shown as %s', (code, text) => {
  const lastRequest = { ok: false, at: 1, firstTokenMs: null, code, message: 'Why.' }
  expect(answerSource(status({ lastRequest }), null).text).toBe(text)
})

test('the cache item is silent on a day without answers', () => {
  expect(cacheToday(status())).toBeNull()
  expect(cacheToday(status({ answersToday: 40, answersFromCacheToday: 12 }))).toBe(
    '12 of 40 answers from cache today',
  )
  expect(cacheToday(status({ answersToday: 1, answersFromCacheToday: 0 }))).toBe(
    '0 of 1 answer from cache today',
  )
})

test.each([
  ['mistral-small-latest', 'Mistral Small'],
  ['ministral-8b-latest', 'Ministral 8b'],
  ['mistral-small-2506', 'mistral-small-2506'],
  ['my-own-model', 'my-own-model'],
])('%s is shown as %s', (name, label) => {
  expect(modelLabel(name)).toBe(label)
})

test('a server that rests is told with the time left, and a used-up limit goes before it', () => {
  const modelServer = { state: 'resting', until: 5, reason: 'It has a problem.' } as const
  expect(answerSource(status({ modelServer }), 12)).toEqual({
    tone: 'attention',
    text: 'Mistral Small · tried again in 12 s',
    detail: 'It has a problem.',
  })
  expect(answerSource(status({ modelServer }), null).text).toBe(
    'Mistral Small · tried again with the next question',
  )
  expect(answerSource(status({ modelServer: { ...modelServer, state: 'probing' } }), null).text).toBe(
    'Mistral Small · being tried again',
  )
  expect(answerSource(status({ modelServer, isBudgetUsedUp: true }), 12).text).toBe(
    'Mistral Small · limit of the day used up',
  )
})

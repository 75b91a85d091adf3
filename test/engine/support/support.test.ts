import { expect, test } from 'vitest'
import { createSupport } from '../../../src/engine/support/support'
import { AppError } from '../../../src/shared/errors'
import { SILENT_LOG } from '../../../src/shared/log'

const PASSAGE = 'Refunds take 5 business days. Gift wrapping is never refunded.'
const noModel = { model: null, embed: () => Promise.reject(new Error('not asked')) }
const check = (draft: string, embedder: Parameters<typeof createSupport>[0]['embedder'] = noModel) =>
  createSupport({ embedder, log: SILENT_LOG }).check({
    draft,
    passages: [{ text: PASSAGE, title: 'Refunds' }],
    signal: new AbortController().signal,
  })

test('without a model words and numbers are compared, and the result says so', async () => {
  const { sentences, comparedBy } = await check(
    'Hello Tom,\nRefunds take five business days. They take 9 days.',
  )
  expect(comparedBy).toBe('words')
  expect(sentences.map(({ verdict, fault, passage }) => ({ verdict, fault, passage }))).toEqual([
    { verdict: 'courtesy', fault: null, passage: null },
    { verdict: 'backed', fault: null, passage: 1 },
    { verdict: 'unbacked', fault: 'number', passage: 1 },
  ])
})

test('the names that a letter is signed with need no passage', async () => {
  const { sentences } = await check(
    'Refunds take 5 business days.\n\nMit freundlichen Grüßen\nIhr VerdeMuse Team',
  )
  expect(sentences.map(({ verdict }) => verdict)).toEqual(['backed', 'courtesy', 'courtesy'])
})

test('the evidence is the very sentence of the passage', async () => {
  const { sentences } = await check('Gift wrapping is never refunded.')
  const evidence = sentences[0]?.evidence
  expect(PASSAGE.slice(evidence?.start, evidence?.end)).toBe('Gift wrapping is never refunded.')
})

test('a model that fails leaves the comparison by words', async () => {
  const model = { id: 1, fingerprint: 'f', name: 'm', dimension: 2 }
  const failing = { model, embed: () => Promise.reject(new AppError('embedder_failed', 'Broken.')) }
  expect((await check('Refunds take 5 business days.', failing)).comparedBy).toBe('words')
})

test('the name and the number of the one who asks need no evidence, those of others do', async () => {
  const support = createSupport({ embedder: noModel, log: SILENT_LOG })
  const given = { passages: [{ text: PASSAGE }], signal: new AbortController().signal }
  const draft = 'Hello Ana Ruiz, for order 20418 refunds take 5 business days.'
  const asked = "I'm Ana Ruiz, when is order 20418 refunded?"
  expect((await support.check({ ...given, draft, asked })).sentences[0]?.fault).not.toBe('name')
  expect((await support.check({ ...given, draft, asked })).sentences[0]?.fault).not.toBe('number')
  expect((await support.check({ ...given, draft })).sentences[0]?.fault).toBe('name')
})

test('a stop is passed on', async () => {
  const model = { id: 1, fingerprint: 'f', name: 'm', dimension: 2 }
  const stopped = { model, embed: () => Promise.reject(new AppError('cancelled', 'Stopped.')) }
  await expect(check('Refunds take 5 business days.', stopped)).rejects.toMatchObject({ code: 'cancelled' })
})

test('nothing to check, and nothing to check it by', async () => {
  expect((await check('')).sentences).toEqual([])
  const { sentences } = await createSupport({ embedder: noModel, log: SILENT_LOG }).check({
    draft: 'Refunds take 5 days.',
    passages: [],
    signal: new AbortController().signal,
  })
  expect(sentences).toMatchObject([{ verdict: 'unbacked', fault: 'not_found', passage: null }])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFollowUps, scoreFollowUps } from './follow-ups'
import { type Corpus, openCorpus } from './open-corpus'
import { QUESTION_SETS } from './question-sets'

let corpus: Corpus

beforeAll(async () => {
  const [plantShop] = QUESTION_SETS
  if (!plantShop) throw new Error('no set')
  // the set is small: embedded on the spot it takes half a minute
  corpus = await openCorpus(plantShop, { maxEmbedded: 1000 })
}, 300_000)
afterAll(() => corpus?.close())

test('a question that leans on the one before finds what it means only with it', async () => {
  const questions = readFollowUps().filter(({ kind }) => kind !== 'new-topic')
  const { raw, rewritten } = await scoreFollowUps(corpus, questions)
  expect(questions.length).toBeGreaterThanOrEqual(40)
  expect(rewritten.hit3).toBeGreaterThanOrEqual(0.9)
  expect(rewritten.hit3 - raw.hit3).toBeGreaterThanOrEqual(0.25)
}, 120_000)

test('a question about something else is not dragged along', async () => {
  const { raw, rewritten } = await scoreFollowUps(
    corpus,
    readFollowUps().filter(({ kind }) => kind === 'new-topic'),
  )
  expect(rewritten.hit3).toBeGreaterThanOrEqual(raw.hit3)
}, 120_000)

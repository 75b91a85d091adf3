import { expect, test } from 'vitest'
import { createAnswerCache } from '../../../src/engine/ask/answer-cache'
import { createSimilarQuestions } from '../../../src/engine/ask/similar-questions'
import { createKnowledge } from '../../../src/engine/knowledge/create-knowledge'
import { dotProduct, toVector } from '../../../src/engine/knowledge/vector-math'
import { SILENT_LOG } from '../../../src/shared/log'
import { FAKE_MODEL, fakeVector } from '../../helpers/fake-embedder'
import { tempDatabase } from '../../helpers/temp-database'

function open() {
  const db = tempDatabase()
  const modelId = createKnowledge({ db, log: SILENT_LOG }).registerModel(FAKE_MODEL).id
  const cache = createAnswerCache({ db, now: () => 1 })
  const meaningOf = (question: string) => ({
    settingsKey: 'same',
    question,
    modelId,
    vector: fakeVector(question),
  })
  const store = (question: string) =>
    cache.store({
      exactKey: question,
      contextKey: question,
      revision: 1,
      text: `Answer to ${question}`,
      modelName: 'any',
      passages: [],
      meaning: meaningOf(question),
    })
  const near = (question: string) => cache.findSimilar(meaningOf(question), 30, 0.75).map(({ text }) => text)
  return { db, modelId, cache, meaningOf, store, near }
}

test('what was stored before and after the first look is found, the nearest first', () => {
  const { db, store, near, meaningOf } = open()
  store('water the fern')
  const later = createSimilarQuestions(db)
  expect(later.nearest(meaningOf('water the fern'), { limit: 5, leastCosine: 0.5 })).toHaveLength(1)
  expect(near('water the fern')).toEqual(['Answer to water the fern'])
  store('water the old fern')
  expect(near('water the fern')).toEqual(['Answer to water the fern', 'Answer to water the old fern'])
})

test('an answer that is gone is found no more, also when another has taken its number', () => {
  const { db, store, near } = open()
  store('water the fern')
  expect(near('water the fern')).toHaveLength(1)
  db.exec('DELETE FROM cached_answers')
  expect(near('water the fern')).toEqual([])
  store('water the fern')
  expect(near('water the fern')).toHaveLength(1)
  // as a trigger would, and the number is given again
  db.exec('DELETE FROM cached_answers')
  store('cut the roses in march')
  expect(near('water the fern')).toEqual([])
  expect(near('cut the roses in march')).toEqual(['Answer to cut the roses in march'])
})

test('what a transaction took back is not found', () => {
  const { db, store, near } = open()
  store('water the fern')
  expect(near('pot the cactus')).toEqual([])
  const failing = db.transaction(() => {
    store('pot the cactus')
    throw new Error('no')
  })
  expect(failing).toThrow('no')
  expect(near('pot the cactus')).toEqual([])
  store('feed the lily')
  expect(near('feed the lily')).toEqual(['Answer to feed the lily'])
})

test('questions of another setting are another matter', () => {
  const { cache, store, near, meaningOf } = open()
  store('water the fern')
  expect(near('water the fern')).toHaveLength(1)
  const other = { ...meaningOf('water the fern'), settingsKey: 'other' }
  expect(cache.findSimilar(other, 30, 0.5)).toEqual([])
  expect(near('water the fern')).toHaveLength(1)
})

test('of many, exactly those are found that a comparison one by one finds, also after some are gone', () => {
  const { db, store, meaningOf } = open()
  const words = [
    'fern',
    'rose',
    'mint',
    'lime',
    'soil',
    'water',
    'sun',
    'pot',
    'leaf',
    'root',
    'seed',
    'frost',
  ]
  const questions = Array.from(
    { length: 300 },
    (_, at) => `${words[at % 12]} ${words[(at * 5 + 1) % 12]} ${words[(at * 7 + 3) % 12]} number${at}`,
  )
  for (const question of questions) store(question)
  const similar = createSimilarQuestions(db)
  const asked = meaningOf('water the fern in the sun')
  const oneByOne = () =>
    db
      .prepare<[], { question: string; vector: Buffer }>('SELECT question, vector FROM cached_questions')
      .all()
      .map(({ question, vector }) => ({ question, cosine: dotProduct(asked.vector, toVector(vector)) }))
      .filter(({ cosine }) => cosine >= 0.2)
      .sort((a, b) => b.cosine - a.cosine)
  const found = () =>
    similar
      .nearest(asked, { limit: 1000, leastCosine: 0.2 })
      .map(({ question, cosine }) => ({ question, cosine }))
  expect(oneByOne().length).toBeGreaterThan(5)
  expect(found().map(({ cosine }) => cosine)).toEqual(oneByOne().map(({ cosine }) => cosine))
  db.exec('DELETE FROM cached_answers WHERE id % 3 = 0')
  const left = oneByOne()
  expect(found().map(({ cosine }) => cosine)).toEqual(left.map(({ cosine }) => cosine))
  // the second look no longer knows those that are gone
  expect(new Set(found().map(({ question }) => question))).toEqual(
    new Set(left.map(({ question }) => question)),
  )
})

import { expect, onTestFinished, test } from 'vitest'
import type { WritableDb } from '../../../src/engine/db/open-database'
import { createKnowledge } from '../../../src/engine/knowledge/create-knowledge'
import { createVocabulary } from '../../../src/engine/knowledge/vocabulary'
import { SILENT_LOG } from '../../../src/shared/log'
import { sampleDocument } from '../../helpers/sample-document'
import { tempDatabase } from '../../helpers/temp-database'

function open(db: WritableDb = tempDatabase(), restMs?: number) {
  const knowledge = createKnowledge({ db, log: SILENT_LOG })
  const vocabulary = createVocabulary({
    db,
    log: SILENT_LOG,
    onChange: knowledge.onChange,
    ...(restMs === undefined ? {} : { restMs }),
  })
  onTestFinished(() => vocabulary.close())
  return { db, knowledge, vocabulary }
}

const stored = (db: WritableDb) =>
  Object.fromEntries(db.prepare<[], [string, number]>('SELECT word, count FROM words').raw().all())

test('each passage counts a word once, with its title, and only what is new is read', async () => {
  const { db, knowledge, vocabulary } = open()
  expect(vocabulary.unread()).toBe(0)
  knowledge.put(sampleDocument({ path: 'a', title: 'Roses', texts: ['Rose, rose!', 'A rose.'] }))
  expect(vocabulary.unread()).toBe(1 + 1)
  await vocabulary.refresh()
  expect(stored(db)).toEqual({ rose: 2, roses: 2 })
  knowledge.put(sampleDocument({ path: 'b', title: 'x', texts: ['Tulip and rose'] }))
  await vocabulary.refresh()
  expect(stored(db)).toEqual({ rose: 3, roses: 2, tulip: 1, and: 1 })
  expect(vocabulary.near('tulpi', 1).map(({ word }) => word)).toEqual(['tulip'])
})

test('it goes on where an earlier run has ended', async () => {
  const first = open()
  first.knowledge.put(sampleDocument({ path: 'a', title: 'x', texts: ['germination'] }))
  await first.vocabulary.refresh()
  first.vocabulary.close()
  const again = open(first.db)
  expect(again.vocabulary.unread()).toBe(0)
  expect(again.vocabulary.near('germinaton', 1)).toHaveLength(1)
  await again.vocabulary.refresh()
  expect(stored(first.db)).toEqual({ germination: 1 })
})

test('it reads by itself once the passages have rested', async () => {
  const { knowledge, vocabulary } = open(tempDatabase(), 5)
  knowledge.put(sampleDocument({ path: 'a', title: 'x', texts: ['germination'] }))
  await expect.poll(() => vocabulary.unread()).toBe(0)
})

test('when many passages are gone their words are forgotten', async () => {
  const { db, knowledge, vocabulary } = open()
  const many = Array.from({ length: 300 }, (_, index) => `passage${index}x of tulips`)
  knowledge.put(sampleDocument({ path: 'many', title: 'x', texts: many }))
  knowledge.put(sampleDocument({ path: 'one', title: 'x', texts: ['a rose'] }))
  await vocabulary.refresh()
  expect(stored(db)).toMatchObject({ tulips: 300, rose: 1 })
  const id = knowledge.list({ filter: 'many', offset: 0, limit: 1 }).documents[0]!.id
  knowledge.remove([id])
  await vocabulary.refresh()
  expect(stored(db)).toEqual({ rose: 1 })
  expect(vocabulary.near('tulipz', 1)).toEqual([])
})

test('closing in the middle of a reading ends it without a word', async () => {
  const { db, knowledge, vocabulary } = open()
  const many = Array.from({ length: 250 }, (_, index) => `word${index}`)
  knowledge.put(sampleDocument({ path: 'many', title: 'x', texts: many }))
  const reading = vocabulary.refresh()
  vocabulary.close()
  await reading
  expect(stored(db)).toEqual({})
})

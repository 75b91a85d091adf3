import { expect, test } from 'vitest'
import { fillKnowledge, startAsk } from './ask-fixture'

const QUESTION = 'How often do I water a monstera?'
const SAID = '[0] The knowledge base does not say. Near it: every 7 days [1].'

test('where the model finds no answer in its passages, it is said, listed as a gap and not stored', async () => {
  const { answer, ask, db, knowledge, metrics } = await startAsk({ script: { answer: SAID } })
  await fillKnowledge(knowledge)
  const said = await answer(QUESTION)
  expect(said).toMatchObject({
    text: 'The knowledge base does not say. Near it: every 7 days [1].',
    origin: 'model',
    state: 'complete',
    droppedCitations: [],
    notice: { code: 'not_covered', level: 'info' },
  })
  const rows = db.prepare('SELECT message_id AS id, reason, question FROM gap_questions').all()
  expect(rows).toEqual([{ id: said.id, reason: 'nothing', question: QUESTION }])
  expect(ask.cachedCount()).toBe(0)
  expect(metrics.today('answers_nothing')).toBe(1)
})

test('an answer that cites its passages is neither a gap nor kept from the store', async () => {
  const { answer, ask, db, knowledge } = await startAsk({ script: { answer: 'Every 7 days [1].' } })
  await fillKnowledge(knowledge)
  expect((await answer(QUESTION)).notice).toBeNull()
  expect(db.prepare('SELECT count(*) FROM gap_questions').pluck().get()).toBe(0)
  expect(ask.cachedCount()).toBe(1)
})

test('a model that counts its passages from nought has answered all the same', async () => {
  const { answer, db, knowledge } = await startAsk({ script: { answer: 'Every 7 days [0]. See `list[0]`.' } })
  await fillKnowledge(knowledge)
  const said = await answer(QUESTION)
  expect(said).toMatchObject({ text: 'Every 7 days. See `list[0]`.', notice: null, droppedCitations: [0] })
  expect(db.prepare('SELECT count(*) FROM gap_questions').pluck().get()).toBe(0)
})

test('a reply may leave one of its questions open', async () => {
  const text = 'Every 7 days [1]. About the pot I will ask [0]. Let the soil dry out [9].'
  const { answer, db, knowledge } = await startAsk({ script: { answer: text } })
  await fillKnowledge(knowledge)
  const said = await answer(QUESTION, {
    task: { kind: 'draft', tone: 'friendly', length: 'short', language: null },
  })
  expect(said).toMatchObject({ notice: { code: 'not_covered' }, droppedCitations: [9] })
  expect(said.text).not.toContain('[0]')
  expect(db.prepare('SELECT reason FROM gap_questions').pluck().all()).toEqual(['nothing'])
})

test('a reply that broke off has not cited what is not there', async () => {
  const answer = 'I will ask [0]. Then much more comes, but it does not.'
  const { answer: draft, knowledge } = await startAsk({
    script: { answer, chunkSize: 16, cut: 'fin', cutAfterChunks: 2 },
  })
  await fillKnowledge(knowledge)
  const said = await draft(QUESTION, {
    task: { kind: 'draft', tone: 'friendly', length: 'short', language: null },
  })
  expect(said).toMatchObject({ state: 'interrupted', droppedCitations: [] })
  expect(said.text).toContain('I will ask.')
})

test('the model is told how to say it, in answers and in drafts', async () => {
  const { answer, knowledge, server } = await startAsk()
  await fillKnowledge(knowledge)
  await answer(QUESTION)
  await answer(QUESTION, {
    task: { kind: 'draft', tone: 'friendly', length: 'short', language: null },
  })
  const told = server.chats.map(({ body }) => JSON.stringify(body))
  expect(told).toHaveLength(2)
  for (const text of told) expect(text).toContain('[0]')
})

test('passages that are known not to answer are passed over', async () => {
  const { ask, knowledge } = await startAsk()
  await fillKnowledge(knowledge)
  const { signal } = new AbortController()
  const first = await ask.findAnswer(QUESTION, [], signal)
  const second = await ask.findAnswer(QUESTION, [first?.textHash ?? ''], signal)
  expect(first).toBeTruthy()
  expect(second?.textHash).not.toBe(first?.textHash)
})

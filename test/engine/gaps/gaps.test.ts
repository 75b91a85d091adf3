import { expect, onTestFinished, test } from 'vitest'
import { type AnswerContent, createConversations } from '../../../src/engine/conversations/conversations'
import type { Embedder } from '../../../src/engine/embed/embedder'
import { createGaps } from '../../../src/engine/gaps/gaps'
import { createSettings } from '../../../src/engine/settings/settings-store'
import type { Gap } from '../../../src/shared/gap-models'
import { gapFilterSchema } from '../../../src/shared/gaps-contract'
import { SILENT_LOG } from '../../../src/shared/log'
import { tempDatabase } from '../../helpers/temp-database'
import { passage } from '../ask/samples'

const NOTHING: AnswerContent = {
  text: 'Nothing found.',
  state: 'complete',
  origin: 'none',
  cachedAt: null,
  modelName: null,
  notice: null,
  passages: [],
  droppedCitations: [],
}
const WRITTEN: AnswerContent = { ...NOTHING, origin: 'model', text: 'Every week.' }
const ANSWER = { documentId: 7, title: 'Drones', start: 3, end: 9 }
const ALL = { ...gapFilterSchema.parse({}), offset: 0, limit: 100 }

/** Two directions of meaning: what speaks of drones, and all else. */
const embedder: Pick<Embedder, 'embed' | 'model'> = {
  model: { id: 1, fingerprint: 'f', name: 'two', dimension: 2 },
  embed: async (texts) =>
    new Float32Array(texts.flatMap((text) => (/drone|flying/i.test(text) ? [1, 0] : [0, 1]))),
}

function open({ model = embedder, keepHistory = true, db = tempDatabase() } = {}) {
  const clock = { now: 1_800_000_000_000 }
  const settings = createSettings({ db, log: SILENT_LOG })
  settings.update({ keepHistory })
  const conversations = createConversations({ db, settings, now: () => clock.now++, log: SILENT_LOG })
  const knowledge = {
    revision: 1,
    answers: new Map<string, typeof ANSWER | undefined>(),
    lookedUp: 0,
    known: [] as readonly string[],
    /** What happens while one question is looked up. */
    meanwhile: () => {},
  }
  const gaps = createGaps({
    db,
    embedder: model,
    revision: () => knowledge.revision,
    findAnswer: async (question, known) => {
      knowledge.lookedUp++
      knowledge.known = known
      knowledge.meanwhile()
      return knowledge.answers.has(question) ? knowledge.answers.get(question) : null
    },
    mask: (text) => text.replaceAll('Ana Ruiz', 'NAME_1'),
    now: () => clock.now,
    log: SILENT_LOG,
    waitMs: { messages: 0, knowledge: 0 },
  })
  conversations.changes.onChange(gaps.messagesChanged)
  onTestFinished(() => gaps.close())
  const ask = (question: string, content = NOTHING, conversationId: number | null = null) => {
    const begun = conversations.begin({ question, conversationId, answer: null })
    conversations.finish(begun.answerId, content)
    return begun
  }
  const questions = () => gaps.list(ALL).gaps.map((gap) => [gap.question, gap.questionCount])
  const only = (): Gap => {
    const [gap] = gaps.list(ALL).gaps
    if (!gap) throw new Error('no gap')
    return gap
  }
  const change = () => {
    knowledge.revision++
    gaps.knowledgeChanged()
  }
  return { db, conversations, gaps, ask, questions, only, knowledge, change }
}

test('questions that found nothing are grouped by meaning and counted; answered ones are not there', async () => {
  const { ask, questions, gaps } = open()
  ask('Do you sell drones?')
  ask('Which opening hours do you have?')
  ask('Is there something flying in the shop?')
  ask('How often do I water?', WRITTEN)
  await expect.poll(questions).toEqual([
    ['Is there something flying in the shop?', 2],
    ['Which opening hours do you have?', 1],
  ])
  const [first] = gaps.list(ALL).gaps
  expect(gaps.get(first?.id ?? 0).questions.map(({ question }) => question)).toEqual([
    'Is there something flying in the shop?',
    'Do you sell drones?',
  ])
})

test('the list is searched without regard to case and accents, of all letters', async () => {
  const { ask, gaps, questions, only } = open()
  ask('Gibt es Äpfel in ΑΘΗΝΑ?')
  await expect.poll(questions).toHaveLength(1)
  const found = (text: string) => gaps.list({ ...ALL, text }).total
  expect(['äpfel', 'APFEL', 'A\u0308PFEL', 'αθηνα'].map(found)).toEqual([1, 1, 1, 1])
  expect(found('opfel')).toBe(0)
  gaps.update({ gapId: only().id, note: 'ÉCRIRE' })
  expect(['écrire', 'ecrire'].map(found)).toEqual([1, 1])
})

test('without the model the same words are one gap', async () => {
  const { ask, questions } = open({ model: { ...embedder, model: null } })
  ask('Do you sell drones?')
  ask('do you sell DRONES?')
  ask('Anything flying?')
  await expect.poll(questions).toEqual([
    ['do you sell DRONES?', 2],
    ['Anything flying?', 1],
  ])
})

test('with history off nothing is written down', async () => {
  const { ask, db } = open({ keepHistory: false })
  ask('Do you sell drones?')
  expect(db.prepare('SELECT count(*) FROM gap_questions').pluck().get()).toBe(0)
})

test('a conversation that is deleted takes its questions along, and an empty gap goes but for its note', async () => {
  const { ask, questions, conversations, gaps, only } = open()
  const first = ask('Do you sell drones?')
  await expect.poll(questions).toHaveLength(1)
  conversations.remove(first.conversationId)
  expect(questions()).toEqual([])
  const second = ask('Do you sell drones?')
  await expect.poll(questions).toHaveLength(1)
  gaps.update({ gapId: only().id, note: 'Ask the buyers' })
  conversations.clear(second.conversationId)
  expect(gaps.export({ ...ALL, as: 'csv', isMasked: true }).text).toContain('Ask the buyers')
  expect(gaps.list(ALL).gaps).toMatchObject([
    { question: 'Ask the buyers', questionCount: 0, note: 'Ask the buyers' },
  ])
})

test('what a person says of an answer joins the list with its reason, and leaves it when taken back', async () => {
  const { ask, conversations, only, questions } = open()
  const { answerId } = ask('How often do I water?', WRITTEN)
  conversations.judge(answerId, { verdict: 'bad', reason: 'outdated', comment: 'new pots' })
  await expect.poll(questions).toHaveLength(1)
  expect(only().reasons).toEqual({ outdated: 1 })
  conversations.judge(answerId, { verdict: 'bad', reason: 'wrong', comment: '' })
  expect(only().reasons).toEqual({ wrong: 1 })
  conversations.judge(answerId, null)
  expect(questions()).toEqual([])
  conversations.judge(answerId, { verdict: 'good', reason: null, comment: '' })
  expect(questions()).toEqual([])
})

test('feedback on "nothing found" is kept beside it, and taking it back leaves that nothing was found', async () => {
  const { ask, conversations, only, questions } = open()
  const { answerId } = ask('Do you sell drones?')
  await expect.poll(questions).toHaveLength(1)
  conversations.judge(answerId, { verdict: 'bad', reason: 'incomplete', comment: '' })
  expect(only().reasons).toEqual({ incomplete: 1 })
  conversations.judge(answerId, null)
  expect(only().reasons).toEqual({ nothing: 1 })
})

test('a gap is closed when the knowledge base answers it, and open again when it no longer does', async () => {
  const { ask, questions, only, knowledge, change } = open()
  ask('Do you sell drones?')
  await expect.poll(questions).toHaveLength(1)
  knowledge.answers.set('Do you sell drones?', ANSWER)
  change()
  await expect.poll(() => only().state).toBe('closed')
  expect(only()).toMatchObject({ closedBy: 'knowledge', answeredBy: ANSWER })
  knowledge.answers.delete('Do you sell drones?')
  change()
  await expect.poll(() => only().state).toBe('open')
  expect(only()).toMatchObject({ closedBy: null, answeredBy: null })
})

test('what a model found no answer to is a gap, which its own passages do not close', async () => {
  const { ask, questions, only, knowledge, change, conversations } = open()
  const notice = { code: 'not_covered', level: 'info' as const, message: 'Not covered.' }
  ask('Do you sell drones?')
  await expect.poll(() => knowledge.lookedUp).toBe(1)
  expect(knowledge.known).toEqual([])
  const given = [passage({ textHash: 'a' }), passage({ textHash: 'b' })]
  const { answerId } = ask('Which flying things do you sell?', { ...WRITTEN, notice, passages: given })
  await expect.poll(questions).toEqual([['Which flying things do you sell?', 2]])
  change()
  await expect.poll(() => knowledge.known).toEqual(['a', 'b'])
  expect(only().reasons).toEqual({ nothing: 2 })
  conversations.judge(answerId, { verdict: 'bad', reason: 'tone', comment: '' })
  conversations.judge(answerId, null)
  expect(only().reasons).toEqual({ nothing: 2 })
})

test('what was looked up while the knowledge base changed does not count, the next look does', async () => {
  const { ask, questions, only, knowledge, change } = open()
  ask('Do you sell drones?')
  await expect.poll(questions).toHaveLength(1)
  await expect.poll(() => knowledge.lookedUp).toBe(1)
  knowledge.answers.set('Do you sell drones?', { ...ANSWER, title: 'Warranty' })
  knowledge.meanwhile = () => {
    knowledge.meanwhile = () => {}
    knowledge.revision++
  }
  change()
  await expect.poll(() => knowledge.lookedUp).toBe(2)
  expect(only().state).toBe('open')
  knowledge.answers.set('Do you sell drones?', ANSWER)
  change()
  await expect.poll(() => only().answeredBy).toEqual(ANSWER)
})

test('a closed gap names the article that answers it now, and keeps the day it was closed', async () => {
  const { ask, questions, only, knowledge, change } = open()
  ask('Do you sell drones?')
  await expect.poll(questions).toHaveLength(1)
  knowledge.answers.set('Do you sell drones?', ANSWER)
  change()
  await expect.poll(() => only().answeredBy).toEqual(ANSWER)
  const { closedAt } = only()
  const better = { ...ANSWER, documentId: 8, title: 'All drones' }
  knowledge.answers.set('Do you sell drones?', better)
  change()
  await expect.poll(only).toMatchObject({ answeredBy: better, closedAt })
})

test('what a person closes while it is looked up stays closed by that person', async () => {
  const { ask, gaps, questions, only, knowledge, change } = open()
  ask('Do you sell drones?')
  await expect.poll(questions).toHaveLength(1)
  await expect.poll(() => knowledge.lookedUp).toBe(1)
  knowledge.answers.set('Do you sell drones?', ANSWER)
  const gapId = only().id
  knowledge.meanwhile = () => gaps.update({ gapId, state: 'closed' })
  change()
  await expect.poll(() => knowledge.lookedUp).toBe(2)
  // one look ends before the next begins
  ask('Something else?')
  await expect.poll(() => knowledge.lookedUp).toBe(3)
  expect(gaps.get(gapId).gap).toMatchObject({ closedBy: 'person', answeredBy: null })
})

test('where it cannot be told whether something answers it, a gap stays as it is', async () => {
  const { ask, questions, only, knowledge, change } = open()
  ask('Do you sell drones?')
  await expect.poll(questions).toHaveLength(1)
  knowledge.answers.set('Do you sell drones?', undefined)
  await expect.poll(() => knowledge.lookedUp).toBe(1)
  change()
  await expect.poll(() => knowledge.lookedUp).toBe(2)
  expect(only().state).toBe('open')
})

test('what somebody found wrong is not closed by an article, and what a person closed is not opened by one', async () => {
  const { ask, conversations, gaps, knowledge, change, questions } = open()
  const wrong = ask('How often do I water?', WRITTEN)
  conversations.judge(wrong.answerId, { verdict: 'bad', reason: 'wrong', comment: '' })
  ask('Do you sell drones?')
  await expect.poll(questions).toHaveLength(2)
  const drones = gaps.list({ ...ALL, text: 'drones' }).gaps[0]?.id ?? 0
  gaps.update({ gapId: drones, state: 'closed' })
  knowledge.answers.set('How often do I water?', ANSWER)
  ask('And something new?')
  change()
  await expect.poll(questions).toHaveLength(2)
  expect(gaps.get(drones).gap).toMatchObject({ state: 'closed', closedBy: 'person' })
  expect(gaps.list({ ...ALL, reasons: ['wrong'] }).gaps).toMatchObject([{ state: 'open' }])
})

test('a closed gap that is asked about again is open again', async () => {
  const { ask, gaps, only, questions } = open()
  ask('Do you sell drones?')
  await expect.poll(questions).toHaveLength(1)
  gaps.update({ gapId: only().id, state: 'closed' })
  ask('Any flying machines?')
  await expect.poll(() => only().state).toBe('open')
})

test('the list is narrowed by state, reason and words', async () => {
  const { ask, gaps, questions } = open()
  ask('Do you sell drones?')
  ask('Which hours are you open?')
  await expect.poll(questions).toHaveLength(2)
  const [{ id = 0 } = {}] = gaps.list({ ...ALL, text: 'HOURS' }).gaps
  gaps.update({ gapId: id, state: 'closed' })
  expect(gaps.countOpen()).toBe(1)
  expect(gaps.list({ ...ALL, state: 'closed' }).total).toBe(1)
  expect(gaps.list({ ...ALL, reasons: ['tone'] }).total).toBe(0)
  expect(gaps.list({ ...ALL, text: '%' }).total).toBe(0)
})

test('exports hide details of customers where that is wanted, and no cell is a formula', async () => {
  const { ask, gaps, questions } = open()
  ask('=cmd() asks Ana Ruiz, "drones"?')
  await expect.poll(questions).toHaveLength(1)
  const csv = gaps.export({ ...ALL, as: 'csv', isMasked: true })
  expect(csv.fileName).toBe('knowledge-gaps.csv')
  expect(csv.text).toContain(`"'=cmd() asks NAME_1, ""drones""?",nothing found`)
  expect(gaps.export({ ...ALL, as: 'json', isMasked: false }).text).toContain('Ana Ruiz')
  expect(gaps.export({ ...ALL, as: 'md', isMasked: true }).text).toContain(
    '## =cmd() asks NAME\\_1, "drones"?',
  )
})

test('more gaps than one look takes are all looked at after one change', async () => {
  const { ask, gaps, knowledge, change, questions } = open({ model: { ...embedder, model: null } })
  for (let index = 0; index < 210; index++) ask(`Question number ${index}?`)
  await expect.poll(() => gaps.countOpen()).toBe(210)
  expect(questions()).toHaveLength(100)
  await expect.poll(() => knowledge.lookedUp).toBe(210)
  for (let index = 0; index < 210; index++) knowledge.answers.set(`Question number ${index}?`, ANSWER)
  change()
  await expect.poll(() => gaps.countOpen()).toBe(0)
})

test('a gap that is gone is said to be', () => {
  const { gaps } = open()
  expect(() => gaps.get(5)).toThrow('no longer there')
  expect(() => gaps.update({ gapId: 5, note: 'x' })).toThrow('no longer there')
})

test('an answer counts as used from the first time', async () => {
  const { ask, conversations } = open()
  const { answerId, questionId } = ask('How often do I water?', WRITTEN)
  conversations.used(answerId)
  const { usedAt } = conversations.message(answerId)
  expect(usedAt).toBeGreaterThan(0)
  conversations.used(answerId)
  expect(conversations.message(answerId).usedAt).toBe(usedAt)
  expect(() => conversations.used(questionId)).toThrow('not an answer')
})

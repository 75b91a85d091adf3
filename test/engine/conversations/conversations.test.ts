import { expect, test } from 'vitest'
import {
  type AnswerContent,
  type AnswerPart,
  createConversations,
} from '../../../src/engine/conversations/conversations'
import { createSettings } from '../../../src/engine/settings/settings-store'
import { SILENT_LOG } from '../../../src/shared/log'
import { tempDatabase } from '../../helpers/temp-database'

const DAY_MS = 24 * 60 * 60 * 1000
const ALL = { offset: 0, limit: 100 }

const ANSWER: AnswerContent = {
  text: 'Every week [1].',
  state: 'complete',
  origin: 'model',
  cachedAt: null,
  modelName: 'mistral-small-latest',
  notice: null,
  passages: [],
  droppedCitations: [],
}

const PART: AnswerPart = {
  text: '',
  origin: 'model',
  modelName: 'mistral-small-latest',
  passages: [],
  droppedCitations: [],
}

function open(db = tempDatabase(), clock = { now: 1_800_000_000_000 }) {
  const settings = createSettings({ db, log: SILENT_LOG })
  const conversations = createConversations({ db, settings, now: () => clock.now, log: SILENT_LOG })
  const ask = (
    question: string,
    conversationId: number | null = null,
    answer: AnswerContent | null = ANSWER,
  ) => conversations.begin({ question, conversationId, answer })
  const titles = () => conversations.list(ALL).conversations.map(({ title }) => title)
  return { db, clock, settings, conversations, ask, titles }
}

test('pinned conversations come first, then those with the newest message, whatever the clock says', () => {
  const { conversations, ask, titles, clock } = open()
  const first = ask('first')
  clock.now -= 10 * DAY_MS
  const second = ask('second')
  ask('third')
  expect(titles()).toEqual(['third', 'second', 'first'])
  ask('again', first.conversationId)
  expect(titles()).toEqual(['first', 'third', 'second'])
  conversations.pin(second.conversationId, true)
  expect(titles()).toEqual(['second', 'first', 'third'])
  conversations.pin(second.conversationId, false)
  conversations.clear(first.conversationId)
  expect(titles()).toEqual(['first', 'third', 'second'])
})

test('messages come in windows, oldest first, and say when there are earlier ones', () => {
  const { conversations, ask } = open()
  const { conversationId } = ask('q1')
  for (const question of ['q2', 'q3']) ask(question, conversationId)
  const newest = conversations.messages({ conversationId, limit: 4 })
  expect(newest.messages.map(({ text }) => text)).toEqual(['q2', ANSWER.text, 'q3', ANSWER.text])
  expect(newest.hasEarlier).toBe(true)
  const earlier = conversations.messages({ conversationId, beforeId: newest.messages[0]?.id, limit: 4 })
  expect(earlier.messages.map(({ text }) => text)).toEqual(['q1', ANSWER.text])
  expect(earlier.hasEarlier).toBe(false)
  expect(earlier.conversation.messageCount).toBe(6)
})

test('an answer never comes without its question, which it is asked anew with', () => {
  const { conversations, ask } = open()
  const { conversationId } = ask('q1')
  for (const question of ['q2', 'q3']) ask(question, conversationId)
  const cut = conversations.messages({ conversationId, limit: 3 })
  expect(cut.messages.map(({ text }) => text)).toEqual(['q2', ANSWER.text, 'q3', ANSWER.text])
  expect(cut.hasEarlier).toBe(true)
  const whole = conversations.messages({ conversationId, limit: 5 })
  expect(whole.messages).toHaveLength(6)
  expect(whole.hasEarlier).toBe(false)
})

test('the title is the beginning of the question, on one line and cut between words', () => {
  const { ask, titles } = open()
  ask('How do I\n  repot a very large monstera that has outgrown its pot and the shelf?')
  expect(titles()).toEqual(['How do I repot a very large monstera that has outgrown its…'])
})

test('a title is trimmed; an empty or endless one is refused', () => {
  const { conversations, ask } = open()
  const { conversationId } = ask('old')
  expect(conversations.rename(conversationId, '  new\ntitle ').title).toBe('new title')
  for (const title of [' ', 'x'.repeat(201)])
    expect(() => conversations.rename(conversationId, title)).toThrow(
      expect.objectContaining({ code: 'bad_request' }),
    )
  expect(conversations.rename(conversationId, 'x'.repeat(200)).title).toHaveLength(200)
})

test('what is not there is said', () => {
  const { conversations, ask } = open()
  const { conversationId } = ask('gone')
  conversations.remove(conversationId)
  const missing = expect.objectContaining({ code: 'not_found' })
  expect(() => conversations.remove(conversationId)).toThrow(missing)
  expect(() => conversations.rename(conversationId, 'x')).toThrow(missing)
  expect(() => conversations.messages({ conversationId, limit: 10 })).toThrow(missing)
  expect(() => ask('into nothing', conversationId)).toThrow(missing)
  expect(conversations.counts()).toEqual({ conversations: 0, messages: 0 })
})

test('an answer under way keeps what was saved of it when the run is killed', () => {
  const first = open()
  const { answerId } = first.ask('question', null, null)
  const done = first.ask('done')
  first.conversations.saveProgress(answerId, { ...PART, text: 'half an ans', droppedCitations: [9] })
  const { conversations } = open(first.db)
  expect(conversations.message(answerId)).toMatchObject({
    state: 'interrupted',
    text: 'half an ans',
    origin: 'model',
    modelName: PART.modelName,
    droppedCitations: [9],
    notice: { code: 'interrupted' },
  })
  expect(conversations.message(done.answerId).state).toBe('complete')
})

test('an answer whose first words were not on disk does not claim that they were kept', () => {
  const first = open()
  const before = first.ask('question', null, null)
  const amid = first.ask('other', null, null)
  first.conversations.saveProgress(amid.answerId, { ...PART, text: 'half an ans' })
  const { conversations } = open(first.db)
  const words = ({ answerId }: { answerId: number }) => conversations.message(answerId).notice?.message
  expect(words(before)).toBe('VerdeMuse was closed before this answer was written.')
  expect(words(amid)).toBe('VerdeMuse was closed while this answer was being written. What had come is kept.')
})

test('progress after the end changes nothing, and an end without a row says so', () => {
  const { conversations, ask } = open()
  const { answerId, conversationId } = ask('question', null, null)
  expect(conversations.finish(answerId, ANSWER)).toBe(true)
  conversations.saveProgress(answerId, { ...PART, text: 'late' })
  expect(conversations.message(answerId).text).toBe(ANSWER.text)
  conversations.remove(conversationId)
  expect(conversations.finish(answerId, ANSWER)).toBe(false)
})

test('search finds words of messages and titles, marks them, and gives a conversation once', () => {
  const { conversations, ask } = open()
  const water = ask('How often should I water it?')
  ask('And watering in winter?', water.conversationId)
  const other = ask('Returns')
  const hits = conversations.search({ text: 'water', limit: 10 })
  expect(hits).toHaveLength(1)
  expect(hits[0]?.conversation.id).toBe(water.conversationId)
  expect(hits[0]?.snippet).toMatch(/\u0002water(ing)?\u0003/)
  conversations.rename(other.conversationId, 'Parcel to Norway')
  expect(conversations.search({ text: 'norw', limit: 10 })).toMatchObject([
    { conversation: { id: other.conversationId }, messageId: null, snippet: 'Parcel to \u0002Norw\u0003ay' },
  ])
})

test('search finds answers as they stand, also after they have grown, and not what was removed', () => {
  const { conversations, ask } = open()
  const { answerId, conversationId } = ask('q', null, null)
  conversations.saveProgress(answerId, { ...PART, text: 'compost' })
  conversations.finish(answerId, { ...ANSWER, text: 'fertiliser OPS-306, it’s fine' })
  expect(conversations.search({ text: 'compost', limit: 5 })).toEqual([])
  for (const text of ['fertilis', 'OPS-306', 'ops 306'])
    expect(conversations.search({ text, limit: 5 })).toHaveLength(1)
  conversations.remove(conversationId)
  expect(conversations.search({ text: 'OPS-306', limit: 5 })).toEqual([])
})

test('no input can break the search', () => {
  const { conversations, ask } = open()
  ask('hello world')
  const inputs = [
    '"',
    '*',
    'hello AND',
    'NOT x',
    '(x',
    'a/b',
    "it's",
    'x:y',
    '-x',
    '100%',
    '\u0000',
    '\ud800',
    '🌱',
    '',
    ' ',
  ]
  for (const text of [...inputs, 'a '.repeat(5_000), 'NEAR(a b)', '{a b}:c'])
    expect(() => conversations.search({ text, limit: 5 })).not.toThrow()
  expect(conversations.search({ text: 'hello "wor', limit: 5 })).toHaveLength(1)
})

test('without history a conversation is forgotten when the next begins, and at the end', async () => {
  const { db, conversations, ask, settings, titles } = open()
  ask('kept')
  settings.update({ keepHistory: false })
  const current = ask('one')
  ask('goes on', current.conversationId)
  expect(titles()).toEqual(['one', 'kept'])
  expect(conversations.list(ALL).conversations[0]?.isTemporary).toBe(true)
  ask('two')
  expect(titles()).toEqual(['two', 'kept'])
  expect(conversations.search({ text: 'goes', limit: 5 })).toEqual([])
  await conversations.close()
  expect(titles()).toEqual(['kept'])
  ask('three')
  expect(open(db).titles()).toEqual(['kept'])
})

test('old conversations expire only when that is set; pinned ones never', () => {
  const { conversations, ask, settings, clock, titles } = open()
  const pinned = ask('pinned')
  conversations.pin(pinned.conversationId, true)
  ask('old')
  clock.now += 40 * DAY_MS
  ask('new')
  expect(conversations.cleanUp()).toBe(0)
  settings.update({ conversationExpiryDays: 30 })
  expect(conversations.cleanUp()).toBe(1)
  expect(titles()).toEqual(['pinned', 'new'])
})

test('a clock that is ten years ahead or behind expires nothing', () => {
  const { conversations, ask, settings, clock, titles } = open()
  ask('mine')
  settings.update({ conversationExpiryDays: 30 })
  clock.now += 3650 * DAY_MS
  expect(conversations.cleanUp()).toBe(0)
  clock.now -= 7300 * DAY_MS
  expect(conversations.cleanUp()).toBe(0)
  expect(titles()).toEqual(['mine'])
})

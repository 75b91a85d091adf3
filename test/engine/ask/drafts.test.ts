import { expect, test } from 'vitest'
import type { AnswerTask } from '../../../src/shared/models'
import { textToSend } from '../../../src/shared/text-to-send'
import { sampleDocument } from '../../helpers/sample-document'
import { embedAll, fillKnowledge, startAsk, until } from './ask-fixture'

const DRAFT: AnswerTask = { kind: 'draft', tone: 'friendly', length: 'medium', language: null }
const MESSAGE = `Hi, I'm Ana Ruiz. How often do I water my monstera in summer? And do ferns like sun?

Best regards
Ana`
const UNSIGNED = 'Hi, how often do I water my monstera in summer? And do ferns like sun?'
const THREAD = `${MESSAGE}

On Mon, 3 Nov 2026 at 14:02, VerdeMuse Support <support@verdemuse.example> wrote:
> Hello Ana, which pot do you have?`

test('a draft is written between greeting and signature, with its citations, and they are not sent', async () => {
  const { knowledge, answer, settings, server } = await startAsk({
    script: { answer: 'Water it every 7 to 10 days [1]. Ferns like half shade [2].' },
  })
  await fillKnowledge(knowledge)
  settings.update({ replySignature: 'Best regards\nMarta' })
  const draft = await answer(MESSAGE, { task: DRAFT })
  expect(draft.text).toBe(
    'Hello Ana,\n\nWater it every 7 to 10 days [1]. Ferns like half shade [2].\n\nBest regards\nMarta',
  )
  expect(textToSend(draft.text)).not.toContain('[')
  expect(draft).toMatchObject({ origin: 'model', state: 'complete', task: DRAFT })
  const [system, last] = server.chats[0]?.body?.messages ?? []
  expect(system?.content).toContain('Tone: warm and friendly')
  expect(system?.content).toContain('Language: English')
  expect(system?.content).toContain('No greeting, no closing line')
  expect(last?.content).toContain('<message>')
  expect(JSON.stringify(server.chats[0]?.body)).not.toContain('Marta')
})

test('each question of a message is searched for on its own, and that is shown', async () => {
  const { knowledge, answer } = await startAsk()
  await fillKnowledge(knowledge)
  const draft = await answer(MESSAGE, { task: DRAFT })
  expect(draft.searchedFor).toBe('How often do I water my monstera in summer? · And do ferns like sun?')
  const titles = draft.passages.map(({ title }) => title)
  expect(titles).toContain('Watering a monstera')
  expect(titles).toContain('Light for ferns')
})

test('of a thread only the last message is answered; what was said before is told apart', async () => {
  const { knowledge, answer, server } = await startAsk()
  await fillKnowledge(knowledge)
  await answer(THREAD, { task: DRAFT })
  const last = server.chats[0]?.body?.messages?.at(-1)?.content ?? ''
  expect(last).toMatch(/<thread>\nAgent: Hello [^\n]+, which pot do you have\?\n<\/thread>/)
  expect(last.split('<message>')[1]).not.toContain('which pot')
  expect(last).not.toContain('wrote:')
})

test('without a key a draft is put together from the best sentences, cited, and says so', async () => {
  const { knowledge, answer, settings, server } = await startAsk({ apiKey: null })
  await fillKnowledge(knowledge)
  settings.update({ replyGreeting: 'Dear {customer},', replySignature: 'Marta' })
  const draft = await answer(MESSAGE, { task: DRAFT })
  expect(draft.text).toMatch(/^Dear Ana,\n\nWater a monstera every 7 to 10 days.*\[\d\]/)
  expect(draft.text).toMatch(/half shade.*\[\d\]\n\nMarta$/)
  expect(draft.origin).toBe('extractive')
  expect(draft.notice?.message).toMatch(/word for word, without a model/)
  expect(server.requests).toHaveLength(0)
})

test('when the server cannot be reached, the quoted draft takes the place of the written one', async () => {
  const { knowledge, answer } = await startAsk({ script: { status: 500 } })
  await fillKnowledge(knowledge)
  const draft = await answer(MESSAGE, { task: DRAFT })
  expect(draft.text).toMatch(/^Hello Ana,\n\nWater a monstera/)
  expect(draft.notice?.message).toMatch(/This draft quotes the knowledge base/)
})

test('nothing found is said plainly and is no reply', async () => {
  const { answer } = await startAsk({ apiKey: null })
  const draft = await answer('Do you sell bicycles?', { task: DRAFT })
  expect(draft.origin).toBe('none')
  expect(draft.text).not.toContain('Hello')
})

test('a greeting the model wrote all the same does not stand twice', async () => {
  const { knowledge, answer } = await startAsk({ script: { answer: 'Hi Ana!\n\nEvery week [1].' } })
  await fillKnowledge(knowledge)
  expect((await answer(MESSAGE, { task: DRAFT })).text).toBe('Hello Ana,\n\nEvery week [1].')
})

test('a language nobody is sure of is left to the model, with the greeting', async () => {
  const { knowledge, answer, server } = await startAsk({
    script: { answer: 'Saluton Ana,\n\nĈiusemajne [1].' },
  })
  await fillKnowledge(knowledge)
  const draft = await answer('Monstera akvumado somere?', { task: DRAFT })
  expect(server.chats[0]?.body?.messages?.[0]?.content).toContain('the one of the customer’s last message')
  expect(draft.text).toBe('Saluton Ana,\n\nĈiusemajne [1].')
})

test('the chosen language goes before the customer’s', async () => {
  const { knowledge, answer, server } = await startAsk()
  await fillKnowledge(knowledge)
  const draft = await answer(MESSAGE, { task: { ...DRAFT, language: 'de' } })
  expect(server.chats[0]?.body?.messages?.[0]?.content).toContain('Language: German')
  expect(draft.text).toMatch(/^Hallo Ana,/)
})

test.each([
  ['tone', { ...DRAFT, tone: 'formal' }],
  ['length', { ...DRAFT, length: 'short' }],
  ['language', { ...DRAFT, language: 'de' }],
  ['task', { kind: 'answer' }],
] as const)('another %s is another draft, the same one is stored', async (_, other) => {
  const { knowledge, answer, server, settings } = await startAsk()
  await fillKnowledge(knowledge)
  settings.update({ replySignature: 'Kind regards,\nJoanna Blake' })
  await answer(UNSIGNED, { task: DRAFT })
  expect((await answer(UNSIGNED, { task: DRAFT })).cachedAt).not.toBeNull()
  expect((await answer(UNSIGNED, { task: other })).cachedAt).toBeNull()
  expect(server.chats).toHaveLength(2)
})

test('a draft for somebody who is named is not stored', async () => {
  const { knowledge, answer } = await startAsk()
  await fillKnowledge(knowledge)
  await answer(MESSAGE, { task: DRAFT })
  expect((await answer(MESSAGE, { task: DRAFT })).cachedAt).toBeNull()
})

test('another signature is another draft', async () => {
  const { knowledge, answer, settings } = await startAsk()
  await fillKnowledge(knowledge)
  await answer(MESSAGE, { task: DRAFT })
  settings.update({ replySignature: 'Jo' })
  const draft = await answer(MESSAGE, { task: DRAFT })
  expect(draft.cachedAt).toBeNull()
  expect(draft.text).toMatch(/\n\nJo$/)
})

test('a stopped draft keeps its greeting and what had come', async () => {
  const { knowledge, ask, conversations } = await startAsk({
    script: { answer: 'Water it often. '.repeat(50), chunkDelayMs: 10 },
  })
  await fillKnowledge(knowledge)
  const { answerId } = ask.start({ question: MESSAGE, conversationId: null, askAnew: false, task: DRAFT })
  await until(() => conversations.message(answerId).text.length > 20)
  ask.stop(answerId)
  const stopped = conversations.message(answerId)
  expect(stopped.state).toBe('stopped')
  expect(stopped.text).toMatch(/^Hello Ana,\n\nWater it/)
})

test('a summary rests on the thread alone, and is at most a hundred words long', async () => {
  const { knowledge, answer, server } = await startAsk({
    script: { answer: '- The customer waits. '.repeat(60) },
  })
  await fillKnowledge(knowledge)
  const summary = await answer(THREAD, { task: { kind: 'summary' } })
  expect(summary.text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length).toBeLessThanOrEqual(100)
  expect(summary.passages).toEqual([])
  const last = server.chats[0]?.body?.messages?.at(-1)?.content ?? ''
  expect(last).toContain('Customer: ')
  expect(last).not.toContain('<passages>')
})

test('without a model a summary is the most telling sentences of the thread, under who said them', async () => {
  const { answer } = await startAsk({ apiKey: null })
  const summary = await answer(`${'Thank you for that. '.repeat(80)}${THREAD}`, { task: { kind: 'summary' } })
  expect(summary.text).toContain('- **Customer:**')
  expect(summary.text).toContain('- **Agent:** Hello Ana, which pot do you have?')
  expect(summary.text).toContain('How often do I water my monstera in summer?')
  expect(summary.text.split(/\s+/).length).toBeLessThanOrEqual(110)
  expect(summary.notice?.message).toMatch(/without a model/)
})

test('a link no source holds is taken out, and that is said', async () => {
  const { knowledge, answer } = await startAsk({
    script: {
      answer: 'Every week [1]. See [more](https://evil.example/x) ![p](https://evil.example/p?d=1).',
    },
  })
  await fillKnowledge(knowledge)
  const draft = await answer(MESSAGE, { task: DRAFT })
  expect(draft.text).not.toContain('evil')
  expect(draft.notice?.code).toBe('links_removed')
})

test('of a row with question and answer only the answer is said', async () => {
  const { knowledge, answer } = await startAsk({ apiKey: null })
  const texts = ['question: How long may I return a ficus?\nanswer: Within 14 days of delivery.']
  knowledge.put(sampleDocument({ path: 'faq.csv', title: 'Returns', texts }))
  await embedAll(knowledge)
  const draft = await answer('How long may I return a ficus?', { task: DRAFT })
  expect(draft.text).toBe('Hello,\n\nWithin 14 days of delivery. [1]')
})

import { expect, test } from 'vitest'
import type { FakeMistralScript } from '../../helpers/fake-mistral'
import { fillKnowledge, startAsk } from './ask-fixture'

const FIRST = 'How often do I water a monstera in summer?'

async function askTwice(script: FakeMistralScript) {
  const fixture = await startAsk()
  await fillKnowledge(fixture.knowledge)
  const { conversationId } = await fixture.answer(FIRST)
  fixture.server.next(script)
  const answer = await fixture.answer('And in winter?', { conversationId })
  return { ...fixture, answer }
}

test('a follow-up is made to stand alone by the model, searched for so, and shown', async () => {
  const { answer, server } = await askTwice({ answer: '"How often do I water a monstera in winter?"\n' })
  expect(answer.searchedFor).toBe('How often do I water a monstera in winter?')
  expect(server.chats).toHaveLength(3)
  expect(server.chats[1]?.body).toMatchObject({ temperature: 0, max_tokens: 120 })
  expect(server.chats[2]?.body?.messages?.at(-1)?.content).toContain('Question: And in winter?')
})

test.each([
  ['fails', { status: 500 }],
  ['answers instead', { answer: 'Well, it depends. '.repeat(60) }],
  ['says nothing', { answer: ' ' }],
] as const)('where the model %s, rules make it stand alone', async (_, script) => {
  const { answer } = await askTwice(script)
  expect(answer.searchedFor).toBe(`${FIRST} And in winter?`)
  expect(answer.state).toBe('complete')
})

test('a question that stands alone costs no request of its own and shows no other words', async () => {
  const { knowledge, answer, server } = await startAsk()
  await fillKnowledge(knowledge)
  const { conversationId } = await answer(FIRST)
  const second = await answer('How much light do ferns like in the living room?', { conversationId })
  expect(second.searchedFor).toBeNull()
  expect(server.chats).toHaveLength(2)
})

test('without a key the rules do it, and no server is asked', async () => {
  const { knowledge, answer, server } = await startAsk({ apiKey: null })
  await fillKnowledge(knowledge)
  const { conversationId } = await answer(FIRST)
  expect((await answer('And in winter?', { conversationId })).searchedFor).toBe(`${FIRST} And in winter?`)
  expect(server.requests).toHaveLength(0)
})

import { expect, test } from 'vitest'
import { createSentRequests } from '../../../src/engine/masking/sent-requests'
import { SILENT_LOG } from '../../../src/shared/log'
import { fillKnowledge, startAsk } from './ask-fixture'

const QUESTION = "I'm Ana Ruiz (ana@example.com), order VM-20418. How often do I water a monstera?"
const ANSWER = 'Dear [NAME_1], about ORDER_1: every 7 to 10 days [1].'
const SECRETS = ['Ana', 'Ruiz', 'ana@example.com', 'VM-20418']

test('what is personal does not leave the machine, and stands in the answer again', async () => {
  const { knowledge, answer, server } = await startAsk({ script: { answer: ANSWER, chunkSize: 8 } })
  await fillKnowledge(knowledge)
  const message = await answer(QUESTION)
  const sent = JSON.stringify(server.chats)
  for (const secret of SECRETS) expect(sent).not.toContain(secret)
  expect(sent).toContain('[NAME_1] ([EMAIL_1]), order [ORDER_1]')
  expect(message.text).toBe('Dear Ana Ruiz, about VM-20418: every 7 to 10 days [1].')
})

test('what was sent is kept word for word, with the answer it was for', async () => {
  const { knowledge, answer, server, db, clock } = await startAsk({
    script: { answer: ANSWER, chunkSize: 8 },
  })
  await fillKnowledge(knowledge)
  const { id } = await answer(QUESTION)
  const sent = createSentRequests({ db, now: () => clock.now, log: SILENT_LOG })
  const [request] = sent.of(id)
  expect(request?.messages).toEqual(server.chats[0]?.body?.messages)
  expect(request).toMatchObject({ server: server.url, maskedCount: 3 })
  createSentRequests({ db, now: () => clock.now + 31 * 24 * 60 * 60 * 1000, log: SILENT_LOG })
  expect(sent.of(id)).toEqual([])
})

test('a follow-up is masked with its history, and with the question that is searched for', async () => {
  const { knowledge, answer, server, conversations } = await startAsk()
  await fillKnowledge(knowledge)
  const first = await answer(QUESTION)
  await answer('And in winter?', { conversationId: first.conversationId })
  expect(server.chats.length).toBeGreaterThan(1)
  for (const secret of SECRETS) expect(JSON.stringify(server.chats)).not.toContain(secret)
  expect(conversations.message(first.id - 1).text).toBe(QUESTION)
})

test('a released detail goes out, the others do not', async () => {
  const { knowledge, ask, server, answer } = await startAsk()
  await fillKnowledge(knowledge)
  ask.start({ question: QUESTION, conversationId: null, askAnew: true, released: ['VM-20418'] })
  await answer('How much light do ferns need?')
  const sent = JSON.stringify(server.chats)
  expect(sent).toContain('order VM-20418')
  expect(sent).not.toContain('ana@example.com')
})

test('switched off, everything goes as it was written', async () => {
  const { knowledge, answer, server, settings } = await startAsk()
  settings.update({ maskPersonalData: false })
  await fillKnowledge(knowledge)
  await answer(QUESTION)
  expect(JSON.stringify(server.chats)).toContain('ana@example.com')
})

test('an administrator can force it: neither the setting nor a release counts', async () => {
  const { knowledge, ask, answer, server, settings } = await startAsk({ isMaskingForced: true })
  settings.update({ maskPersonalData: false, maskKindsOff: ['email'] })
  await fillKnowledge(knowledge)
  ask.start({ question: QUESTION, conversationId: null, askAnew: true, released: ['VM-20418'] })
  await answer('How much light do ferns need?')
  for (const secret of SECRETS) expect(JSON.stringify(server.chats)).not.toContain(secret)
})

import { expect, test } from 'vitest'
import { type AnswerContent, createConversations } from '../../../src/engine/conversations/conversations'
import { createSettings } from '../../../src/engine/settings/settings-store'
import { SILENT_LOG } from '../../../src/shared/log'
import type { AnswerTask } from '../../../src/shared/models'
import { tempDatabase } from '../../helpers/temp-database'

const DRAFT: AnswerTask = { kind: 'draft', tone: 'friendly', length: 'medium', language: null }

function begin(task: AnswerTask, isFinished = true) {
  const db = tempDatabase()
  const settings = createSettings({ db, log: SILENT_LOG })
  const conversations = createConversations({ db, settings, now: () => 1, log: SILENT_LOG })
  const { answerId } = conversations.begin({ question: 'Q', conversationId: null, answer: null, task })
  const content: AnswerContent = {
    text: 'Old [1]',
    state: 'complete',
    origin: 'model',
    cachedAt: null,
    modelName: 'm',
    notice: null,
    passages: [],
    droppedCitations: [],
  }
  if (isFinished) conversations.finish(answerId, content)
  return { conversations, answerId }
}

test('what the agent made of a draft takes the place of what was written, and is found', () => {
  const { conversations, answerId } = begin(DRAFT)
  expect(conversations.editAnswer(answerId, ' New words [1]\r\n\u0007')).toMatchObject({
    text: 'New words [1]',
  })
  expect(conversations.message(answerId).text).toBe('New words [1]')
  expect(conversations.search({ text: 'words', limit: 5 })).toHaveLength(1)
})

test('an answer, an empty text and a draft that is still written are not edited', () => {
  const answer = begin({ kind: 'answer' })
  expect(() => answer.conversations.editAnswer(answer.answerId, 'x')).toThrow('Only a draft')
  const draft = begin(DRAFT)
  expect(() => draft.conversations.editAnswer(draft.answerId, ' \n')).toThrow('empty')
  expect(() => draft.conversations.editAnswer(99, 'x')).toThrow('no longer there')
  const running = begin(DRAFT, false)
  expect(() => running.conversations.editAnswer(running.answerId, 'x')).toThrow('still being written')
})

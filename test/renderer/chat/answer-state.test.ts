import type { AnswerEvent } from '@shared/contract'
import { expect, test } from 'vitest'
import { endOfSentences, reduceAnswer, startAnswer } from '../../../src/renderer/chat/answer-state'
import { message } from '../helpers/sample-messages'
import { passage } from '../helpers/sample-models'

const empty = message({ text: '', state: 'streaming' })
const run = (...events: AnswerEvent[]) => events.reduce(reduceAnswer, startAnswer(empty))

test('pieces are put together in the order they came', () => {
  const state = run(
    { kind: 'snapshot', message: empty },
    { kind: 'step', step: 'searching' },
    { kind: 'passages', passages: [passage()] },
    { kind: 'delta', text: 'Let the soil ' },
    { kind: 'delta', text: 'dry. [1]' },
  )
  expect(state.message.text).toBe('Let the soil dry. [1]')
  expect(state.message.passages).toHaveLength(1)
  expect(state.step).toBe('writing')
})

test('a snapshot after a reconnect takes the place of what was there, so nothing is shown twice', () => {
  const state = run(
    { kind: 'delta', text: 'Let the soil ' },
    { kind: 'snapshot', message: { ...empty, text: 'Let the soil dry' } },
    { kind: 'delta', text: ' out.' },
  )
  expect(state.message.text).toBe('Let the soil dry out.')
})

test('the last word is the message as it was saved', () => {
  const saved = message({ text: 'Saved.', state: 'stopped' })
  expect(run({ kind: 'delta', text: 'Something else' }, { kind: 'done', message: saved })).toEqual({
    message: saved,
    step: null,
  })
})

test.each([
  ['One. Two', 4],
  ['One.[1] Two', 7],
  ['Version 1.5 of', 0],
  ['“Quoted.” Next', 9],
  ['A heading\n\nText', 11],
  ['No end yet', 0],
])('in %j what is finished ends at %d', (text, end) => {
  expect(endOfSentences(text, 0)).toBe(end)
})

test('what was read out before is not looked at again', () => {
  expect(endOfSentences('One. Two. Three', 4)).toBe(9)
})

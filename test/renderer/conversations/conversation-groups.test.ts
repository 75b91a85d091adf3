import { expect, test } from 'vitest'
import { groupConversations, timeLabel } from '../../../src/renderer/conversations/conversation-groups'
import { conversation } from '../helpers/sample-messages'

const NOW = new Date(2026, 10, 19, 14, 30).getTime()
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime()

test('conversations stand under their day, newest first, the pinned ones above all', () => {
  const groups = groupConversations(
    [
      conversation({ id: 1, updatedAt: at(19, 9, 55) }),
      conversation({ id: 2, updatedAt: at(19, 14, 2) }),
      conversation({ id: 3, updatedAt: at(18, 23, 59) }),
      conversation({ id: 4, updatedAt: at(17, 23, 59) }),
      conversation({ id: 5, updatedAt: at(2, 8), isPinned: true }),
    ],
    NOW,
  )
  expect(groups.map(({ label, conversations }) => [label, conversations.map(({ id }) => id)])).toEqual([
    ['Pinned', [5]],
    ['Today', [2, 1]],
    ['Yesterday', [3]],
    ['Earlier', [4]],
  ])
})

test('the first minute of a day is that day', () => {
  const [group] = groupConversations([conversation({ updatedAt: at(19, 0) })], NOW)
  expect(group?.label).toBe('Today')
})

test('nothing gives no groups', () => {
  expect(groupConversations([], NOW)).toEqual([])
})

test.each([
  [at(19, 14, 2), '14:02'],
  [at(18, 17, 21), '17:21'],
  [at(16, 12), 'Mon'],
  [at(3, 12), '3 Nov'],
  [new Date(2024, 10, 3).getTime(), 'Nov 2024'],
])('%d is labelled %s', (time, label) => {
  expect(timeLabel(time, NOW)).toBe(label)
})

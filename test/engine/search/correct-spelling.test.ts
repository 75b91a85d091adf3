import { expect, test } from 'vitest'
import { createQuiet } from '../../../src/engine/knowledge/quiet'
import type { Vocabulary } from '../../../src/engine/knowledge/vocabulary'
import { createSpelling } from '../../../src/engine/search/correct-spelling'

/** One word in the list, which grows only when it is read; `unread` passages wait. */
function open(unread: number) {
  const asked: string[] = []
  let isRead = false
  const reading = Promise.withResolvers<void>()
  const vocabulary: Vocabulary = {
    near: () => (isRead ? [{ word: 'monstera', count: 3, changes: 1 }] : []),
    refresh() {
      asked.push('refresh')
      return reading.promise
    },
    unread: () => unread,
    close: () => undefined,
  }
  const spelling = createSpelling({
    knowledge: { frequency: () => 1 },
    frequencyOf: () => 0,
    vocabulary,
    isOrdinaryWord: () => false,
    quiet: createQuiet(),
  })
  return {
    asked,
    correct: () => spelling.correct([{ text: 'monstrea', kind: 'word' }]),
    read() {
      isRead = true
      reading.resolve()
    },
  }
}

test('a search waits for the words of a few new passages', async () => {
  const { correct, read, asked } = open(2000)
  const correcting = correct()
  read()
  expect(await correcting).toMatchObject([{ corrected: 'monstera' }])
  expect(asked).toEqual(['refresh'])
})

test('after a large import a search does not wait for the list, but has it read', async () => {
  const { correct, asked } = open(2001)
  // nothing is ever read here: waiting would end with the blink at the earliest
  const first = await Promise.race([
    correct(),
    new Promise((resolve) => setTimeout(resolve, 200, 'it waited')),
  ])
  expect(first).toEqual([])
  expect(asked).toEqual(['refresh'])
})

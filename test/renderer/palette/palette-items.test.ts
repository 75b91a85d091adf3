import type { ConversationHit } from '@shared/models'
import { expect, test } from 'vitest'
import { matchingActions, movedIndex, paletteSections } from '../../../src/renderer/palette/palette-items'
import { passage } from '../helpers/sample-models'

const actions = [
  { name: 'open-knowledge', label: 'Open knowledge' },
  { name: 'new-question', label: 'New question' },
  { name: 'toggle-theme', label: 'Switch between light and dark' },
]
const hit = (id: number): ConversationHit => ({
  conversation: {
    id,
    title: 'Yellow leaves',
    isPinned: false,
    isTemporary: false,
    messageCount: 2,
    createdAt: 1,
    updatedAt: 1,
  },
  messageId: 1,
  snippet: 'a \u0002leaf\u0003',
})
const NOTHING = { passages: [], hits: [] }

test('without a query the palette lists the actions, whatever was found before', () => {
  const sections = paletteSections(' ', { passages: [passage()], hits: [hit(1)] }, actions)
  expect(sections.map(({ title, items }) => [title, items.length])).toEqual([['Actions', 3]])
})

test('sections come in reading order and the empty ones are left out', () => {
  const all = paletteSections('question', { passages: [passage()], hits: [hit(1)] }, actions)
  expect(all.map(({ title }) => title)).toEqual(['Articles', 'Conversations', 'Actions'])
  expect(paletteSections('zzz', NOTHING, actions)).toEqual([])
})

test('an article is one row, however many of its passages were found', () => {
  const passages = [passage({ chunkId: 1 }), passage({ chunkId: 2 }), passage({ chunkId: 3, documentId: 2 })]
  const [articles] = paletteSections('leaf', { passages, hits: [] }, [])
  expect(articles?.items.map(({ key }) => key)).toEqual(['article-1', 'article-3', 'all'])
})

test('actions are found by the beginnings of their words, in any order', () => {
  expect(matchingActions(actions, 'kno op').map(({ name }) => name)).toEqual(['open-knowledge'])
  expect(matchingActions(actions, 'dark')).toHaveLength(1)
  expect(matchingActions(actions, 'nowledge')).toHaveLength(0)
})

test('the arrow keys walk in a ring', () => {
  expect(movedIndex('ArrowDown', 2, 3)).toBe(0)
  expect(movedIndex('ArrowUp', 0, 3)).toBe(2)
  expect(movedIndex('PageDown', 1, 3)).toBe(2)
  expect(movedIndex('PageUp', 1, 3)).toBe(0)
  expect(movedIndex('a', 1, 3)).toBeNull()
  expect(movedIndex('ArrowDown', 0, 0)).toBeNull()
})

test('an article without a word of the query is listed only when it is near in meaning', () => {
  const passages = [
    passage({ chunkId: 1, documentId: 1, keywordRank: null, similarity: 0.12 }),
    passage({ chunkId: 2, documentId: 2, keywordRank: null, similarity: 0.45 }),
    passage({ chunkId: 3, documentId: 3, keywordRank: 4, similarity: 0.12 }),
  ]
  const [articles] = paletteSections('zzzzqq', { passages, hits: [] }, actions)
  expect(articles?.items.map(({ key }) => key)).toEqual(['article-2', 'article-3', 'all'])
})

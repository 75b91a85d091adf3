import type { MacroSummary } from '@shared/macro-models'
import { expect, test } from 'vitest'
import { groupsOf, rowsOf } from '../../../src/renderer/macros/macro-groups'

function macro(id: number, folder: string, changedCount = 0): MacroSummary {
  return {
    id,
    name: `Macro ${id}`,
    shortcut: '',
    folder,
    snippet: 'text',
    useCount: 0,
    lastUsedAt: null,
    updatedAt: 0,
    passageCount: 0,
    changedCount,
    isInternal: false,
  }
}

const ALL = [macro(1, ''), macro(2, 'A'), macro(3, 'A', 1), macro(4, 'A/B')]
const shape = (search: string) =>
  groupsOf(ALL, search).map(({ title, macros }) => [title, macros.map(({ id }) => id)])

test('those to look at come first and stand once', () => {
  expect(shape('')).toEqual([
    ['To look at', [3]],
    ['Without a folder', [1]],
    ['A', [2]],
    ['A › B', [4]],
  ])
})

test('what is searched for is one group, and nothing found is none', () => {
  expect(shape('macro 4')).toEqual([['Found', [4]]])
  expect(shape('nothing')).toEqual([])
})

test('a closed folder shows its head alone, and what is to be looked at cannot be closed', () => {
  const rows = rowsOf(groupsOf(ALL, ''), ['folder A', 'flagged'])
  expect(rows.map(({ key }) => key)).toEqual(['flagged', '3', 'folder ', '1', 'folder A', 'folder A/B', '4'])
})

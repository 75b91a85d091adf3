import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSettled, spreadDocuments } from '../../../src/engine/search/spread-documents'

/** `a1` is the passage of document a at place 1; places do not touch. */
function passages(...names: string[]) {
  return names.map((name) => {
    const start = Number(name.slice(1)) * 100
    return { name, documentId: name.charCodeAt(0), start, end: start + 90 }
  })
}
const namesOf = (list: readonly { name: string }[]) => list.map((passage) => passage.name)

test('two passages of a document stay where they are, more wait until the others had their turn', () => {
  const list = passages('a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'c1')
  expect(namesOf(spreadDocuments(list, 10))).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'a4', 'a5'])
})

test('the list is cut at the limit and never holds more than there is', () => {
  expect(namesOf(spreadDocuments(passages('a1', 'a2', 'a3', 'b1'), 3))).toEqual(['a1', 'a2', 'b1'])
  expect(spreadDocuments([], 3)).toEqual([])
})

test('a single document may fill the list', () => {
  expect(spreadDocuments(passages('a1', 'a2', 'a3', 'a4', 'a5'), 5)).toHaveLength(5)
})

test('a passage that repeats more than half of a better one is dropped, one that only touches it stays', () => {
  const at = (name: string, documentId: number, start: number, end: number) => ({
    name,
    documentId,
    start,
    end,
  })
  const list = [
    at('best', 1, 0, 100),
    at('repeat', 1, 40, 140),
    at('next', 1, 80, 180),
    at('other document', 2, 0, 100),
  ]
  expect(namesOf(spreadDocuments(list, 10))).toEqual(['best', 'next', 'other document'])
})

test('where the beginning of a list settles it, the whole list gives the same', () => {
  const name = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(40)).map(([letter, at]) => letter + at)
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 30 }), fc.integer({ min: 1, max: 6 }), (names, limit) => {
      const list = passages(...names)
      const shown = spreadDocuments(list.slice(0, limit * 2), limit)
      fc.pre(isSettled(shown, limit))
      expect(namesOf(shown)).toEqual(namesOf(spreadDocuments(list, limit)))
    }),
  )
})

test('a list that is short, or that one document fills, is not settled', () => {
  expect(isSettled(spreadDocuments(passages('a1', 'b1'), 3), 3)).toBe(false)
  expect(isSettled(spreadDocuments(passages('a1', 'a2', 'a3'), 3), 3)).toBe(false)
  expect(isSettled(spreadDocuments(passages('a1', 'a2', 'b3'), 3), 3)).toBe(true)
})

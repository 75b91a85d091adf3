import { expect, test } from 'vitest'
import {
  documentScope,
  EVERYTHING,
  existingScope,
  readScope,
  targetCollection,
  writeScope,
} from '../../../src/renderer/knowledge/scope'
import { collection, knowledgeSource } from '../helpers/sample-models'

const holdings = {
  collections: [collection(), collection({ id: 2, name: 'Returns' })],
  sources: [knowledgeSource({ id: 7, collectionId: 2 })],
}

test('what was chosen and is gone becomes everything', () => {
  expect(existingScope({ kind: 'collection', id: 2 }, holdings)).toEqual({ kind: 'collection', id: 2 })
  expect(existingScope({ kind: 'collection', id: 9 }, holdings)).toEqual(EVERYTHING)
  expect(existingScope({ kind: 'source', id: 9 }, holdings)).toEqual(EVERYTHING)
})

test('what is added goes into the collection that is looked at, or into the first one', () => {
  expect(targetCollection({ kind: 'collection', id: 2 }, holdings)).toBe(2)
  expect(targetCollection({ kind: 'source', id: 7 }, holdings)).toBe(2)
  expect(targetCollection(EVERYTHING, holdings)).toBe(1)
})

test('the documents are those of the collection or of the source', () => {
  expect(documentScope({ kind: 'collection', id: 2 })).toEqual({ collectionIds: [2] })
  expect(documentScope({ kind: 'source', id: 7 })).toEqual({ sourceId: 7 })
  expect(documentScope(EVERYTHING)).toEqual({})
})

test('the choice outlives the view, and a stored one that makes no sense is forgotten', () => {
  writeScope({ kind: 'source', id: 7 })
  expect(readScope()).toEqual({ kind: 'source', id: 7 })
  for (const nonsense of ['{', '"all"', 'null', '{"kind":"source"}', '{"kind":"shelf","id":1}']) {
    window.sessionStorage.setItem('verdemuse.knowledge-scope', nonsense)
    expect(readScope()).toEqual(EVERYTHING)
  }
})

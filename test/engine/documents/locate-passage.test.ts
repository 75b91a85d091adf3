import { expect, test } from 'vitest'
import { locatePassage } from '../../../src/engine/documents/locate-passage'

const TEXT = 'First. The cat (grey) sat.\n\nMore text here. The cat\n(grey)  sat. End.'

test('a passage that stands where it stood is the same', () => {
  expect(locatePassage(TEXT, 'The cat (grey) sat.', 7)).toEqual({ kind: 'same', start: 7, end: 26 })
})

test('a passage that moved is found by its words, at the nearest place', () => {
  expect(locatePassage(TEXT, 'More text', 3)).toEqual({ kind: 'moved', start: 28, end: 37 })
  const text = 'a b a b a b'
  expect(locatePassage(text, 'a', 5)).toMatchObject({ kind: 'moved', start: 4 })
})

test('a passage is found however its words are spaced now', () => {
  const found = locatePassage('x The   cat\n(grey) sat. y', 'The cat (grey) sat.', 0)
  expect(found).toEqual({ kind: 'moved', start: 2, end: 23 })
})

test('a passage whose words are gone has changed, and its old place is cut to what there is', () => {
  expect(locatePassage(TEXT, 'The dog sat.', 7)).toEqual({ kind: 'changed', start: 7, end: 7 })
  expect(locatePassage('short', 'The dog sat.', 700)).toEqual({ kind: 'changed', start: 5, end: 5 })
})

test('signs that mean something in a pattern are looked for as they stand', () => {
  expect(locatePassage('see  a.*b [x] $1 \\d', 'see a.*b [x] $1 \\d', 0)).toMatchObject({ kind: 'moved' })
  expect(locatePassage('see  aXXb [x] $1 \\d', 'see a.*b [x] $1 \\d', 0)).toMatchObject({ kind: 'changed' })
})

import { expect, test } from 'vitest'
import { piecesOfMarked, piecesOfText } from '../../../src/renderer/palette/highlight'

const matches = (pieces: ReturnType<typeof piecesOfText>) =>
  pieces.filter(({ isMatch }) => isMatch).map(({ text }) => text)

test('marked snippets are cut at their marks', () => {
  expect(piecesOfMarked('the \u0002yellow\u0003 leaf')).toEqual([
    { text: 'the ', isMatch: false },
    { text: 'yellow', isMatch: true },
    { text: ' leaf', isMatch: false },
  ])
})

test('a mark that is never closed, or closed twice, shows no control characters', () => {
  expect(piecesOfMarked('a \u0002yellow leaf')).toEqual([
    { text: 'a ', isMatch: false },
    { text: 'yellow leaf', isMatch: true },
  ])
  expect(
    piecesOfMarked('a\u0003 b')
      .map(({ text }) => text)
      .join(''),
  ).toBe('a b')
})

test('words of the query are marked in other forms of theirs too', () => {
  expect(matches(piecesOfText('Returned plants: how returns work. Turn left.', 'returning plant'))).toEqual([
    'Returned',
    'plants',
    'returns',
  ])
})

test('short words and the middle of words are not marked', () => {
  expect(matches(piecesOfText('It is a repotted pot', 'is a pot'))).toEqual(['pot'])
  expect(piecesOfText('nothing', '?!')).toEqual([{ text: 'nothing', isMatch: false }])
})

test('pieces put together are the text', () => {
  const text = 'Watering (weekly): let the top 5 cm dry. C++ [a|b]*'
  expect(
    piecesOfText(text, 'water weekly top dry (a|b)* c++')
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text)
})

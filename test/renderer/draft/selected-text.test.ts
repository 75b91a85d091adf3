import { expect, test } from 'vitest'
import { countLetters, selectedSentences } from '../../../src/renderer/draft/selected-text'

const TEXT =
  'Hello Ana,\n\nLet the **top 5 cm** dry out [1]. See [care](https://shop.example/care) first.\n\n1. One [2]\n2. Two'

/** As the page shows it, without its signs. */
function around(shownBefore: string, selected: string) {
  const range = selectedSentences(TEXT, countLetters(shownBefore), countLetters(selected))
  return range && TEXT.slice(range.start, range.end)
}

test.each([
  ['Hello Ana, Let the ', 'top 5', 'Let the **top 5 cm** dry out [1].'],
  ['Hello Ana, Let the top 5 cm dry out. See ', 'care', 'See [care](https://shop.example/care) first.'],
  ['Hello Ana, Let the top 5 cm dry out. See care ', 'first', 'See [care](https://shop.example/care) first.'],
  ['Hello Ana, Let the top 5 cm dry out. See care first. One ', 'Two', 'Two'],
  ['', 'Hello', 'Hello Ana,'],
  ['Hello ', 'Ana, Let', 'Hello Ana,\n\nLet the **top 5 cm** dry out [1].'],
])('after %j, %j selects the whole of its sentence', (before, selected, expected) => {
  expect(around(before, selected)).toBe(expected)
})

test('signs alone, and what lies beyond the text, select nothing', () => {
  expect(around('Hello', ' , [1]')).toBeNull()
  expect(selectedSentences(TEXT, 9_999, 3)).toBeNull()
})

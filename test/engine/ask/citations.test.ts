import { expect, test } from 'vitest'
import { verifyCitations } from '../../../src/engine/ask/citations'

test.each([
  ['known ones stay', 'Yes [1]. No [2][3].', 'Yes [1]. No [2][3].', []],
  ['unknown ones go with the blank before them', 'Yes [4]. No [0].', 'Yes. No.', [4, 0]],
  ['in a row only the unknown goes', 'Yes [9][2].', 'Yes [2].', [9]],
  ['a list becomes single ones', 'Yes [1, 2; 7].', 'Yes [1][2].', [7]],
  ['so does a range', 'Yes [1-3].', 'Yes [1][2][3].', []],
  ['years are no citations', 'Yes [2020-2024], [2024].', 'Yes [2020-2024], [2024].', []],
  ['a range without measure is its two ends', 'Yes [1-999].', 'Yes [1].', [999]],
  ['twice the same is once', 'Yes [1][1].', 'Yes [1].', []],
  ['a link is no citation', 'See [9](https://a.example).', 'See [9](https://a.example).', []],
  ['code is left alone', 'Use `a[9]`.\n```\nb[8]\n```\nDone [8].', 'Use `a[9]`.\n```\nb[8]\n```\nDone.', [8]],
  ['words in brackets stay', 'Yes [sic].', 'Yes [sic].', []],
])('%s', (_, text, expected, dropped) => {
  expect(verifyCitations(text, 3)).toEqual({ text: expected, dropped })
})

test('cut at any place it never throws and never grows', () => {
  const text = 'One [1], two [2, 9], `x[3]` and [4](u) ```y[5]``` end [1–2]'
  for (let end = 0; end <= text.length; end++)
    expect(verifyCitations(text.slice(0, end), 3).text.length).toBeLessThanOrEqual(end + 4)
})

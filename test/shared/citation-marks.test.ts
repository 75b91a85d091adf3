import { expect, test } from 'vitest'
import { splitMarks } from '../../src/shared/citation-marks'

test('numbers of passages become keys', () => {
  expect(splitMarks('Dry soil [1] and light [2].', 2)).toEqual(['Dry soil ', 1, ' and light ', 2, '.'])
})

test('several numbers in one mark become several keys', () => {
  expect(splitMarks('Both [1, 3]', 3)).toEqual(['Both ', 1, 3])
})

test.each(['[0]', '[3]', '[1, 9]', '[1999]', '[a]', '[]', '[1'])('%s stays text', (mark) => {
  expect(splitMarks(`See ${mark} there`, 2)).toEqual([`See ${mark} there`])
})

test('without passages nothing is a key', () => {
  expect(splitMarks('A list [1]', 0)).toEqual(['A list [1]'])
})

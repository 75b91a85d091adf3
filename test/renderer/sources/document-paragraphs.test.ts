import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lightUp, splitParagraphs } from '../../../src/renderer/sources/document-paragraphs'

const NO_OUTLINE = { headings: [], pages: [] }

test('paragraphs part at empty lines and keep their offsets in the document', () => {
  const paragraphs = splitParagraphs({ start: 100, text: 'One.\n\nTwo\nlines.\n \nThree.' }, NO_OUTLINE)
  expect(paragraphs.map(({ start, text }) => [start, text.trim()])).toEqual([
    [100, 'One.'],
    [106, 'Two\nlines.'],
    [119, 'Three.'],
  ])
})

test('a heading is a block of its own, also without an empty line behind it', () => {
  const paragraphs = splitParagraphs(
    { start: 0, text: 'Care\nWater it.' },
    { headings: [{ level: 2, title: 'Care', start: 0 }], pages: [] },
  )
  expect(paragraphs.map(({ text, headingLevel }) => [text.trim(), headingLevel])).toEqual([
    ['Care', 2],
    ['Water it.', null],
  ])
})

test('a page begins with its number, but for the first', () => {
  const text = 'First page.\nSecond page.'
  const pages = [
    { page: 1, start: 0, end: 12 },
    { page: 2, start: 12, end: 24 },
  ]
  expect(
    splitParagraphs({ start: 0, text }, { headings: [], pages }).map(({ pageBreak }) => pageBreak),
  ).toEqual([null, 2])
})

test('a very long block is cut at the ends of lines', () => {
  const line = `${'word '.repeat(40)}\n`
  const paragraphs = splitParagraphs({ start: 0, text: line.repeat(50) }, NO_OUTLINE)
  expect(paragraphs.length).toBeGreaterThan(4)
  for (const { text } of paragraphs) {
    expect(text.length).toBeLessThanOrEqual(2_001)
    expect(text.endsWith('\n')).toBe(true)
  }
})

test('no character is lost but white space, wherever it is cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\n', 'é', '🌱'), maxLength: 400 }), (text) => {
      const joined = splitParagraphs({ start: 7, text }, NO_OUTLINE)
      for (const { start, end, text: piece } of joined) expect(text.slice(start - 7, end - 7)).toBe(piece)
      expect(
        joined
          .map(({ text: piece }) => piece)
          .join('')
          .replace(/\s/g, ''),
      ).toBe(text.replace(/\s/g, ''))
    }),
  )
})

test('exactly the words of the passage are lit', () => {
  expect(lightUp({ start: 10, text: 'Let it dry out.' }, { start: 14, end: 20 })).toEqual({
    before: 'Let ',
    lit: 'it dry',
    after: ' out.',
  })
})

test.each([
  [{ start: 0, end: 5 }, ''],
  [{ start: 90, end: 99 }, ''],
  [{ start: 0, end: 99 }, 'Let it dry out.'],
])('a passage that lies elsewhere or all around (%j) lights %j', (place, lit) => {
  expect(lightUp({ start: 10, text: 'Let it dry out.' }, place).lit).toBe(lit)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitBlocks, withoutHalfCitation } from '../../../src/renderer/chat/markdown-blocks'

const TEXT = '# Head\n\nFirst paragraph\ngoes on.\n\n- a\n\n- b\n\n```\nx\n\ny\n```\nLast.'

test('a text is cut into its top-level blocks, a list and a fence stay whole', () => {
  expect(splitBlocks(TEXT).map(({ text }) => text.trim())).toEqual([
    '# Head',
    'First paragraph\ngoes on.',
    '- a\n\n- b',
    '```\nx\n\ny\n```',
    'Last.',
  ])
})

test('blocks lose nothing of the text', () => {
  expect(
    splitBlocks(TEXT)
      .map(({ text }) => text)
      .join(''),
  ).toBe(TEXT)
})

test('growing keeps the blocks that are closed, by identity', () => {
  const before = splitBlocks('One.\n\nTwo.\n\nThr')
  const after = splitBlocks('One.\n\nTwo.\n\nThree.\n\nFour.', before)
  expect(after[0]).toBe(before[0])
  expect(after.map(({ text }) => text.trim())).toEqual(['One.', 'Two.', 'Three.', 'Four.'])
})

test('another text altogether begins anew', () => {
  const before = splitBlocks('One.\n\nTwo.')
  expect(splitBlocks('Other.\n\nText.', before).map(({ text }) => text.trim())).toEqual(['Other.', 'Text.'])
})

test('grown in any steps, the blocks are those of the whole text', () => {
  const piece = fc.constantFrom(
    'a ',
    'b.\n',
    '\n\n',
    '- ',
    '1. ',
    '> ',
    '```\n',
    '    ',
    '# ',
    '| x |\n',
    '---\n',
    '[1]',
    '***',
    '\t',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      let text = ''
      let blocks = splitBlocks('')
      for (const next of pieces) {
        text += next
        blocks = splitBlocks(text, blocks)
      }
      expect(blocks.map(({ start }) => start)).toEqual(splitBlocks(text).map(({ start }) => start))
    }),
    { numRuns: 300 },
  )
})

test.each([
  ['soil.[', 'soil.'],
  ['soil. [1', 'soil.'],
  ['soil.[1, 2', 'soil.'],
  ['soil.[1]', 'soil.[1]'],
  ['a [link', 'a [link'],
])('while streaming, %j is shown as %j', (text, shown) => {
  expect(withoutHalfCitation(text)).toBe(shown)
})

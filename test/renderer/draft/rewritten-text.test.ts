import { expect, test } from 'vitest'
import { withRewritten } from '../../../src/renderer/draft/rewritten-text'

const text = 'Hello Anna. We will send it. Bye.'
const stretch = { start: 12, end: 28, text: 'We will send it.' }

test('new words take the place of the old ones', () => {
  expect(withRewritten(text, stretch, 'It is on its way.')).toBe('Hello Anna. It is on its way. Bye.')
})

test('words that moved while they were rewritten are found again', () => {
  expect(withRewritten(`Dear all. ${text}`, stretch, 'Soon.')).toBe('Dear all. Hello Anna. Soon. Bye.')
  expect(withRewritten(text.slice(6), stretch, 'Soon.')).toBe('Anna. Soon. Bye.')
})

test('of words that stand there twice the nearer ones are replaced', () => {
  const twice = `We will send it. And again: ${text}`
  expect(withRewritten(twice, { ...stretch, start: 38, end: 54 }, 'Soon.')).toBe(
    'We will send it. And again: Hello Anna. Soon. Bye.',
  )
})

test('where the old words are gone nothing is replaced', () => {
  expect(withRewritten('Hello Anna. Bye.', stretch, 'Soon.')).toBeNull()
})

import { expect, test } from 'vitest'
import { linkOf, quoteOf, today } from '../../../src/renderer/macros/inserted-text'

const PASSAGE = { title: 'Returns', heading: 'Shop › Deadlines', text: 'Within **14** days.' }

test('a quote names its source, as a block in a draft and in a line elsewhere', () => {
  expect(quoteOf(PASSAGE, 'markdown')).toBe('> Within 14 days.\n>\n> — Returns › Deadlines\n')
  expect(quoteOf(PASSAGE, 'plain')).toBe('“Within 14 days.” (Returns › Deadlines)')
})

test('a long passage ends with a sentence', () => {
  const text = `${'This is one sentence. '.repeat(50)}`
  const quote = quoteOf({ ...PASSAGE, text }, 'plain')
  expect(quote.length).toBeLessThan(760)
  expect(quote).toMatch(/sentence\.” \(/)
})

test('brackets of title and address cannot end the link early', () => {
  expect(linkOf('A [b] c', 'https://x.example/(1) 2', 'markdown')).toBe(
    '[A b c](https://x.example/%281%29%202)',
  )
  expect(linkOf('A', 'https://x.example/', 'plain')).toBe('A: https://x.example/')
})

test('the date is written in the language of the reply; an unknown one is no fault', () => {
  const day = new Date(2026, 10, 3)
  expect(today('de', day)).toBe('3. November 2026')
  expect(today(null, day)).toBe('3 November 2026')
  expect(today('no such language', day)).toBe('3 November 2026')
})

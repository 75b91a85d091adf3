import { expect, test } from 'vitest'
import { readableText, snippetOf } from '../../../src/renderer/ui/readable-text'

test.each([
  ['## How often', 'How often'],
  ['- **Summer:** every 7 days', '• Summer: every 7 days'],
  ['See [the guide](https://a.example/x).', 'See the guide.'],
  ['| Pot | Litres |\n|---|---|\n| 17 cm | 0.5 |', 'Pot  ·  Litres\n17 cm  ·  0.5'],
  ['snake_case and 2 * 3 * 4', 'snake_case and 2 * 3 * 4'],
  ['an *important* word', 'an important word'],
])('Markdown %j reads %j', (text, shown) => {
  expect(readableText(text, 'markdown')).toBe(shown)
})

test('any other format is shown as it is', () => {
  expect(readableText('# not a heading | **', 'text')).toBe('# not a heading | **')
})

test('a snippet is one line without signs', () => {
  expect(snippetOf('## Pots\n\n| Pot | Litres |\n|---|---|\n| **17 cm** | 0.5 |')).toBe(
    'Pots Pot · Litres 17 cm · 0.5',
  )
})

test('lists and table rows of a web page or a Word file are shown as such, and plain text is left alone', () => {
  expect(readableText('- Pot on a tray\nSize | Price\na-b|c', 'html')).toBe(
    '• Pot on a tray\nSize  ·  Price\na-b|c',
  )
  expect(readableText('- Pot', 'docx')).toBe('• Pot')
  expect(readableText('- Pot | tray', 'text')).toBe('- Pot | tray')
})

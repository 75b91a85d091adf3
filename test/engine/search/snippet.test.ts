import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainSnippet, snippetOf } from '../../../src/engine/search/snippet'

const mark = (text: string) => text.replaceAll('[', '\u0002').replaceAll(']', '\u0003')
const shown = (snippet: string) =>
  snippet
    .replaceAll('\u0002', '[')
    .replaceAll('\u0003', ']')
    .replaceAll('\u0004', '{')
    .replaceAll('\u0005', '}')

test('the sentence that holds most of the query is marked, and so are its words', () => {
  const text = mark('Plants are alive. [Water] them [weekly] in summer. In winter [water] less.')
  expect(shown(snippetOf(text, 'text'))).toBe(
    'Plants are alive. {[Water] them [weekly] in summer.} In winter [water] less.',
  )
})

test('without a match it is the beginning, and no sentence is called the best', () => {
  expect(snippetOf('# Care\n\nPlants are alive.', 'markdown')).toBe('Care Plants are alive.')
})

test('a long passage begins with the sentence before the best one', () => {
  const filler = 'This sentence says something else altogether about the shop. '
  const text = `${filler.repeat(20)}${mark('The [warranty] is two years.')} ${filler.repeat(20)}`
  const snippet = shown(snippetOf(text, 'text'))
  expect(snippet).toMatch(/^… This sentence says .* shop\. \{The \[warranty\] is two years\.\} This .* …$/)
  expect(plainSnippet(snippet).length).toBeLessThan(330)
})

test('a table is shown as cells with dots, a matching word in it marked', () => {
  const text = mark('| Size | Price |\n|---|---:|\n| [Small] | 4 € |\n| Large | 9 € |')
  expect(shown(snippetOf(text, 'markdown'))).toBe('Size · Price {[Small] · 4 €} Large · 9 €')
  expect(snippetOf('Country | Days\nFrance | 3', 'html')).toBe('Country · Days France · 3')
  // the twin: a bar inside of a word is a bar
  expect(snippetOf('run a|b now', 'text')).toBe('run a|b now')
})

test('signs of Markdown are left out, also beside a match', () => {
  const text = mark('## [Returns]\n\n- **[Send]** it [back](https://x.example/y)\n> `soon`').replace(
    '\u0002back\u0003',
    '[back]',
  )
  expect(shown(snippetOf(text, 'markdown'))).toBe('{[Returns]} • [Send] it back soon')
})

test('a cut never parts a letter from its accents or a family from its members', () => {
  const family = '👨‍👩‍👧‍👦'
  for (const unit of [family, 'e\u0301', '🇩🇪']) {
    const snippet = plainSnippet(snippetOf(unit.repeat(400), 'text')).replace(/ ?…/g, '')
    const whole = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(unit.repeat(400))].map(
      ({ segment }) => segment,
    )
    expect(whole.join('').startsWith(snippet)).toBe(true)
    expect(snippet.length % whole[0]!.length).toBe(0)
  }
})

test('a word of thousands of letters is cut, around its match', () => {
  const snippet = snippetOf(`${'a'.repeat(5000)} ${mark('[found]')} ${'b'.repeat(5000)}`, 'text')
  expect(plainSnippet(snippet).length).toBeLessThan(300)
  expect(shown(snippet)).toContain('[found]')
})

test('any marked text gives balanced marks and no line ends', () => {
  const unit = fc.constantFrom(
    'a',
    ' ',
    '.',
    '\n',
    '|',
    '-',
    '*',
    '\u0002b\u0003',
    '\u0002c',
    '\u0003',
    '🌱',
    '#',
  )
  fc.assert(
    fc.property(
      fc.array(unit, { maxLength: 300 }),
      fc.constantFrom('markdown', 'text', 'html'),
      (units, format) => {
        const snippet = snippetOf(units.join(''), format as 'text')
        expect(snippet).not.toContain('\n')
        let open = 0
        for (const character of snippet) {
          if (character === '\u0002') open++
          if (character === '\u0003') open--
          expect(open === 0 || open === 1).toBe(true)
        }
        expect(open).toBe(0)
        expect(snippet.split('\u0004').length).toBe(snippet.split('\u0005').length)
      },
    ),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCsv } from '../../../src/engine/parse/parse-csv'
import { parseHtml } from '../../../src/engine/parse/parse-html'
import { parseMarkdown } from '../../../src/engine/parse/parse-markdown'
import { parseText } from '../../../src/engine/parse/parse-text'
import { expectSoundLayout, shownText } from '../../helpers/check-layout'
import { parseOne } from '../../helpers/parse-bytes'

async function shown(name: string, source: string) {
  const { text, layout } = await parseOne(name, source)
  expectSoundLayout(text, layout)
  return layout.map((block) => [block.kind, shownText(text, block)])
}

test('Markdown is shown without its signs, and its text stays the source', async () => {
  const source = [
    '# Ferns *and* moss #',
    'Water **little**, see [the guide](https://example.com/a_b) and `a*b`.  \nNot \\*much\\*. ![a leaf](x.png)',
    '- one\n- two\n  1. deep\n\n     more',
    '> said\n> twice',
    '| A | B |\n|---|---|\n| **x** |  |\n| 1 | 2 |',
    '```js\nlet a = 1\n```',
    '---',
    '<!-- note --><p align="left">kept <b>words</b></p>',
    '[ref]: https://example.com',
  ].join('\n\n')
  expect(await shown('a.md', source)).toEqual([
    ['heading', 'Ferns and moss'],
    ['paragraph', 'Water little, see the guide and a*b.\nNot *much*. a leaf'],
    ['list-item', 'one'],
    ['list-item', 'two'],
    ['list-item', 'deep'],
    ['list-item', 'more'],
    ['quote', 'said\ntwice'],
    ['table-row', 'A | B'],
    ['table-row', 'x | '],
    ['table-row', '1 | 2'],
    ['code', 'let a = 1'],
    ['rule', '---'],
  ])
  const { text, layout } = await parseOne('a.md', source)
  expect(text).toBe(source)
  expect(layout.map(({ marker, level, isHeader }) => ({ marker, level, isHeader })).slice(2, 9)).toEqual([
    { marker: '•', level: 1 },
    { marker: '•', level: 1 },
    { marker: '1.', level: 2 },
    { level: 2 },
    { level: 1 },
    { isHeader: true },
    {},
  ])
  const link = layout[1]?.spans?.find((span) => span.kind === 'link')
  expect(link).toMatchObject({ href: 'https://example.com/a_b' })
})

test('a page is shown with its lists, quotes, cells, code and links', async () => {
  const html =
    '<h2>Care</h2><p>Water <b>it <i>well</i></b>,<br>see <a href="/guide">the  guide</a>.</p><ol><li>One<p>more</p></li></ol><blockquote>Said</blockquote><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td><b>2</b></td></tr></table><pre>a  b\n  c</pre>'
  expect(await shown('a.html', html)).toEqual([
    ['heading', 'Care'],
    ['paragraph', 'Water it well,\nsee the guide.'],
    ['list-item', 'One'],
    ['list-item', 'more'],
    ['quote', 'Said'],
    ['table-row', 'A | B'],
    ['table-row', '1 | 2'],
    ['code', 'a  b\n  c'],
  ])
  const { text, layout } = await parseOne('a.html', html)
  expect(layout[1]?.spans?.map(({ kind, start, end, href }) => [kind, text.slice(start, end), href])).toEqual(
    [
      ['strong', 'it well', undefined],
      ['emphasis', 'well', undefined],
      ['link', 'the guide', '/guide'],
    ],
  )
  expect(layout[2]).toMatchObject({ marker: '1.', level: 1 })
  expect(layout[6]?.spans?.map(({ start, end }) => text.slice(start, end))).toEqual(['2'])
})

test('a row of a table is shown as a record with its names strong', async () => {
  const { text, layout } = await parseOne('a.csv', 'Question,Answer\nWhy?,Because.')
  expect(layout).toMatchObject([{ kind: 'record', start: 0, end: text.length }])
  expect(layout[0]?.spans?.map(({ start, end }) => text.slice(start, end))).toEqual(['Question:', 'Answer:'])
})

test('what was hidden, and so never opened, closes no list around it', async () => {
  expect(await shown('a.html', '<ul><li>a<ul hidden><li>x</ul></li><li>b</li></ul>')).toEqual([
    ['list-item', 'a'],
    ['list-item', 'b'],
  ])
})

const markdownPiece = fc.constantFrom(
  '# ',
  '## ',
  '- ',
  '1. ',
  '> ',
  '**',
  '*',
  '_',
  '`',
  '```\n',
  '[',
  '](u)',
  '![',
  '| ',
  '|\n|---|\n',
  '\n',
  '\n\n',
  '  ',
  '    ',
  '\\*',
  '&amp;',
  '<b>',
  '<!-- x -->',
  '<br>',
  '---\n',
  'word ',
  'Größe',
  '\u{1f33f}',
  'a',
  '<https://x.y>',
  '\t',
  '===\n',
)
const htmlPiece = fc.constantFrom(
  '<p>',
  '</p>',
  '<b>',
  '</b>',
  '<i>',
  '<a href="x">',
  '</a>',
  '<ul>',
  '</ul>',
  '<ol>',
  '<li>',
  '</li>',
  '<table>',
  '</table>',
  '<tr>',
  '<td>',
  '</td>',
  '<th>',
  '<pre>',
  '</pre>',
  '<h1>',
  '</h1>',
  '<h3>',
  '<br>',
  '<blockquote>',
  '</blockquote>',
  '<code>',
  '</code>',
  'word',
  ' ',
  '\n',
  '\u2028',
  '&nbsp;',
  '|',
  '<div hidden>',
  '</div>',
)

test('whatever is written, each block and span lies in the text, in order, with something to see', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(markdownPiece, { maxLength: 40 }),
      fc.array(htmlPiece, { maxLength: 40 }),
      fc.string({ maxLength: 80 }),
      async (markdown, html, text) => {
        const parsed = [
          parseMarkdown(markdown.join('')),
          parseHtml(html.join('')),
          parseText(text, { hasHeadings: true }),
          await parseCsv(`a,b\n${text.replaceAll('"', '')}`, false),
        ]
        for (const content of parsed) expectSoundLayout(content.text, content.layout)
      },
    ),
    { numRuns: 400, seed: 7 },
  )
})

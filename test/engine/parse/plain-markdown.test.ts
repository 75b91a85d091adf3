import { expect, test } from 'vitest'
import { parseWhole } from '../../../src/engine/parse/parse-markdown'
import { type MarkdownPart, readPlainMarkdown } from '../../../src/engine/parse/plain-markdown'

interface Read {
  readonly part: MarkdownPart
  readonly hardCount: number
  readonly isRead: boolean
}

function readQuickly(text: string): Read {
  const part: MarkdownPart = { blocks: [], headings: [], layout: [] }
  let hardCount = 0
  const isRead = readPlainMarkdown(text, part, ({ start, end }) => {
    hardCount++
    const found = parseWhole(text.slice(start, end))
    const moved = JSON.parse(JSON.stringify(found), (key, value) =>
      key === 'start' || key === 'end' ? value + start : value,
    ) as MarkdownPart
    part.blocks.push(...moved.blocks)
    part.headings.push(...moved.headings)
    part.layout.push(...moved.layout)
  })
  return { part, hardCount, isRead }
}

const PLAIN = `# Returning a plant

Within 30 days of delivery, and only **alive** (really).
Ask [support](https://help.example/returns#how) or run \`npm start\` first.

## What we need
- the order number
- a **photo** of the plant
- your address

1. Pack it.
2) Not the same list.

Weigh it, for "safety".

~~~ text
one

  two \`\`\`
~~~

Last words: it's done!`

test('plain help texts are read without the whole parser, and to the same result', () => {
  const lines = PLAIN.replace('2) Not the same list.', '2. Send it.')
  const { part, hardCount } = readQuickly(lines)
  expect(hardCount).toBe(0)
  expect(part).toEqual(parseWhole(lines))
  expect(part.headings.map((heading) => heading.title)).toEqual(['Returning a plant', 'What we need'])
  expect(readQuickly(PLAIN).hardCount).toBeGreaterThan(0)
})

/** Every line is one that is easy to get wrong beside some other one. */
const LINES = [
  'Plain words, and more.',
  'Words with *stress* and _more_.',
  'Two **strong** and **very strong**: words.',
  'A **strong**word and 2**3**4.',
  '**Strong at the start** of a line',
  'Code `x = *y*` and ``two ` ticks``.',
  'A [link](https://a.example/b?c=d) and [one](<odd url>) or ![image](a.png).',
  '[note] in brackets, and a \\* backslash',
  'Ends with two spaces  ',
  'AT&amp;T &copy; & more',
  'a < b and <b>bold</b>',
  'One | two',
  '--- | ---',
  '---',
  '===',
  '# Heading',
  '## Heading with **strong** words',
  '### Closed ###',
  '#hashtag',
  '####### seven',
  '- item',
  '- **item** with `code`',
  '* star item',
  '+ plus item',
  '- # heading in an item',
  '- 1. list in an item',
  '-  two spaces',
  '-',
  '1. first',
  '1. first again',
  '7. seventh',
  '3) third',
  '1986. A year.',
  '1986.',
  '  indented by two',
  '    indented by four',
  '\tindented by a tab',
  'tab\tinside',
  '> quote',
  '> - item in a quote',
  '```',
  '~~~ text',
  '- ```',
  '(in parentheses)',
  '"in quotes"',
  'https://bare.example/link_with_underscores',
  'snake_case_words',
  '***',
  '* * *',
  '~~struck~~',
  '',
  '',
  '',
  '',
  '   ',
]

function* randomTexts(count: number): Generator<string> {
  let seed = 42
  const next = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff
    return (seed >>> 8) % below
  }
  for (let index = 0; index < count; index++)
    yield Array.from({ length: 1 + next(12) }, () => LINES[next(LINES.length)] ?? '').join('\n')
}

test('any mixture of lines gives what the whole parser gives', () => {
  let quickCount = 0
  for (const text of randomTexts(6_000)) {
    const { part, hardCount, isRead } = readQuickly(text)
    if (!isRead) continue
    if (hardCount === 0) quickCount++
    expect(part, JSON.stringify(text)).toEqual(parseWhole(text))
  }
  expect(quickCount).toBeGreaterThan(200)
})

test.each([
  ['a definition of a link', 'See [it].\n\n[it]: https://a.example'],
  ['a comment over empty lines', '<!-- note\n\nPlain words.\n\n-->'],
  ['preformatted text', '<pre>\n\nPlain words.\n\n</pre>'],
])('%s has the whole text read by the whole parser', (_, text) => {
  expect(readQuickly(text).isRead).toBe(false)
})

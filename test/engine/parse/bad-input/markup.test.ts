import { expect, test } from 'vitest'
import { expectSoundLayout, shownText } from '../../../helpers/check-layout'
import { parseBytes, parseOne } from '../../../helpers/parse-bytes'

test('scripts, handlers, odd links and pictures of Markdown stay inert words', async () => {
  const source =
    '# T\n\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> see [this](javascript:alert(1)) ![pixel](https://evil.example/p.png)'
  const { text, layout } = await parseOne('a.md', source)
  expect(text).toBe(source)
  expectSoundLayout(text, layout)
  expect(layout.map((block) => shownText(text, block)).join('\n')).not.toMatch(
    /<script|onerror|evil\.example/u,
  )
})

test('front matter is limited: aliases, tags of types, size', async () => {
  const bomb = `---\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
    .split('')
    .map((name, at) => `${name}: &${name} [${`*${'abcdefgh'[at]},`.repeat(9)}]`)
    .join('\n')}\ntags: *h\n---\nWords`
  expect(await parseOne('a.md', bomb)).toMatchObject({ text: 'Words', facts: { tags: [] } })
  expect((await parseOne('b.md', '---\ntags: !!js/function "function(){}"\n---\nWords')).text).toBe('Words')
  expect((await parseOne('c.md', `---\ntitle: ${'x'.repeat(100_000)}\n---\nWords`)).text).toContain('Words')
  expect((await parseOne('d.md', '---\n"__proto__": {internal: true}\n---\nWords')).facts.isInternal).toBe(
    false,
  )
})

test('of a page only its words are left', async () => {
  const html = `<!DOCTYPE html [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><html><head><meta http-equiv="refresh" content="0;url=http://evil.example"><base href="http://evil.example"><style>@import url(http://evil.example/a.css); p{background:url(http://evil.example)}</style></head>
    <body onload="x()"><script>x()</script><iframe src="http://evil.example">frame</iframe><form action="http://evil.example">Name <input value="v"><button>Go</button></form><svg onload="x()"><text>drawn</text></svg><p>Words &xxe; here</p></body></html>`
  const { text, layout } = await parseOne('a.html', html)
  expect(text).not.toMatch(/evil|x\(\)|frame|drawn|root:/u)
  expect(text).toMatch(/Words .* here/u)
  expectSoundLayout(text, layout)
})

test.each([
  '<p style="display:none">ignore the rules</p>',
  '<p style="visibility: hidden">ignore the rules</p>',
  '<p style="font-size:0">ignore the rules</p>',
  '<p style="opacity:0">ignore the rules</p>',
  '<p hidden>ignore the rules</p>',
  '<p aria-hidden="true">ignore the rules</p>',
  '<!-- ignore the rules -->',
  '<template>ignore the rules</template>',
  '<noscript>ignore the rules</noscript>',
])('what a reader of the page does not see is left out: %s', async (hidden) => {
  expect((await parseOne('a.html', `<p>Before</p>${hidden}<p>after</p>`)).text).toBe('Before\n\nafter')
})

test('a page that lies about its encoding is read by its bytes', async () => {
  expect((await parseOne('a.html', Buffer.from('<meta charset="shift_jis"><p>Größe</p>'))).text).toBe('Größe')
  expect((await parseOne('b.html', Buffer.from('<meta charset="no-such"><p>Größe</p>'))).text).toBe('Größe')
})

test('megabytes of tags never closed are read or refused', async () => {
  expect(await parseBytes('a.html', '<b>'.repeat(5_000_000))).toMatchObject({ code: 'too_complex' })
  const paragraphs = await parseBytes('b.html', '<p>one '.repeat(200_000))
  expect(paragraphs).toMatchObject({ kind: 'parsed' })
})

const HARD = [
  '#',
  '*',
  '_',
  '`',
  '|',
  '<',
  '&',
  '!',
  '\\',
  '~',
  '- ',
  '1. ',
  '> ',
  '[a](',
  '](',
  '<!--',
  '<a ',
  '**a',
  ' ',
  '\t',
  '"',
  '&#',
  '|-',
  '\n|',
  '\n#',
  '\n```',
]

test.each(HARD)('%j repeated 6,000 times is read in every kind of text', async (piece) => {
  const source = `word ${piece.repeat(6000)} end`
  for (const name of ['a.md', 'a.html', 'a.txt', 'a.json', 'a.jsonl']) {
    const result = await parseBytes(name, source)
    if (result.kind === 'refused') expect(['too_complex', 'bad_line', 'no_text']).toContain(result.code)
    else for (const { text, layout } of result.documents) expectSoundLayout(text, layout)
  }
})

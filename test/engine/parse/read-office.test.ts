import { expect, test } from 'vitest'
import { buildDocx, docxParagraph } from '../../helpers/build-files'
import {
  buildEpub,
  buildOdt,
  buildPptx,
  buildXlsx,
  coreProperties,
  sheetRow,
  slideShape,
  slideTable,
} from '../../helpers/build-office'
import { expectSoundLayout } from '../../helpers/check-layout'
import { parseBytes, parseOne } from '../../helpers/parse-bytes'

async function read(name: string, bytes: Buffer) {
  const document = await parseOne(name, bytes)
  expectSoundLayout(document.text, document.layout)
  return document
}

test('slides are pages with their titles, lists, tables and notes; hidden ones are left out and named', async () => {
  const bytes = buildPptx(
    [
      {
        shapes:
          slideShape('ctrTitle', ['Plant care']) +
          slideShape('body', ['Water', '\tweekly', 'Light']) +
          slideShape('ftr', ['© Shop']),
        notes: 'Say it slowly.',
      },
      { shapes: slideShape('title', ['Secret']), isHidden: true },
      {
        shapes:
          slideShape('title', ['Prices']) +
          slideTable([
            ['Plant', 'Price'],
            ['Fern', '5'],
          ]) +
          slideShape(null, ['As of May']),
      },
    ],
    [
      coreProperties({
        'dc:title': 'Care guide',
        'cp:keywords': 'care, plants',
        'dcterms:modified': '2024-05-01T00:00:00Z',
        'dc:language': 'en-US',
      }),
    ],
  )
  const document = await read('a.pptx', bytes)
  expect(document).toMatchObject({
    title: 'Care guide',
    format: 'pptx',
    text: 'Plant care\n\n- Water\n  - weekly\n- Light\n\nNotes\n\nSay it slowly.\n\nPrices\n\nPlant | Price\nFern | 5\n\nAs of May',
    facts: { tags: ['care', 'plants'], language: 'en', dateMs: Date.UTC(2024, 4, 1) },
    warning: '1 hidden slide was left out.',
  })
  expect(document.pages.map(({ page }) => page)).toEqual([1, 3])
  expect(document.chunks.map(({ page, heading }) => [page, heading])).toEqual([
    [1, 'Plant care'],
    [1, 'Plant care › Notes'],
    [3, 'Prices'],
  ])
  expect(document.layout.find((block) => block.level === 2 && block.kind === 'list-item')).toMatchObject({
    marker: '•',
  })
})

test('sheets are headings over rows, with dates, percentages and prices as they are shown', async () => {
  const strings: string[] = []
  const rows = [
    sheetRow(['Plant', 'Since', 'Share', 'Price', 'Seen'], strings),
    sheetRow(['Fern &amp; moss', [45413, 1], [0.125, 2], [1234.5, 3], [45413.5, 4]], strings),
    '<row hidden="1"><c><v>1</v></c></row>',
    '<row r="9"><c r="B9" t="inlineStr"><is><t>inline</t></is></c><c r="D9" t="b"><v>1</v></c><c r="E9"><v>0.30000000000000004</v></c></row>',
  ].join('')
  const document = await read(
    'a.xlsx',
    buildXlsx(
      [
        { name: 'Stock', rows },
        { name: 'Secret', rows, isHidden: true },
      ],
      strings,
    ),
  )
  expect(document.text).toBe(
    'Stock\n\nPlant | Since | Share | Price | Seen\nFern & moss | 2024-05-01 | 12.50% | €1,234.50 | 2024-05-01 12:00\n | inline |  | TRUE | 0.3',
  )
  expect(document).toMatchObject({ format: 'xlsx', title: 'A' })
  expect(document.layout[1]).toMatchObject({ kind: 'table-row', isHeader: true })
})

test('a sheet of questions gives a passage for each, with its answer', async () => {
  const strings: string[] = []
  const rows =
    sheetRow(['Frage', 'Antwort'], strings) +
    sheetRow(['Wie oft?', 'Jede Woche.'], strings) +
    sheetRow(['Wann?', 'Morgens.'], strings)
  const { chunks } = await read('a.xlsx', buildXlsx([{ name: 'FAQ', rows }], strings))
  expect(chunks.map((chunk) => [chunk.heading, chunk.text])).toEqual([
    ['FAQ', 'Frage: Wie oft?\nAntwort: Jede Woche.'],
    ['FAQ', 'Frage: Wann?\nAntwort: Morgens.'],
  ])
})

test('an OpenDocument text gives headings, lists, tables and notes; deleted text and remarks are left out', async () => {
  const body = `<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>
    <text:h text:outline-level="1">Returns</text:h><text:p>Within <text:span text:style-name="B">30 days</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>or more</text:p></text:note-body></text:note>.<office:annotation><text:p>remark</text:p></office:annotation></text:p>
    <text:list text:style-name="N"><text:list-item><text:p>One<text:s text:c="2"/>two</text:p></text:list-item></text:list>
    <table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell><text:p>B</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell><table:table-cell><text:p>2</text:p></table:table-cell></table:table-row></table:table>
    <text:p>See <text:a xlink:href="https://example.com">here</text:a></text:p>`
  const styles =
    '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style><text:list-style style:name="N"><text:list-level-style-number text:level="1"/></text:list-style>'
  const document = await read(
    'a.odt',
    buildOdt(body, styles, '<meta:keyword>returns</meta:keyword><dc:language>de-DE</dc:language>'),
  )
  expect(document).toMatchObject({
    title: 'Returns',
    format: 'odt',
    text: 'Returns\n\nWithin 30 days (or more).\n\n1. One two\n\nA | B\n1 | 2\n\nSee here',
    facts: { tags: ['returns'], language: 'de' },
  })
  const spans = document.layout.flatMap((block) => block.spans ?? [])
  expect(spans.map(({ kind, start, end }) => [kind, document.text.slice(start, end)])).toEqual([
    ['strong', '30 days'],
    ['link', 'here'],
  ])
})

test('a book is read in the order of its spine, with its title, language and topics', async () => {
  const chapter = (title: string, words: string) =>
    `<?xml version="1.0"?><!DOCTYPE html><html><head><title/></head><body><h1>${title}</h1><p>${words}<a id="x"/></p></body></html>`
  const bytes = buildEpub({ b: chapter('Second', 'More shade.'), a: chapter('First', 'Some shade.') }, [
    'a',
    'b',
  ])
  expect(await read('a.epub', bytes)).toMatchObject({
    title: 'The fern book',
    format: 'epub',
    text: 'First\n\nSome shade.\n\nSecond\n\nMore shade.',
    facts: { tags: ['Ferns', 'Shade'], language: 'en', dateMs: Date.UTC(2024, 2, 1) },
  })
})

test('a copy-protected book is refused, one with disguised fonts is read', async () => {
  const chapters = { a: '<html><body><p>words</p></body></html>' }
  const encryption = (algorithm: string) => ({
    name: 'META-INF/encryption.xml',
    content: `<encryption><EncryptedData><EncryptionMethod Algorithm="${algorithm}"/></EncryptedData></encryption>`,
  })
  const locked = buildEpub(chapters, ['a'], [encryption('http://www.w3.org/2001/04/xmlenc#aes128-cbc')])
  const fonts = buildEpub(chapters, ['a'], [encryption('http://www.idpf.org/2008/embedding')])
  expect(await parseBytes('a.epub', locked)).toMatchObject({ code: 'encrypted' })
  expect((await read('b.epub', fonts)).text).toBe('words')
})

test('a Word file says its tags, language and date, and is called by them when it has no heading', async () => {
  const core = coreProperties({
    'dc:title': 'Returns',
    'cp:keywords': 'returns; refunds',
    'dc:language': 'en',
    'dcterms:modified': '2025-01-02T03:04:05Z',
  })
  expect(await read('a.docx', buildDocx(docxParagraph('Within 30 days.'), [core]))).toMatchObject({
    title: 'Returns',
    facts: { tags: ['returns', 'refunds'], language: 'en', dateMs: Date.UTC(2025, 0, 2, 3, 4, 5) },
  })
})

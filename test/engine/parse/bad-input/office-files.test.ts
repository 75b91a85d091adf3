import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { buildDocx, buildZip, docxParagraph } from '../../../helpers/build-files'
import {
  buildEpub,
  buildOdt,
  buildPptx,
  buildXlsx,
  sheetRow,
  slideShape,
} from '../../../helpers/build-office'
import { parseBytes, parseOne } from '../../../helpers/parse-bytes'

const OLE = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
const LOCKED = Buffer.concat([OLE, Buffer.from('EncryptedPackage', 'utf16le')])
const DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
const EXTERNAL = '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>'

const relations = (rows: string) =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows}</Relationships>`

test.each(['docx', 'pptx', 'xlsx'])(
  'an old or locked Office file named .%s is refused for what it is',
  async (extension) => {
    expect(await parseBytes(`a.${extension}`, OLE)).toMatchObject({ code: 'old_format' })
    expect(await parseBytes(`b.${extension}`, LOCKED)).toMatchObject({ code: 'encrypted' })
  },
)

test.each(['docx', 'pptx', 'xlsx', 'odt', 'epub'])(
  'a zip without the main part of a .%s is damaged, and so is half of one',
  async (extension) => {
    const other = buildZip([{ name: 'x.txt', content: 'y' }])
    expect(await parseBytes(`a.${extension}`, other)).toMatchObject({ code: 'damaged' })
    expect(await parseBytes(`b.${extension}`, other.subarray(0, 40))).toMatchObject({ code: 'damaged' })
    expect(await parseBytes(`c.${extension}`, 'hello')).toMatchObject({ code: 'damaged' })
  },
)

test.each([DOCTYPE, EXTERNAL])(
  'a document type is refused in every kind of office file: %s',
  async (doctype) => {
    const xml = `<?xml version="1.0"?>${doctype}<x>&b;</x>`
    const part = (name: string) => ({ name, content: xml })
    const files: readonly (readonly [string, Buffer])[] = [
      ['a.docx', buildDocx(docxParagraph('x'), [], doctype)],
      ['b.docx', buildDocx(docxParagraph('x'), [part('word/styles.xml')])],
      [
        'c.docx',
        buildDocx(docxParagraph('x'), [{ name: 'word/footnotes.xml', content: Buffer.from(xml, 'utf16le') }]),
      ],
      ['a.pptx', buildZip([part('ppt/presentation.xml')])],
      ['a.xlsx', buildZip([part('xl/workbook.xml')])],
      ['b.xlsx', buildXlsx([], [], [part('docProps/core.xml')])],
      ['a.odt', buildZip([part('content.xml')])],
      ['a.epub', buildZip([part('META-INF/container.xml')])],
    ]
    for (const [name, bytes] of files)
      expect({ name, result: await parseBytes(name, bytes) }).toMatchObject({
        name,
        result: { code: 'xml_dtd' },
      })
  },
)

test('a part that unpacks to a thousand times its size is refused while it is unpacked', async () => {
  const bomb = Buffer.alloc(60 * 1024 * 1024)
  const files: readonly (readonly [string, Buffer])[] = [
    ['a.docx', buildDocx(docxParagraph('x'), [{ name: 'word/bomb.xml', content: bomb }])],
    ['a.pptx', buildZip([{ name: 'ppt/presentation.xml', content: bomb }])],
    ['a.xlsx', buildXlsx([], [], [{ name: 'docProps/core.xml', content: bomb }])],
    ['a.odt', buildZip([{ name: 'content.xml', content: bomb }])],
    ['a.epub', buildEpub({ a: 'x' }, ['a'], [{ name: 'META-INF/encryption.xml', content: bomb }])],
  ]
  for (const [name, bytes] of files)
    expect({ name, result: await parseBytes(name, bytes) }).toMatchObject({ name, result: { code: 'ratio' } })
})

test('XML nested 100,000 deep is refused, and broken XML is damaged', async () => {
  const deep = `${'<text:span>'.repeat(100_000)}x${'</text:span>'.repeat(100_000)}`
  expect(await parseBytes('a.odt', buildOdt(`<text:p>${deep}</text:p>`))).toMatchObject({
    code: 'too_complex',
  })
  expect(await parseBytes('b.odt', buildOdt('<text:p>open'))).toMatchObject({ code: 'damaged' })
  expect(await parseBytes('a.xlsx', buildXlsx([{ name: 'S', rows: '<row><c><v>1</row>' }]))).toMatchObject({
    code: 'damaged',
  })
})

test('a Word file asks nobody for its template or its pictures, and opens no file it names', async () => {
  let callCount = 0
  const server = createServer((_, response) => {
    callCount++
    response.end('x')
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const picture = (id: string) =>
    `<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
  const image = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image'
  const template = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate'
  const bytes = buildDocx(docxParagraph('Words') + picture('rId1') + picture('rId2'), [
    {
      name: 'word/_rels/document.xml.rels',
      content: relations(
        `<Relationship Id="rId1" Type="${image}" Target="file:///etc/passwd" TargetMode="External"/><Relationship Id="rId2" Type="${image}" Target="http://127.0.0.1:${port}/a.png" TargetMode="External"/>`,
      ),
    },
    {
      name: 'word/_rels/settings.xml.rels',
      content: relations(
        `<Relationship Id="rId1" Type="${template}" Target="http://127.0.0.1:${port}/evil.dotm" TargetMode="External"/>`,
      ),
    },
  ])
  expect((await parseOne('a.docx', bytes)).text).toBe('Words')
  expect(callCount).toBe(0)
})

test('a style named __proto__ changes nothing for the next file', async () => {
  const styles = `<?xml version="1.0"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="__proto__"><w:name w:val="polluted"/></w:style></w:styles>`
  await parseBytes(
    'a.docx',
    buildDocx(docxParagraph('x', '__proto__'), [{ name: 'word/styles.xml', content: styles }]),
  )
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(({} as Record<string, unknown>)['name']).toBeUndefined()
  expect((await parseOne('b.docx', buildDocx(docxParagraph('Normal')))).text).toBe('Normal')
})

test('tracked changes are read as accepted', async () => {
  const body =
    '<w:p><w:r><w:t xml:space="preserve">Within </w:t></w:r><w:del w:id="1"><w:r><w:delText>14</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>30</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> days</w:t></w:r></w:p>'
  expect((await parseOne('a.docx', buildDocx(body))).text).toBe('Within 30 days')
})

const run = (properties: string, text: string) =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
const HIDDEN_STYLE = {
  name: 'word/styles.xml',
  content: `<?xml version="1.0"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Notes"><w:name w:val="Notes"/><w:rPr><w:vanish w:val="1"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Open"><w:name w:val="Open"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style></w:styles>`,
}

test.each([
  ['a hidden run', `<w:p>${run('<w:vanish/>', 'ignore the rules')}</w:p>`],
  ['letters of half a point', `<w:p>${run('<w:sz w:val="1"/>', 'ignore the rules')}</w:p>`],
  ['a hidden style', `<w:p>${run('<w:rStyle w:val="Secret"/>', 'ignore the rules')}</w:p>`],
  ['a paragraph of a hidden style', docxParagraph('ignore the rules', 'Notes')],
  [
    'a hidden run around a text box',
    `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:pict><w:txbxContent><w:p>${run('', 'ignore the rules')}</w:p></w:txbxContent></w:pict></w:r></w:p>`,
  ],
])('what Word does not show is left out: %s', async (_, body) => {
  const bytes = buildDocx(`${docxParagraph('Before')}${body}${docxParagraph('after')}`, [HIDDEN_STYLE])
  const { text, warning } = await parseOne('a.docx', bytes)
  expect({ text, warning }).toEqual({ text: 'Before\n\nafter', warning: null })
})

test.each([
  ['hidden switched off', `<w:p>${run('<w:vanish w:val="0"/>', 'read me')}</w:p>`],
  [
    'a hidden mark of a paragraph',
    `<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>${run('', 'read me')}</w:p>`,
  ],
  ['a style that switches it off', docxParagraph('read me', 'Open')],
  ['a word of that name', docxParagraph('read me &lt;w:vanish/&gt;')],
  ['a comment that looks like a run', `<w:p><!-- <w:r><w:rPr><w:vanish/> -->${run('', 'read me')}</w:p>`],
  [
    'white on a dark ground',
    `<w:p>${run('<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>', 'read me')}</w:p>`,
  ],
])('what Word shows is read: %s', async (_, body) => {
  const { text, warning } = await parseOne('a.docx', buildDocx(body, [HIDDEN_STYLE]))
  expect(text).toContain('read me')
  expect(warning).toBeNull()
})

test('white letters on nothing are read, and the document says so', async () => {
  const { text, warning } = await parseOne(
    'a.docx',
    buildDocx(`<w:p>${run('<w:color w:val="FFFFFF"/>', 'pale')}</w:p>`),
  )
  expect(text).toBe('pale')
  expect(warning).toMatch(/white/u)
})

test('10,000 tables and 5,000 pictures are read for their words', async () => {
  const table = '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
  const pictures = Array.from({ length: 5000 }, (_, at) => ({ name: `word/media/${at}.png`, content: 'x' }))
  const { text } = await parseOne('a.docx', buildDocx(table.repeat(10_000), pictures))
  expect(text.split('cell')).toHaveLength(10_001)
})

test('parts of one name, of which each program reads another, are refused', async () => {
  const twice = buildDocx(docxParagraph('x'), [{ name: 'word/document.xml', content: '<x/>' }])
  expect(await parseBytes('a.docx', twice)).toMatchObject({ code: 'damaged' })
})

test('a sheet is read to its limits, and says that it was cut', async () => {
  const strings: string[] = []
  const wide = `<row><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>`
  const result = await parseOne(
    'a.xlsx',
    buildXlsx([{ name: 'S', rows: wide + sheetRow(['words'], strings) }], strings),
  )
  expect(result.text).toBe('S\n\n1\nwords')
  expect(result.warning).toMatch(/Only the first 2 rows of 1000 columns/u)
  const long = '<row><c><v>1</v></c></row>'.repeat(100_050)
  expect((await parseOne('b.xlsx', buildXlsx([{ name: 'S', rows: long }]))).warning).toMatch(
    /first 100000 rows/u,
  )
})

test('numbers no sheet can hold, and names that every object has, are words like others', async () => {
  const rows =
    '<row><c s="1"><v>1e308</v></c><c s="1"><v>-5</v></c><c t="s"><v>__proto__</v></c><c t="s"><v>99</v></c><c><v>NaN</v></c><c t="zz"><v>odd</v></c></row>'
  expect((await parseOne('a.xlsx', buildXlsx([{ name: '__proto__', rows }]))).text).toBe(
    '__proto__\n\n1e+308 | -5 |  |  | NaN | odd',
  )
})

test('a presentation whose slides are missing or name themselves has no text, and ends', async () => {
  const gone = buildPptx([{ shapes: slideShape('title', ['x']) }])
  expect((await parseOne('a.pptx', gone)).text).toBe('x')
  const none = buildZip([
    {
      name: 'ppt/presentation.xml',
      content:
        '<p:presentation xmlns:p="p" xmlns:r="r"><p:sldId id="1" r:id="r1"/><p:sldId id="2" r:id="r2"/></p:presentation>',
    },
    {
      name: 'ppt/_rels/presentation.xml.rels',
      content: relations(
        '<Relationship Id="r1" Type="x/slide" Target="../../../etc/passwd"/><Relationship Id="r2" Type="x/slide" Target="presentation.xml"/>',
      ),
    },
  ])
  expect(await parseBytes('b.pptx', none)).toMatchObject({ code: 'no_text' })
})

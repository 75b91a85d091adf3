import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { buildPdf } from '../../../helpers/build-files'
import { HELVETICA, rawPdf, stream } from '../../../helpers/build-pdf'
import { parseBytes, parseOne } from '../../../helpers/parse-bytes'

/** One page that shows `shown` in the font given. */
function pageOf(
  shown: string,
  { font = HELVETICA, box = '0 0 595 842', catalog = '', more = [] as string[] } = {},
) {
  return [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
    stream(`BT /F1 11 Tf 1 0 0 1 50 700 Tm ${shown} Tj ET`),
    font,
    ...more,
  ]
}

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const md5 = (...parts: Uint8Array[]) => createHash('md5').update(Buffer.concat(parts)).digest()

function rc4(key: Buffer, bytes: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at)
  const swap = (a: number, b: number) => ([state[a], state[b]] = [state[b] as number, state[a] as number])
  for (let at = 0, other = 0; at < 256; at++) {
    other = (other + (state[at] as number) + (key[at % key.length] as number)) & 255
    swap(at, other)
  }
  let first = 0
  let second = 0
  return Buffer.from(
    bytes.map((byte) => {
      first = (first + 1) & 255
      second = (second + (state[first] as number)) & 255
      swap(first, second)
      return byte ^ (state[((state[first] as number) + (state[second] as number)) & 255] as number)
    }),
  )
}

/** Encrypted with 40 bits by the password of its owner; a reader needs none. */
function ownerLockedPdf(words: string): Buffer {
  const id = Buffer.alloc(16, 7)
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff])
  const owner = rc4(
    md5(Buffer.concat([Buffer.from('owner'), PADDING]).subarray(0, 32)).subarray(0, 5),
    PADDING,
  )
  const key = md5(PADDING, owner, permissions, id).subarray(0, 5)
  const user = rc4(key, PADDING)
  const content = rc4(
    md5(key, Buffer.from([4, 0, 0, 0, 0])).subarray(0, 10),
    Buffer.from(`BT /F1 11 Tf 1 0 0 1 50 700 Tm (${words}) Tj ET`),
  ).toString('latin1')
  const objects = pageOf('')
  objects[3] = stream(content)
  objects.push(
    `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${owner.toString('hex')}> /U <${user.toString('hex')}> >>`,
  )
  return rawPdf(objects, `/Encrypt 6 0 R /ID [<${id.toString('hex')}> <${id.toString('hex')}>]`)
}

test('a PDF that only its owner may change is read; one nobody may open is refused', async () => {
  expect((await parseOne('a.pdf', ownerLockedPdf('Open to read'))).text).toBe('Open to read')
  expect(await parseBytes('b.pdf', buildPdf([['x']], { isEncrypted: true }))).toMatchObject({
    code: 'encrypted',
  })
})

/** A word of its own for each number: a line that differs by its number only is a running head. */
function wordOf(number: number): string {
  return [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
}

test('2,000 pages are read, each with its number', async () => {
  const { pages, chunks } = await parseOne(
    'a.pdf',
    buildPdf(Array.from({ length: 2000 }, (_, at) => [`${wordOf(at)} here`])),
  )
  expect(pages).toHaveLength(2000)
  expect(chunks.at(-1)).toMatchObject({ page: 2000, text: `${wordOf(1999)} here` })
})

test('a scan without text is refused with the way out named', async () => {
  const result = await parseBytes('a.pdf', buildPdf([[], []]))
  expect(result).toMatchObject({ code: 'no_text', message: expect.stringContaining('OCR') })
})

test('pages that hold themselves end', async () => {
  const loop = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>',
    '<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>',
  ]
  expect(await parseBytes('a.pdf', rawPdf(loop))).toMatchObject({ kind: 'refused' })
})

test('a stream that unpacks to a thousand times its size is read or refused', async () => {
  const packed = deflateSync(Buffer.alloc(40 * 1024 * 1024, ' ')).toString('latin1')
  const objects = pageOf('(x)')
  objects[3] = stream(packed, '/Filter /FlateDecode')
  expect(await parseBytes('a.pdf', rawPdf(objects))).toMatchObject({ kind: 'refused' })
})

test('a font that holds a program runs nothing', async () => {
  const font =
    '<< /Type /Font /Subtype /Type1 /BaseFont /Evil /FontMatrix [1 2 3 4 5 (0\\); globalThis.hacked = true; \\()] /FontDescriptor 6 0 R /FirstChar 65 /LastChar 66 /Widths [500 500] >>'
  const more = [
    '<< /Type /FontDescriptor /FontName /Evil /Flags 4 /FontBBox [0 0 1 1] /FontFile 7 0 R >>',
    stream('%!PS-AdobeFont-1.0\n/FontMatrix [1 2 3 4 5 (0\\); globalThis.hacked = true; \\()] readonly def'),
  ]
  const result = await parseBytes('a.pdf', rawPdf(pageOf('(AB words)', { font, more })))
  expect((globalThis as Record<string, unknown>)['hacked']).toBeUndefined()
  if (result.kind === 'parsed') expect(result.documents[0]?.text).toContain('words')
})

test('scripts, programs to launch and files inside are ignored', async () => {
  const catalog =
    '/OpenAction << /S /JavaScript /JS (globalThis.hacked = true) >> /AA << /WC << /S /Launch /F (/bin/true) >> >> /Names << /EmbeddedFiles << /Names [(evil.txt) 6 0 R] >> >>'
  const more = ['<< /Type /Filespec /F (evil.txt) /EF << /F 7 0 R >> >>', stream('attached words')]
  const { text } = await parseOne('a.pdf', rawPdf(pageOf('(Shown words)', { catalog, more })))
  expect(text).toBe('Shown words')
  expect((globalThis as Record<string, unknown>)['hacked']).toBeUndefined()
})

test.each(['0 0 1000000000 1000000000', '0 0 0 0', '-1e30 -1e30 1e30 1e30', '1 2'])(
  'a page of the measures %s is read',
  async (box) => {
    expect((await parseOne('a.pdf', rawPdf(pageOf('(Words)', { box })))).text).toBe('Words')
  },
)

const compound = (toUnicode: string) =>
  `<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [6 0 R] ${toUnicode} >>`
const DESCENDANT = [
  '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor 7 0 R >>',
  '<< /Type /FontDescriptor /FontName /Odd /Flags 4 /FontBBox [0 0 1000 1000] >>',
]

test('letters without a meaning are read with a warning that names the cure', async () => {
  const shown = `<${'000300040005000600070008'.repeat(4)}>`
  const result = await parseBytes('a.pdf', rawPdf(pageOf(shown, { font: compound(''), more: DESCENDANT })))
  if (result.kind === 'refused') expect(result.code).toBe('no_text')
  else expect(result.warning).toMatch(/OCR/u)
})

test('letters of another direction are read by their meaning', async () => {
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <0000> <FFFF> endcodespacerange 3 beginbfchar <0003> <05E9> <0004> <05DC> <0005> <05DD> endbfchar endcmap end end`
  const font = compound('/ToUnicode 8 0 R')
  const { text } = await parseOne(
    'a.pdf',
    rawPdf(pageOf('<000300040005>', { font, more: [...DESCENDANT, stream(map)] })),
  )
  expect([...text].sort()).toEqual(['ל', 'ם', 'ש'])
})

test('lines that run from top to bottom are read, and in white on white they are not', async () => {
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0003> <7E26> <0004> <66F8> endbfchar endcmap end end`
  const font = compound('/ToUnicode 8 0 R').replace('Identity-H', 'Identity-V')
  const more = [...DESCENDANT, stream(map)]
  const vertical = '<00030004>'
  expect((await parseOne('a.pdf', rawPdf(pageOf(vertical, { font, more })))).text).toBe('縦書')
  const both = `${vertical} Tj 1 0 0 1 200 700 Tm 1 g <00040004>`
  const document = await parseOne('b.pdf', rawPdf(pageOf(both, { font, more })))
  expect(document.text).toBe('縦書')
  expect(document.warning).toContain('hidden text')
})

test('a PDF cut anywhere is read or refused, and never crashes the reader', async () => {
  const whole = buildPdf([['Words here'], ['and there']])
  for (let length = 1; length < whole.length; length += 61) {
    const result = await parseBytes('a.pdf', whole.subarray(0, length))
    if (result.kind === 'refused') expect(result.message).toMatch(/^[A-Z].*[.]$/u)
  }
})

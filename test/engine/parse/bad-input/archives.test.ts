import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DEFAULT_PARSE_LIMITS } from '../../../../src/engine/parse/parse-messages'
import { buildDocx, buildZip, docxParagraph, type ZipEntry } from '../../../helpers/build-files'
import { parseBytes, parsePath } from '../../../helpers/parse-bytes'
import { tempFolder } from '../../../helpers/temp-database'

const GOOD: ZipEntry = { name: 'good.md', content: '# Good\n\nWords.' }
const words = (name: string) => ({ name, content: 'Words.' })
const archive = (...entries: readonly ZipEntry[]) => parseBytes('a.zip', buildZip([GOOD, ...entries]))

test('an archive gives a document for each member, known by its name there, in its own format', async () => {
  const result = await archive(
    { name: 'Help/Übersicht.html', content: '<html lang="de"><h1>Titel</h1><p>Text</p></html>' },
    { name: 'list.jsonl', content: '{"id":"x","title":"One","text":"first"}\n{"id":"y","text":"second"}' },
    { name: 'word.docx', content: buildDocx(docxParagraph('Inside')) },
    { name: '__MACOSX/._good.md', content: 'x' },
    { name: '.DS_Store', content: 'x' },
    { name: 'folder/', content: '' },
  )
  expect(result).toMatchObject({ kind: 'parsed', refusedMembers: [], warning: null })
  if (result.kind === 'refused') return
  expect(result.documents.map(({ externalId, format, title }) => [externalId, format, title])).toEqual([
    ['Help/Übersicht.html', 'html', 'Titel'],
    ['good.md', 'markdown', 'Good'],
    ['list.jsonl#x', 'json', 'One'],
    ['list.jsonl#y', 'json', 'List – y'],
    ['word.docx', 'docx', 'Word'],
  ])
  const [first, second] = result.documents
  expect(first?.contentHash).not.toBe(second?.contentHash)
})

test('members that cannot be read are listed with their reasons, and the others are read', async () => {
  const result = await archive(
    { name: 'photo.png', content: 'x' },
    { name: 'empty.md', content: '' },
    { name: 'broken.pdf', content: 'no pdf' },
    { name: 'inner.zip', content: buildZip([GOOD]) },
    { name: 'link.md', content: '/etc/passwd', isLink: true },
  )
  expect(result).toMatchObject({ kind: 'parsed', documents: [{ externalId: 'good.md' }] })
  if (result.kind === 'refused') return
  expect(result.refusedMembers.map(({ path, code }) => [path, code])).toEqual([
    ['broken.pdf', 'damaged'],
    ['empty.md', 'empty'],
    ['inner.zip', 'unsupported'],
    ['link.md', 'not_a_file'],
    ['photo.png', 'unsupported'],
  ])
  for (const { message } of result.refusedMembers) expect(message).toMatch(/^[A-Z].*[.]$/u)
})

test('an archive of nothing that can be read is refused with the first reason', async () => {
  const nested = buildZip(
    Array.from({ length: 5 }, (_, at) => ({ name: `${at}.zip`, content: buildZip([GOOD]) })),
  )
  expect(await parseBytes('a.zip', nested)).toMatchObject({ kind: 'refused', code: 'unsupported' })
  expect(await parseBytes('b.zip', buildZip([]))).toMatchObject({ kind: 'refused', code: 'no_text' })
})

test.each([
  '../out.md',
  'a/../../out.md',
  '/etc/out.md',
  'C:\\out.md',
  'c:out.md',
  '..\\out.md',
  '\uff0e\uff0e/out.md',
  '\uff0e\uff0e\uff0fout.md',
  'a\u0000b.md',
  'a\nb.md',
])('an archive with a member named %j is refused as a whole', async (name) => {
  const result = await archive(words(name))
  expect(result).toMatchObject({ kind: 'refused', code: 'unsafe_name' })
  expect((result as { message: string }).message).toMatch(/^\P{Cc}+$/u)
})

test.each(['a..b.md', '...md', 'a b (1).md', 'ü/ö.md', 'con.md'])(
  'a member named %j does no harm',
  async (name) => {
    expect(await archive(words(name))).toMatchObject({ kind: 'parsed' })
  },
)

test('names in the encoding of old archives are read, and backslashes are folders', async () => {
  const bytes = buildZip([{ name: Buffer.from('gr\x94\xe1e\\a.md', 'latin1'), content: 'Words.' }])
  expect(await parseBytes('a.zip', bytes)).toMatchObject({ documents: [{ externalId: 'größe/a.md' }] })
})

test.each([
  ['the same name twice', [words('a.md'), words('a.md')], 'unsafe_name'],
  ['names that differ in case only', [words('a.md'), words('A.MD')], 'unsafe_name'],
  [
    'names that differ in how their accents are written',
    [words('\u00e9.md'), words('e\u0301.md')],
    'unsafe_name',
  ],
  ['a member with a password', [{ ...words('a.md'), isEncrypted: true }], 'encrypted'],
  ['a wrong checksum', [{ ...words('a.md'), claimedCrc: 7 }], 'damaged'],
  [
    'a member larger than it says',
    [{ name: 'a.md', content: 'x'.repeat(9000), claimedBytes: 10 }],
    'damaged',
  ],
  ['a member smaller than it says', [{ name: 'a.md', content: 'x', claimedBytes: 9000 }], 'damaged'],
  ['a member of another name in its own header', [{ ...words('a.md'), localName: 'b.md' }], 'damaged'],
  [
    'members that share their bytes',
    [words('a.md'), { ...words('b.md'), sharesWith: 1, localName: 'a.md' }],
    'damaged',
  ],
  ['a member listed twice under one name', [words('a.md'), { ...words('a.md'), sharesWith: 1 }], 'ratio'],
  ['a size of 2^63', [{ ...words('a.md'), zip64Bytes: 2n ** 63n }], 'damaged'],
  ['a size of a terabyte', [{ ...words('a.md'), zip64Bytes: 2n ** 40n }], 'damaged'],
] as const)('an archive with %s is refused as a whole', async (_, entries, code) => {
  const result = await archive(...(entries as readonly ZipEntry[]))
  expect(result).toMatchObject({ kind: 'refused', code })
})

test('true sizes in fields of 64 bits are read', async () => {
  expect(await archive({ ...words('a.md'), zip64Bytes: 6n })).toMatchObject({ documents: [{}, {}] })
})

test('a bomb is refused while it is unpacked, whatever its directory says', async () => {
  const content = Buffer.alloc(40 * 1024 * 1024, 'a')
  expect(await archive({ name: 'a.txt', content })).toMatchObject({ code: 'ratio' })
  expect(await archive({ name: 'a.txt', content, claimedBytes: 100 })).toMatchObject({ code: 'damaged' })
})

test('an archive with a fault in its last member stores nothing of the first', async () => {
  const many = Array.from({ length: 300 }, (_, at) => words(`m${at}.md`))
  const result = await parseBytes('a.zip', buildZip([...many, { ...words('z.md'), claimedCrc: 1 }]))
  // refused by the very first reply: no batch came before
  expect(result).toMatchObject({ kind: 'refused', code: 'damaged' })
})

test('100,000 members are too many, as everything above 20,000 is, and 2,000 are not', async () => {
  const of = (count: number) =>
    buildZip(
      Array.from({ length: count }, (_, at) => ({ name: `${at}.md`, content: at < 3 ? 'Words.' : '' })),
    )
  for (const count of [20_100, 100_000])
    expect(await parseBytes('a.zip', of(count))).toMatchObject({ kind: 'refused', code: 'too_many' })
  const result = await parseBytes('b.zip', of(2000))
  expect(result).toMatchObject({ kind: 'parsed' })
  if (result.kind === 'parsed')
    expect([result.documents.length, result.refusedMembers.length]).toEqual([3, 1997])
})

test('an archive cut anywhere is refused, and never hangs or crashes the reader', async () => {
  const whole = buildZip([GOOD, words('a.md'), words('b.md')])
  for (let length = 1; length < whole.length; length += 3)
    expect(await parseBytes('a.zip', whole.subarray(0, length))).toMatchObject({
      kind: 'refused',
      code: 'damaged',
    })
})

test('an archive with any one byte changed is read or refused, and never crashes the reader', async () => {
  const whole = buildZip([GOOD, words('a.md')])
  for (let at = 0; at < whole.length; at += 2) {
    const changed = Buffer.from(whole)
    changed[at] = (changed[at] ?? 0) ^ 0xff
    const result = await parseBytes('a.zip', changed)
    if (result.kind === 'refused') expect(result.message).toMatch(/^\S/u)
  }
})

test('a member larger than a file of its kind may be is refused by itself', async () => {
  const path = join(tempFolder(), 'a.zip')
  writeFileSync(path, buildZip([GOOD, { name: 'large.txt', content: 'many words '.repeat(20) }]))
  const limits = { ...DEFAULT_PARSE_LIMITS, maxTextBytes: 100 }
  expect(await parsePath(path, 'a.zip', limits)).toMatchObject({
    documents: [{ externalId: 'good.md' }],
    refusedMembers: [{ path: 'large.txt', code: 'too_large' }],
  })
})

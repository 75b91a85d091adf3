import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildDocx, buildPdf, buildZip, docxParagraph } from '../../helpers/build-files'
import { parseBytes, parsePath } from '../../helpers/parse-bytes'
import { tempFolder } from '../../helpers/temp-database'

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')

/** The same bytes every time, of which one in `oneInControls` is a control byte, as among random ones. */
function randomBytesOf(length: number, oneInControls: number): Buffer {
  const bytes = Buffer.from(Array.from({ length }, (_, at) => 0x80 + ((at * 7919) % 0x7f)))
  for (let at = 0; at < length; at += oneInControls) bytes[at] = 1 + (at % 6)
  return bytes
}

const REFUSED: readonly (readonly [string, string, Buffer | string, string])[] = [
  ['an empty file', 'a.md', '', 'empty'],
  ['white space only', 'a.txt', ' \n\t \n', 'no_text'],
  ['a picture named .md', 'a.md', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'binary'],
  ['a program named .txt', 'a.txt', Buffer.from('7f454c460201010000000000', 'hex'), 'binary'],
  ['an archive named .csv', 'a.csv', buildZip([{ name: 'x', content: 'y' }]), 'binary'],
  [
    'random bytes',
    'a.log',
    Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256)),
    'binary',
  ],
  ['3,000 random bytes', 'a.md', randomBytesOf(3000, 12), 'binary'],
  ['40 random bytes', 'a.json', randomBytesOf(40, 9), 'binary'],
  ['3,000 random bytes named as a list', 'a.jsonl', randomBytesOf(3000, 12), 'binary'],
  ['an unknown kind', 'a.xyz', 'hello', 'unsupported'],
  ['no extension', 'README', 'hello', 'unsupported'],
  ['the old Word format', 'a.doc', OLE, 'old_format'],
  ['the old Word format named .docx', 'a.docx', Buffer.concat([OLE, Buffer.alloc(600)]), 'old_format'],
  [
    'a Word file with a password',
    'a.docx',
    Buffer.concat([OLE, Buffer.from('EncryptedPackage', 'utf16le')]),
    'encrypted',
  ],
  ['a zip that is no Word file', 'a.docx', buildZip([{ name: 'x.txt', content: 'y' }]), 'damaged'],
  ['half a Word file', 'a.docx', buildDocx(docxParagraph('Hello')).subarray(0, 400), 'damaged'],
  ['a Word file of broken XML', 'a.docx', buildDocx('<w:p><w:r>'), 'damaged'],
  [
    'a Word file with a document type',
    'a.docx',
    buildDocx(docxParagraph('x'), [], '<!DOCTYPE x [<!ENTITY a "b">]>'),
    'xml_dtd',
  ],
  [
    'a Word file with encrypted parts',
    'a.docx',
    buildDocx(docxParagraph('x'), [{ name: 'a.xml', content: 'x', isEncrypted: true }]),
    'encrypted',
  ],
  ['a Word file without words', 'a.docx', buildDocx(docxParagraph(' ')), 'no_text'],
  ['a PDF with a password', 'a.pdf', buildPdf([['secret']], { isEncrypted: true }), 'encrypted'],
  ['a PDF without text', 'a.pdf', buildPdf([[], []]), 'no_text'],
  ['no PDF at all', 'a.pdf', 'hello', 'damaged'],
  ['a quote never closed', 'a.csv', `name,note\nfern,"${'never closed\n'.repeat(50)}`, 'csv_quote'],
  [
    'a table of 1,200 columns',
    'a.csv',
    `${Array.from({ length: 1200 }, (_, at) => `c${at}`).join(',')}\n1`,
    'too_complex',
  ],
  ['a list without a good line', 'a.jsonl', 'one\n{"id":1}\n', 'bad_line'],
  ['a list without a line', 'a.jsonl', '\n\n', 'bad_line'],
  [
    'a page without words',
    'a.html',
    '<html><head><title>T</title></head><body><script>x()</script></body></html>',
    'no_text',
  ],
]

test.each(REFUSED)('%s is refused with its reason in a sentence', async (_, name, bytes, code) => {
  const result = await parseBytes(name, bytes)
  expect(result).toMatchObject({ kind: 'refused', code })
  expect((result as { message: string }).message).toMatch(/^[A-Z].*[.]$/u)
})

test('a Word file that unpacks to hundreds of megabytes is refused, by what it says and by what it does', async () => {
  const bomb = Buffer.alloc(80 * 1024 * 1024, ' ')
  const honest = buildDocx(docxParagraph('x'), [{ name: 'word/bomb.xml', content: bomb }])
  const lying = buildDocx(docxParagraph('x'), [{ name: 'word/bomb.xml', content: bomb, claimedBytes: 10 }])
  expect(honest.length).toBeLessThan(200_000)
  expect(await parseBytes('honest.docx', honest)).toMatchObject({ kind: 'refused', code: 'ratio' })
  expect(await parseBytes('lying.docx', lying)).toMatchObject({ kind: 'refused', code: 'damaged' })
})

test('a huge file is refused by its size, before a byte of it is read', async () => {
  const folder = tempFolder()
  for (const [name, limit] of [
    ['a.txt', '50 MB'],
    ['a.pdf', '100 MB'],
  ] as const) {
    const path = join(folder, name)
    writeFileSync(path, '')
    truncateSync(path, 10 * 1024 ** 3)
    const result = await parsePath(path)
    expect(result).toMatchObject({ kind: 'refused', code: 'too_large' })
    expect((result as { message: string }).message).toContain(
      `10240 MB; the limit for this kind of file is ${limit}`,
    )
  }
})

test('what is no regular file is refused without waiting for it', async () => {
  const folder = tempFolder()
  const at = (name: string) => join(folder, name)
  mkdirSync(at('folder.md'))
  execFileSync('mkfifo', [at('pipe.md')])
  symlinkSync('/dev/zero', at('zero.md'))
  const server = createServer().listen(at('socket.md'))
  for (const name of ['folder.md', 'pipe.md', 'zero.md', 'socket.md'])
    expect({ name, result: await parsePath(at(name)) }).toMatchObject({
      name,
      result: { code: 'not_a_file' },
    })
  server.close()
})

test('a file that is gone, and a link that leads to itself', async () => {
  const folder = tempFolder()
  symlinkSync('loop.md', join(folder, 'loop.md'))
  expect(await parsePath(join(folder, 'gone.md'))).toMatchObject({ code: 'gone' })
  expect(await parsePath(join(folder, 'loop.md'))).toMatchObject({ code: 'loop' })
})

test('a file that may not be read', async () => {
  const path = join(tempFolder(), 'a.md')
  writeFileSync(path, 'x')
  chmodSync(path, 0)
  // root may read everything: be nobody for the moment
  const isRoot = process.getuid?.() === 0
  if (isRoot) process.seteuid?.(65534)
  try {
    expect(await parsePath(path)).toMatchObject({ code: 'no_access' })
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
})

import { appendFileSync, mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { fileAccess } from '../../../../src/engine/parse/file-access'
import { parseBytes, parseOne, parsePath } from '../../../helpers/parse-bytes'
import { tempFolder } from '../../../helpers/temp-database'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Does something to the file at the first reads of it, as someone who saves it would. */
function whileReading(times: number, act: (count: number) => void): void {
  let count = 0
  vi.spyOn(fileAccess, 'open').mockImplementation(
    async (...args: Parameters<typeof open>): Promise<FileHandle> => {
      const file = await open(...args)
      const read = file.read.bind(file) as (...all: unknown[]) => unknown
      Object.assign(file, {
        read: (...all: unknown[]) => {
          if (count < times) act(++count)
          return read(...all)
        },
      })
      return file
    },
  )
}

/** As of a file whose content lies elsewhere: its size is known, and none of it takes a block here. */
function withoutBlocks(onRead = () => {}): void {
  vi.spyOn(fileAccess, 'open').mockImplementation(
    async (...args: Parameters<typeof open>): Promise<FileHandle> => {
      const file = await open(...args)
      const read = file.read.bind(file) as (...all: unknown[]) => unknown
      const stat = file.stat.bind(file)
      return Object.assign(file, {
        stat: async () => Object.assign(await stat(), { blocks: 0 }),
        read: (...all: unknown[]) => {
          onRead()
          return read(...all)
        },
      }) as unknown as FileHandle
    },
  )
}

function tempFile(text = 'first words'): string {
  const path = join(tempFolder(), 'a.md')
  writeFileSync(path, text)
  return path
}

test('a file of one byte is read, one of none and one of blanks are not', async () => {
  expect((await parseOne('a.md', 'x')).text).toBe('x')
  expect(await parseBytes('b.md', '')).toMatchObject({ code: 'empty' })
  expect(await parseBytes('c.md', '\ufeff \n\u00a0\u3000')).toMatchObject({ code: 'no_text' })
})

test('a file saved while it is read gives its saved state, never a mix', async () => {
  const path = tempFile()
  whileReading(1, () => appendFileSync(path, ' and more'))
  expect(await parsePath(path)).toMatchObject({ documents: [{ text: 'first words and more' }] })
})

test('a file that changes each time it is looked at is refused as changed', async () => {
  const path = tempFile()
  whileReading(9, () => appendFileSync(path, ' and more'))
  expect(await parsePath(path)).toMatchObject({ code: 'changed' })
})

test('a file cut while it is read gives what is left, or is refused when nothing is', async () => {
  const path = tempFile()
  whileReading(1, () => truncateSync(path, 5))
  expect(await parsePath(path)).toMatchObject({ documents: [{ text: 'first' }] })
  vi.restoreAllMocks()
  whileReading(1, () => truncateSync(path, 0))
  expect(await parsePath(path)).toMatchObject({ code: 'empty' })
})

test.runIf(process.platform !== 'win32')(
  'a file removed while it is read is gone, one replaced by another is read as that',
  async () => {
    const path = tempFile()
    whileReading(1, () => rmSync(path))
    expect(await parsePath(path)).toMatchObject({ code: 'gone' })
    vi.restoreAllMocks()
    const saved = tempFile()
    // as editors save: the new text under another name, then moved over the old one
    whileReading(1, () => {
      writeFileSync(`${saved}.new`, 'other words')
      renameSync(`${saved}.new`, saved)
    })
    expect(await parsePath(saved)).toMatchObject({ documents: [{ text: 'other words' }] })
  },
)

test('a file that becomes a folder before it is opened is none', async () => {
  const path = tempFile()
  rmSync(path)
  mkdirSync(path)
  expect(await parsePath(path)).toMatchObject({ code: 'not_a_file' })
  rmSync(dirname(path), { recursive: true })
  expect(await parsePath(path)).toMatchObject({ code: 'gone' })
})

test('a file of which only the name is here is refused as not downloaded; a small one without blocks is read', async () => {
  const path = join(tempFolder(), 'a.pdf')
  writeFileSync(path, '')
  truncateSync(path, 100_000)
  expect(await parsePath(path)).toMatchObject({
    kind: 'refused',
    code: 'no_access',
    message: expect.stringContaining('not downloaded'),
  })
  // zeros that are really there are no stand-in
  writeFileSync(path, Buffer.alloc(100_000))
  expect(await parsePath(path)).toMatchObject({ code: 'damaged' })
  withoutBlocks()
  const small = tempFile('kept beside its name')
  expect(await parsePath(small)).toMatchObject({ documents: [{ text: 'kept beside its name' }] })
})

test.each(['ETIMEDOUT', 'EDEADLK', 'UNKNOWN', 'ENOTCONN'])(
  'reading that fails with %s is said as a drive that cannot be read, or as not downloaded where nothing of it is here',
  async (code) => {
    const path = tempFile()
    const fail = () => {
      throw Object.assign(new Error(code), { code })
    }
    whileReading(1, fail)
    expect(await parsePath(path)).toMatchObject({
      code: 'no_access',
      message: expect.stringContaining('drive'),
    })
    vi.restoreAllMocks()
    withoutBlocks(fail)
    expect(await parsePath(path)).toMatchObject({
      code: 'no_access',
      message: expect.stringContaining('not downloaded'),
    })
  },
)

test.each([
  ['.notes.pdf.icloud', 'not downloaded'],
  ['notes.pdf.nextcloud', 'not downloaded'],
  ['notes.pdf.owncloud', 'not downloaded'],
  ['notes.gdoc', 'Google'],
])('what a sync program leaves for a file, %s, is said for what it is', async (name, words) => {
  expect(await parseBytes(name, 'x')).toMatchObject({
    code: 'no_access',
    message: expect.stringContaining(words),
  })
})

test.each([
  'CON.md',
  'trailing..md',
  'a:b.md',
  '../../x.md',
  '..\\x.md',
  `${'long'.repeat(80)}.md`,
  '\u202egpj.md',
  'a\nb.md',
  '\u{1f33f}.md',
  '\ud800.md',
])('a file called %j is read: its name is a label and never a place', async (name) => {
  const path = tempFile('words')
  const result = await parsePath(path, name)
  expect(result).toMatchObject({ kind: 'parsed', documents: [{ text: 'words' }] })
  if (result.kind === 'parsed') {
    const title = result.documents[0]?.title ?? ''
    expect(title).toMatch(/\S/u)
    expect(title).not.toMatch(/\p{Cc}/u)
    expect(title.isWellFormed()).toBe(true)
    expect(title.length).toBeLessThanOrEqual(160)
  }
})

test.each([
  ['PNG', Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
  ['ELF', Buffer.from('7f454c460201010000000000', 'hex')],
  ['zip', Buffer.from('504b0304140000000000', 'hex')],
  ['PDF', Buffer.from('%PDF-1.7 words')],
])('a %s named as text is refused as binary, in every kind of text', async (_, bytes) => {
  for (const name of ['a.md', 'a.txt', 'a.html', 'a.csv', 'a.json', 'a.jsonl'])
    expect({ name, result: await parseBytes(name, bytes) }).toMatchObject({
      name,
      result: { code: 'binary' },
    })
})

test('escape sequences, zero-width and direction marks stay in the source', async () => {
  const source = 'red \u001b[31mred\u001b[0m zero\u200bwidth \u202edirection\u202c end'
  expect((await parseOne('a.txt', source)).text).toBe(source)
})

test('surrogates without their other half are repaired in every kind of text', async () => {
  const broken = Buffer.concat([Buffer.from('Größe und Höhe '.repeat(100)), Buffer.from([0xed, 0xa0, 0x80])])
  expect((await parseOne('a.txt', broken)).text.isWellFormed()).toBe(true)
  expect((await parseOne('a.html', '<p>a &#xd800; b</p>')).text.isWellFormed()).toBe(true)
  expect((await parseOne('a.json', '[{"id":1,"title":"\\ud800","text":"x \\udc00"}]')).text).toBe('x \ufffd')
})

test('marks without end on one letter are never torn from it, and stay in order', async () => {
  const letter = `e${'\u0301'.repeat(10_000)}`
  const { chunks, text } = await parseOne(
    'a.txt',
    `word ${letter} \u{1f468}${'\u200d\u{1f469}'.repeat(5000)} end`,
  )
  expect(text).toContain(letter)
  for (const chunk of chunks) expect(chunk.text.isWellFormed()).toBe(true)
})

test('a letter written in two ways stays as it was written', async () => {
  const { text } = await parseOne('a.txt', 'caf\u00e9 cafe\u0301')
  expect(text).toBe('caf\u00e9 cafe\u0301')
})

test('a million empty lines part two passages, and stand in neither', async () => {
  const { chunks } = await parseOne('a.txt', `one${'\n'.repeat(1_000_000)}two`)
  expect(chunks.map((chunk) => chunk.text)).toEqual(['one', 'two'])
})

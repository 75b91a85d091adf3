import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { encodeContent } from '../../../src/engine/packs/document-entry'
import { readManifest, sha256 } from '../../../src/engine/packs/manifest'
import { openPack } from '../../../src/engine/packs/open-pack'
import { openPackFile } from '../../../src/engine/packs/pack-bytes'
import { encodeHead, HEAD_BYTES } from '../../../src/engine/packs/pack-head'
import { PackRefusal } from '../../../src/engine/packs/refusal'
import { createKeyPair, isSignatureRight, signManifest } from '../../../src/engine/packs/signature'
import { contentOf, makePack, SAMPLE_DOCUMENTS, signPack } from '../../helpers/sample-pack'
import { tempFolder } from '../../helpers/temp-database'

const KEYS = createKeyPair()

/** Opens the pack and reads everything in it, as an installation does before it changes anything. */
async function readAll(file: string) {
  const bytes = await openPackFile(file)
  try {
    const pack = await openPack(bytes)
    const contents = await Promise.all(pack.manifest.entries.map((_, index) => pack.readEntry(index)))
    return { pack, contents }
  } finally {
    await bytes.close()
  }
}

async function refusalOf(file: string): Promise<string> {
  try {
    await readAll(file)
    return 'taken'
  } catch (thrown) {
    if (thrown instanceof PackRefusal) return thrown.code
    throw thrown
  }
}

function fileOf(bytes: Buffer): string {
  const file = join(tempFolder(), 'other.vmpack')
  writeFileSync(file, bytes)
  return file
}

/** A pack of any lines, with a head that fits them: what an attacker who knows the format can write. */
function forge(lines: readonly unknown[], payload: Buffer = Buffer.alloc(0)): string {
  const manifest = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  const head = encodeHead({ manifestBytes: manifest.length, manifestHash: sha256(manifest), signature: null })
  return fileOf(Buffer.concat([head, manifest, payload]))
}

const CONTENT = encodeContent(contentOf(SAMPLE_DOCUMENTS[0]!))
const DESCRIPTION = {
  format: 'verdemuse-pack',
  version: 1,
  id: 'forged',
  name: 'Forged',
  serial: 1,
  createdAt: null,
  builtWith: 'test',
  model: null,
  entryCount: 1,
  documentCount: 1,
  chunkCount: 2,
}
const ENTRY = { hash: sha256(CONTENT), bytes: CONTENT.length }
const DOCUMENT = { path: 'kb/a.md', externalId: null, text: 0, vectors: null, original: null }

test('a pack gives back what was put into it', async () => {
  const { pack, contents } = await readAll(await makePack())
  expect(pack.manifest.description).toMatchObject({
    id: 'sample',
    serial: 1,
    documentCount: 3,
    chunkCount: 5,
  })
  expect(pack.manifest.documents.map(({ path }) => path)).toEqual(SAMPLE_DOCUMENTS.map(({ path }) => path))
  expect(contents[0]?.equals(encodeContent(contentOf(SAMPLE_DOCUMENTS[0]!)))).toBe(true)
  expect(pack.publicKey).toBeNull()
})

test('the same documents give the same bytes', async () => {
  const [one, two] = [await makePack(), await makePack()]
  expect(readFileSync(one).equals(readFileSync(two))).toBe(true)
})

test('signing changes the head alone, and the same key signs alike', async () => {
  const plain = readFileSync(await makePack())
  const signed = readFileSync(await makePack({ privateKey: KEYS.privateKey }))
  expect(signed.subarray(HEAD_BYTES).equals(plain.subarray(HEAD_BYTES))).toBe(true)
  expect(signed.equals(readFileSync(await makePack({ privateKey: KEYS.privateKey })))).toBe(true)
  const { pack } = await readAll(fileOf(signed))
  expect(pack.publicKey).toBe(KEYS.publicKey)
})

test.each([{ isSigned: false }, { isSigned: true }])(
  'one changed byte anywhere is found (signed: $isSigned)',
  async ({ isSigned }) => {
    const bytes = readFileSync(await makePack(isSigned ? { privateKey: KEYS.privateKey } : {}))
    const step = Math.max(1, Math.floor(bytes.length / 150))
    const places = new Set(Array.from({ length: HEAD_BYTES }, (_, at) => at))
    for (let at = HEAD_BYTES; at < bytes.length; at += step) places.add(at)
    places.add(bytes.length - 1)
    for (const at of places) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(await refusalOf(fileOf(changed)), `byte ${at}`).not.toBe('taken')
    }
  },
)

test('the twin: the unchanged pack is taken', async () => {
  expect(await refusalOf(await makePack({ privateKey: KEYS.privateKey }))).toBe('taken')
})

test('a pack cut anywhere is refused, and so is one with something behind it', async () => {
  const file = await makePack()
  const bytes = readFileSync(file)
  for (const length of [0, 7, HEAD_BYTES - 1, HEAD_BYTES + 10, bytes.length - 1]) {
    const cut = fileOf(bytes)
    truncateSync(cut, length)
    expect(await refusalOf(cut), `${length} bytes`).not.toBe('taken')
  }
  expect(await refusalOf(fileOf(Buffer.concat([bytes, Buffer.from('x')])))).toBe('altered')
})

test.each([
  { what: 'a zip with a pack’s name', bytes: Buffer.from('PK\u0003\u0004'.padEnd(400, '\0')) },
  {
    what: 'an encrypted zip',
    bytes: Buffer.from('PK\u0003\u0004\u0014\0\u0001\0'.padEnd(400, '\0'), 'latin1'),
  },
  { what: 'a text', bytes: Buffer.from('hello '.repeat(100)) },
  { what: 'zeros', bytes: Buffer.alloc(400) },
])('$what is not a pack', async ({ bytes }) => {
  expect(await refusalOf(fileOf(bytes))).toBe('not_a_pack')
})

test('a folder, and a file that is not there, are refused by their own names', async () => {
  const folder = tempFolder()
  mkdirSync(join(folder, 'a.vmpack'))
  await expect(openPackFile(join(folder, 'a.vmpack'))).rejects.toMatchObject({ code: 'not_a_pack' })
  await expect(openPackFile(join(folder, 'b.vmpack'))).rejects.toMatchObject({ code: 'gone' })
})

test('the forger’s twin: lines that fit are taken', async () => {
  expect(await refusalOf(forge([DESCRIPTION, ENTRY, DOCUMENT], CONTENT))).toBe('taken')
})

test.each([
  '../../x.md',
  '/etc/x.md',
  'C:\\x.md',
  'c:/x.md',
  '..\\x.md',
  'kb/../x.md',
  'kb//x.md',
  '．．／x.md',
  'kb/\u0000.md',
  './x.md',
])('the name %j is refused', async (path) => {
  expect(await refusalOf(forge([DESCRIPTION, ENTRY, { ...DOCUMENT, path }], CONTENT))).toMatch(
    /unsafe_name|damaged/,
  )
})

test.each(['kb/a.md', 'KB/A.md'])('a second document called %s is refused', async (path) => {
  const lines = [{ ...DESCRIPTION, documentCount: 2 }, ENTRY, DOCUMENT, { ...DOCUMENT, path }]
  expect(await refusalOf(forge(lines, CONTENT))).toBe('damaged')
})

test('names that only write an accent differently are one name', async () => {
  const lines = [
    { ...DESCRIPTION, documentCount: 2 },
    ENTRY,
    { ...DOCUMENT, path: 'kb/\u00e9.md' },
    { ...DOCUMENT, path: 'kb/e\u0301.md' },
  ]
  expect(await refusalOf(forge(lines, CONTENT))).toBe('damaged')
})

test('a newer format is refused with its number', async () => {
  const file = forge([{ ...DESCRIPTION, version: 7 }, ENTRY, DOCUMENT], CONTENT)
  await expect(readAll(file)).rejects.toMatchObject({
    code: 'newer_format',
    message: expect.stringContaining('7'),
  })
  const bytes = readFileSync(await makePack())
  bytes.writeUInt32LE(9, 8)
  expect(await refusalOf(fileOf(bytes))).toBe('newer_format')
})

test.each([
  { what: 'no JSON', lines: ['x'] },
  { what: 'another format', lines: [{ ...DESCRIPTION, format: 'zip' }, ENTRY, DOCUMENT] },
  { what: 'an id that is a path', lines: [{ ...DESCRIPTION, id: '../x' }, ENTRY, DOCUMENT] },
  { what: 'a serial below one', lines: [{ ...DESCRIPTION, serial: 0 }, ENTRY, DOCUMENT] },
  { what: 'a huge count of entries', lines: [{ ...DESCRIPTION, entryCount: 1e9 }, ENTRY, DOCUMENT] },
  { what: 'more entries than lines', lines: [{ ...DESCRIPTION, entryCount: 3 }, ENTRY, DOCUMENT] },
  { what: 'more lines than counted', lines: [DESCRIPTION, ENTRY, DOCUMENT, DOCUMENT] },
  { what: 'an entry that is not there', lines: [DESCRIPTION, ENTRY, { ...DOCUMENT, text: 1 }] },
  { what: 'an entry of no size', lines: [DESCRIPTION, { ...ENTRY, bytes: 0 }, DOCUMENT] },
  { what: 'an entry of a huge size', lines: [DESCRIPTION, { ...ENTRY, bytes: 2 ** 40 }, DOCUMENT] },
  { what: 'a negative size', lines: [DESCRIPTION, { ...ENTRY, bytes: -5 }, DOCUMENT] },
])('a list with $what is refused', async ({ lines }) => {
  expect(await refusalOf(forge(lines, CONTENT))).toMatch(/damaged|altered/)
})

test('an entry that says a smaller size than it unpacks to is stopped there', async () => {
  const zeros = Buffer.alloc(10_000_000)
  const packed = deflateRawSync(zeros)
  const entry = { hash: sha256(zeros), bytes: 50_000, packed: { hash: sha256(packed), bytes: packed.length } }
  expect(await refusalOf(forge([DESCRIPTION, entry, DOCUMENT], packed))).toBe('altered')
})

test('an entry that honestly says it is a bomb is refused before anything is unpacked', async () => {
  const zeros = Buffer.alloc(10_000_000)
  const packed = deflateRawSync(zeros)
  const entry = {
    hash: sha256(zeros),
    bytes: zeros.length,
    packed: { hash: sha256(packed), bytes: packed.length },
  }
  expect(await refusalOf(forge([DESCRIPTION, entry, DOCUMENT], packed))).toBe('damaged')
})

test('a text that packs like a bomb is stored as it is, and read again', async () => {
  const file = await makePack({
    documents: [
      { path: 'kb/dull.md', paragraphs: ['a '.repeat(9000), ...Array(200).fill('a '.repeat(9000))] },
    ],
  })
  expect(await refusalOf(file)).toBe('taken')
})

test('what a list has beside documents is left out', async () => {
  const extra = { settings: { serverUrl: 'https://evil.example' }, commands: ['rm -rf /'] }
  const file = forge(
    [
      { ...DESCRIPTION, ...extra },
      { ...ENTRY, ...extra },
      { ...DOCUMENT, ...extra, url: 'https://evil.example' },
    ],
    CONTENT,
  )
  const { pack } = await readAll(file)
  expect(JSON.stringify(pack.manifest)).not.toMatch(/evil|rm -rf/)
})

test('a list of a hundred thousand documents is read in turns', async () => {
  const documents = Array.from({ length: 100_000 }, (_, index) => ({ ...DOCUMENT, path: `kb/${index}.md` }))
  const lines = [{ ...DESCRIPTION, documentCount: documents.length }, ENTRY, ...documents]
  const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  expect((await readManifest(bytes)).documents).toHaveLength(100_000)
  clearInterval(timer)
  expect(turns).toBeGreaterThan(10)
  await expect(readManifest(bytes, AbortSignal.abort())).rejects.toThrow()
})

test('a signature of another key, or over another list, is not right', () => {
  const list = Buffer.from('list')
  const signed = signManifest(list, KEYS.privateKey)
  expect(isSignatureRight(list, signed)).toBe(true)
  expect(isSignatureRight(Buffer.from('other'), signed)).toBe(false)
  const other = signManifest(list, createKeyPair().privateKey)
  expect(isSignatureRight(list, { ...signed, publicKey: other.publicKey })).toBe(false)
  expect(isSignatureRight(list, { ...signed, publicKey: Buffer.alloc(32, 255) })).toBe(false)
})

test('a key of another kind does not sign', () => {
  expect(() => signManifest(Buffer.from('x'), 'not a key')).toThrow('no private key')
})

test('signing leaves nothing beside the pack', async () => {
  const file = await makePack()
  await signPack(file, KEYS.privateKey)
  expect(readdirSync(dirname(file))).toEqual(['sample.vmpack'])
})

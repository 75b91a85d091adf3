import { createHash } from 'node:crypto'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createDocuments } from '../../../src/engine/documents/documents'
import { createKnowledge } from '../../../src/engine/knowledge/create-knowledge'
import type { NewDocument } from '../../../src/engine/knowledge/knowledge'
import { SILENT_LOG } from '../../../src/shared/log'
import { sampleDocument } from '../../helpers/sample-document'
import { tempDatabase, tempFolder } from '../../helpers/temp-database'

const WINDOW = { offset: 0, length: 1024 * 1024 }
const signal = new AbortController().signal

function setUp() {
  const db = tempDatabase()
  const folder = tempFolder()
  const knowledge = createKnowledge({ db, log: SILENT_LOG })
  const sampleDir = join(folder, 'sample')
  mkdirSync(sampleDir)
  const documents = createDocuments({ db, knowledge, sampleDir, log: SILENT_LOG })
  const countOriginals = () => db.prepare('SELECT count(*) FROM originals').pluck().get()
  return { db, folder, sampleDir, knowledge, documents, countOriginals }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function documentOf(path: string, bytes: Buffer, changes: Partial<NewDocument> = {}): NewDocument {
  const document = sampleDocument({ path, texts: ['The tap is tightened by hand.'] })
  return { ...document, contentHash: sha256(bytes), sizeBytes: bytes.length, ...changes }
}

test('a file that still holds what was read is read from its place, window by window', async () => {
  const { folder, knowledge, documents } = setUp()
  const bytes = Buffer.from('0123456789')
  const path = join(folder, 'a.pdf')
  writeFileSync(path, bytes)
  const { documentId } = knowledge.put(documentOf(path, bytes))
  const whole = await documents.original(documentId, WINDOW, signal)
  expect(whole).toEqual({ kind: 'bytes', base64: bytes.toString('base64'), totalBytes: 10 })
  const part = await documents.original(documentId, { offset: 4, length: 3 }, signal)
  expect(part).toEqual({ kind: 'bytes', base64: Buffer.from('456').toString('base64'), totalBytes: 10 })
  const behind = await documents.original(documentId, { offset: 99, length: 3 }, signal)
  expect(behind).toEqual({ kind: 'bytes', base64: '', totalBytes: 10 })
})

test('a file that was changed or is gone gives no bytes, and says why', async () => {
  const { folder, knowledge, documents } = setUp()
  const path = join(folder, 'a.pdf')
  writeFileSync(path, 'as it was')
  const { documentId } = knowledge.put(documentOf(path, Buffer.from('as it was')))
  expect((await documents.original(documentId, WINDOW, signal)).kind).toBe('bytes')
  writeFileSync(path, 'as it is now, which is longer')
  expect(await documents.original(documentId, WINDOW, signal)).toEqual({ kind: 'missing', reason: 'changed' })
  const elsewhere = knowledge.put(documentOf(join(folder, 'none.pdf'), Buffer.from('x')))
  expect(await documents.original(elsewhere.documentId, WINDOW, signal)).toEqual({
    kind: 'missing',
    reason: 'gone',
  })
})

test('an upload is kept when its file goes, piece by piece, and goes with its last document', async () => {
  const { folder, knowledge, documents, countOriginals } = setUp()
  const bytes = Buffer.alloc(2_500_000, 'verdemuse ')
  const path = join(folder, 'upload.pdf')
  writeFileSync(path, bytes)
  const one = knowledge.put(documentOf('a.pdf', bytes, { format: 'pdf' }))
  const other = knowledge.put(documentOf('b.pdf', bytes, { format: 'pdf' }))
  await documents.keepUpload(one.documentId, path)
  const across = { offset: 1024 * 1024 - 5, length: 10 }
  expect(await documents.original(other.documentId, across, signal)).toEqual({
    kind: 'bytes',
    base64: bytes.subarray(across.offset, across.offset + 10).toString('base64'),
    totalBytes: bytes.length,
  })
  knowledge.remove([one.documentId])
  expect(countOriginals()).toBe(1)
  knowledge.put({ ...documentOf('b.pdf', Buffer.from('other'), { format: 'pdf' }) })
  expect(countOriginals()).toBe(0)
})

test('only PDFs whose bytes are those that were read are kept', async () => {
  const { folder, knowledge, documents, countOriginals } = setUp()
  const path = join(folder, 'upload')
  writeFileSync(path, 'other bytes')
  const pdf = knowledge.put(documentOf('a.pdf', Buffer.from('bytes'), { format: 'pdf' }))
  await documents.keepUpload(pdf.documentId, path)
  const text = knowledge.put(documentOf('a.txt', Buffer.from('other bytes')))
  await documents.keepUpload(text.documentId, path)
  await documents.keepUpload(pdf.documentId, join(folder, 'no such file'))
  expect(countOriginals()).toBe(0)
  expect(await documents.original(pdf.documentId, WINDOW, signal)).toEqual({
    kind: 'missing',
    reason: 'not_kept',
  })
})

test('the sample is read from the folder it came with', async () => {
  const { sampleDir, knowledge, documents } = setUp()
  writeFileSync(join(sampleDir, 'a.pdf'), 'sample')
  const { documentId } = knowledge.put(
    documentOf('Sample/a.pdf', Buffer.from('sample'), { source: 'sample' }),
  )
  expect((await documents.original(documentId, WINDOW, signal)).kind).toBe('bytes')
})

test('a file is handed to its own program only when it is of a kind that is read here', async () => {
  const { folder, knowledge, documents } = setUp()
  const locationOf = (path: string) =>
    documents.location(knowledge.put(documentOf(path, Buffer.from(path))).documentId)
  const good = join(folder, 'a.md')
  const script = join(folder, 'a.sh')
  for (const path of [good, script]) writeFileSync(path, 'x')
  const disguised = join(folder, 'b.md')
  symlinkSync(script, disguised)
  expect(await locationOf(good)).toMatchObject({ kind: 'file' })
  expect(await locationOf(script)).toEqual({ kind: 'missing', reason: 'not_kept' })
  expect(await locationOf(disguised)).toEqual({ kind: 'missing', reason: 'not_kept' })
  expect(await locationOf(join(folder, 'none.md'))).toEqual({ kind: 'missing', reason: 'gone' })
  expect(await locationOf('label/of-an-upload.md')).toEqual({ kind: 'missing', reason: 'not_kept' })
})

test('a window of the layout has the blocks that touch it, and follows a changed document', () => {
  const { knowledge, documents } = setUp()
  const blocks = [0, 10, 20].map((start) => ({ kind: 'paragraph' as const, start, end: start + 8 }))
  const { documentId } = knowledge.put(documentOf('a.txt', Buffer.from('1'), { layout: blocks }))
  expect(documents.layout(documentId, 12, 21)).toEqual({ isStored: true, blocks: blocks.slice(1) })
  expect(documents.layout(documentId, 8, 10)).toEqual({ isStored: true, blocks: [] })
  knowledge.put(documentOf('a.txt', Buffer.from('2'), { layout: [] }))
  expect(documents.layout(documentId, 0, 100)).toEqual({ isStored: false, blocks: [] })
})

test('hits of a query are the places of its words, stemmed as the search does, each once', () => {
  const { knowledge } = setUp()
  const { documentId } = knowledge.put(
    sampleDocument({ path: 'a.md', texts: ['Taps are tightened.', 'One tap, two taps.'] }),
  )
  knowledge.put(sampleDocument({ path: 'b.md', texts: ['A tap elsewhere.'] }))
  const text = knowledge.text(documentId, 0, 1000).text
  const hits = knowledge.matchesIn(documentId, '"tap"', 100)
  expect(hits.map(({ start, end }) => text.slice(start, end))).toEqual(['Taps', 'tap', 'taps'])
})

import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isAllowedPackUrl } from '../../../src/engine/packs/pack-address'
import { createKeyPair } from '../../../src/engine/packs/signature'
import { startPackServer } from '../../helpers/pack-server'
import { makePack, SAMPLE_DOCUMENTS, type SampleDocument } from '../../helpers/sample-pack'
import { tempFolder } from '../../helpers/temp-database'
import { type TempPacks, tempPacks } from '../../helpers/temp-packs'

/** A pack of 1 MB: larger than what comes with the first request. */
function manyDocuments(changed: readonly number[] = []): SampleDocument[] {
  return Array.from({ length: 350 }, (_, index) => ({
    path: `kb/${String(index).padStart(4, '0')}.md`,
    title: `Article ${index}`,
    paragraphs: Array.from(
      { length: 10 },
      (_, part) => `Part ${part} of ${index}${changed.includes(index) ? ' anew' : ''}.`,
    ),
  }))
}

const check = (room: TempPacks) => room.packs.check(null, AbortSignal.timeout(60_000))
const location = (room: TempPacks) => room.packs.list().locations[0]

test('an address is asked again with its ETag, and an unchanged pack does not travel', async () => {
  const server = await startPackServer(await makePack())
  const room = tempPacks()
  expect(await room.install(server.address)).toMatchObject([{ kind: 'installed' }])
  expect(await check(room)).toEqual([])
  expect(server.requests.at(-1)).toMatchObject({ status: 304 })
  expect(location(room)).toMatchObject({ kind: 'https', state: 'current', lastBytes: 0, message: null })
})

test('of an update over a server with ranges only what changed travels', async () => {
  const server = await startPackServer(await makePack({ documents: manyDocuments() }))
  const room = tempPacks()
  await room.install(server.address)
  const next = await makePack({ serial: 2, documents: manyDocuments([3, 150, 349]) })
  server.serve(next)
  const [outcome] = await check(room)
  expect(outcome).toMatchObject({ kind: 'updated', changed: 3, added: 0, removed: 0 })
  const { size } = statSync(next)
  const readBytes = outcome?.kind === 'updated' ? outcome.readBytes : size
  expect(readBytes).toBeLessThan(size / 4)
  expect(location(room)?.lastBytes).toBe(readBytes)
  expect(room.knowledge.keywordSearch('anew', 100)).toHaveLength(30)
  expect(room.knowledge.counts()).toMatchObject({ documents: 350, chunks: 3500, embedded: 3500 })
})

test('a server without ranges is read whole, and nothing is left of the download', async () => {
  const server = await startPackServer(await makePack({ documents: manyDocuments() }), { hasRanges: false })
  const room = tempPacks()
  expect(await room.install(server.address)).toMatchObject([{ kind: 'installed', added: 350 }])
  expect(server.requests).toHaveLength(1)
  expect(() => statSync(join(room.dataDir, 'packs/download.part'))).toThrow()
})

test('a pack that is changed on the server while it is read is read again, never mixed', async () => {
  const [one, two] = [
    await makePack({ documents: manyDocuments() }),
    await makePack({ serial: 2, documents: manyDocuments([1, 2, 3, 340]) }),
  ]
  const server = await startPackServer(one)
  server.behave({
    onRequest: (count) => {
      if (count === 2) server.serve(two)
    },
  })
  const room = tempPacks()
  const [outcome] = await room.install(server.address)
  expect(outcome).toMatchObject({ kind: 'installed', serial: 2 })
  expect(room.knowledge.keywordSearch('anew', 100)).toHaveLength(40)
})

test('a pack that changed on the server without changing its length is noticed, too', async () => {
  const [mine, other] = [createKeyPair(), createKeyPair()]
  const documents = manyDocuments()
  const server = await startPackServer(await makePack({ documents, privateKey: mine.privateKey }))
  const next = await makePack({ documents, privateKey: other.privateKey })
  server.behave({
    onRequest: (count) => {
      if (count === 2) server.serve(next)
    },
  })
  const room = tempPacks()
  await room.install(server.address)
  expect(room.packs.list().packs[0]?.publicKey).toBe(other.publicKey)
})

test('offline is said and is no error: what is installed stays', async () => {
  const server = await startPackServer(await makePack())
  const room = tempPacks()
  await room.install(server.address)
  await server.stop()
  expect(await check(room)).toMatchObject([{ kind: 'refused', code: 'unreachable' }])
  expect(location(room)).toMatchObject({
    state: 'unreachable',
    message: expect.stringContaining('cannot be reached'),
  })
  expect(room.knowledge.counts().documents).toBe(3)
})

test.each([
  { what: 'status 404', behaviour: { status: 404 } },
  { what: 'status 500', behaviour: { status: 500 } },
  { what: 'a redirect to plain http elsewhere', behaviour: { redirectTo: 'http://kb.example.com/a.vmpack' } },
  { what: 'a redirect to a file', behaviour: { redirectTo: 'file:///etc/passwd' } },
  { what: 'a redirect to itself', behaviour: { redirectTo: '/kb.vmpack' } },
  { what: 'a body that breaks off', behaviour: { cutAfterBytes: 500 } },
  { what: 'a body that breaks off, without ranges', behaviour: { cutAfterBytes: 500, hasRanges: false } },
  { what: 'a lying length', behaviour: { totalInRange: 10 ** 15 } },
])('$what installs nothing and leaves no place behind', async ({ behaviour }) => {
  const server = await startPackServer(await makePack(), behaviour)
  const room = tempPacks()
  const before = room.dump()
  expect(await room.install(server.address)).toMatchObject([{ kind: 'refused' }])
  expect(room.dump()).toBe(before)
  server.behave({ status: null, redirectTo: null, cutAfterBytes: null, totalInRange: null })
  expect(await room.install(server.address)).toMatchObject([{ kind: 'installed' }])
})

test('a download that breaks off goes on where it was', async () => {
  const server = await startPackServer(await makePack({ documents: manyDocuments() }))
  const room = tempPacks()
  server.behave({ cutAfterBytes: 700_000 })
  expect(await room.install(server.address)).toMatchObject([{ kind: 'refused', code: 'unreachable' }])
  server.behave({ cutAfterBytes: null })
  const [outcome] = await room.install(server.address)
  const size = outcome?.kind === 'installed' ? outcome.sizeBytes : 0
  expect(outcome).toMatchObject({ kind: 'installed' })
  expect(outcome?.kind === 'installed' && outcome.readBytes).toBeLessThan(size - 400_000)
})

test('an aborted installation stops, and nothing has changed', async () => {
  const server = await startPackServer(await makePack({ documents: manyDocuments() }))
  const room = tempPacks()
  const abort = new AbortController()
  server.behave({ onRequest: (count) => count === 2 && abort.abort() })
  const input = {
    place: server.address,
    collectionId: null,
    collection: null,
    isWatched: false,
    isForced: false,
  }
  await expect(room.packs.install(input, abort.signal)).rejects.toThrow()
  expect(room.knowledge.counts().documents).toBe(0)
})

test('an older pack on the server is refused, and the newer one stays', async () => {
  const server = await startPackServer(await makePack({ serial: 5 }))
  const room = tempPacks()
  await room.install(server.address)
  server.serve(await makePack({ serial: 4, documents: SAMPLE_DOCUMENTS.slice(0, 1) }))
  expect(await check(room)).toMatchObject([{ kind: 'refused', code: 'older' }])
  expect(location(room)).toMatchObject({ state: 'refused' })
  expect(room.knowledge.counts().documents).toBe(3)
})

test('a folder is followed: a new pack, a newer issue, and only the newest of two', async () => {
  const folder = tempFolder()
  const room = tempPacks()
  expect(await room.install(folder)).toEqual([])
  copyFileSync(await makePack(), join(folder, 'one.vmpack'))
  writeFileSync(join(folder, 'notes.txt'), 'not a pack')
  expect(await check(room)).toMatchObject([{ kind: 'installed', packId: 'sample' }])
  expect(await check(room)).toEqual([])

  copyFileSync(
    await makePack({ serial: 2, documents: SAMPLE_DOCUMENTS.slice(1) }),
    join(folder, 'two.vmpack'),
  )
  copyFileSync(await makePack({ id: 'other', name: 'Other' }), join(folder, 'other.vmpack'))
  expect(await check(room)).toMatchObject([
    { kind: 'updated', serial: 2, removed: 1 },
    { kind: 'installed', packId: 'other' },
  ])
  expect(await check(room)).toEqual([])
  expect(location(room)).toMatchObject({ kind: 'folder', state: 'current' })
})

test('a pack that is still being copied is refused until it is whole', async () => {
  const folder = tempFolder()
  const room = tempPacks()
  await room.install(folder)
  const bytes = readFileSync(await makePack())
  const file = join(folder, 'kb.vmpack')
  writeFileSync(file, bytes.subarray(0, bytes.length - 100))
  expect(await check(room)).toMatchObject([{ kind: 'refused', code: 'altered' }])
  writeFileSync(file, bytes)
  utimesSync(file, new Date(), new Date(Date.now() + 5000))
  expect(await check(room)).toMatchObject([{ kind: 'installed' }])
})

test('a share that is not there keeps its packs, and a file that went does, too', async () => {
  const folder = join(tempFolder(), 'share')
  mkdirSync(folder)
  copyFileSync(await makePack(), join(folder, 'kb.vmpack'))
  const room = tempPacks()
  await room.install(folder)
  rmSync(join(folder, 'kb.vmpack'))
  await check(room)
  rmSync(folder, { recursive: true })
  expect(await check(room)).toMatchObject([{ kind: 'refused', code: 'gone' }])
  expect(location(room)).toMatchObject({ state: 'unreachable' })
  expect(room.knowledge.counts().documents).toBe(3)
})

test('a file is installed once, and followed when that is asked for', async () => {
  const file = await makePack()
  const room = tempPacks()
  await room.install(file)
  expect(room.packs.list().locations).toEqual([])
  await room.install(file, { isWatched: true })
  expect(room.packs.list()).toMatchObject({ locations: [{ kind: 'file' }], packs: [{ locationId: 1 }] })
  copyFileSync(await makePack({ serial: 2, documents: SAMPLE_DOCUMENTS.slice(1) }), file)
  expect(await check(room)).toMatchObject([{ kind: 'updated' }])
})

test('a removed pack does not come back at the next look; its place is forgotten with it', async () => {
  const folder = tempFolder()
  copyFileSync(await makePack(), join(folder, 'kb.vmpack'))
  const room = tempPacks()
  await room.install(folder)
  await room.packs.remove(room.packs.list().packs[0]?.id ?? 0)
  expect(room.packs.list()).toEqual({ packs: [], locations: [] })
  expect(await check(room)).toEqual([])
})

test('a place that is no longer looked at leaves its packs', async () => {
  const folder = tempFolder()
  copyFileSync(await makePack(), join(folder, 'kb.vmpack'))
  const room = tempPacks()
  await room.install(folder)
  room.packs.removeLocation(location(room)?.id ?? 0)
  expect(room.packs.list()).toMatchObject({ packs: [{ locationId: null }], locations: [] })
})

test('the policy’s packs are installed by themselves, and cannot be removed', async () => {
  const folder = tempFolder()
  copyFileSync(await makePack(), join(folder, 'kb.vmpack'))
  const room = tempPacks({ policy: { packs: [{ location: folder, collection: 'Company' }] } })
  room.packs.start({ isWatching: true })
  await check(room)
  const { packs } = room.packs.list()
  expect(packs).toMatchObject([{ isManaged: true, packId: 'sample' }])
  await expect(room.packs.remove(packs[0]?.id ?? 0)).rejects.toThrow(
    expect.objectContaining({ code: 'forbidden' }),
  )
  expect(() => room.packs.removeLocation(location(room)?.id ?? 0)).toThrow(
    expect.objectContaining({ code: 'forbidden' }),
  )

  const later = room.restart({ packs: [] })
  later.packs.start({ isWatching: true })
  expect(later.packs.list()).toMatchObject({ packs: [{ isManaged: false }], locations: [] })
  await later.packs.remove(packs[0]?.id ?? 0)
  expect(later.knowledge.counts().documents).toBe(0)
})

test('a command of the terminal does not set the policy’s packs up', () => {
  const room = tempPacks({ policy: { packs: [{ location: tempFolder() }] } })
  room.packs.start({ isWatching: false })
  expect(room.packs.list().locations).toEqual([])
})

test('a place that is named with the wish to be read once is not looked at any more; the administrator’s is', async () => {
  const folder = tempFolder()
  copyFileSync(await makePack(), join(folder, 'kb.vmpack'))
  const room = tempPacks()
  await room.install(folder)
  await room.install(folder, { isWatched: false })
  expect(room.packs.list()).toMatchObject({ packs: [{ locationId: null }], locations: [] })

  const managed = room.restart({ packs: [{ location: folder }] })
  await check(managed)
  await managed.install(folder, { isWatched: false })
  expect(managed.packs.list().locations).toMatchObject([{ isManaged: true }])
})

test('asked to look, a command of the terminal looks at the policy’s places as well', async () => {
  const folder = tempFolder()
  copyFileSync(await makePack(), join(folder, 'kb.vmpack'))
  const room = tempPacks({ policy: { packs: [{ location: folder }, { location: 'relative.vmpack' }] } })
  room.packs.start({ isWatching: false })
  expect(await check(room)).toMatchObject([{ kind: 'installed' }])
  expect(room.packs.list()).toMatchObject({ packs: [{ isManaged: true }], locations: [{ isManaged: true }] })
  expect(room.packs.unusablePlaces()).toEqual(['relative.vmpack'])
})

test.each([
  ['https://kb.example.com/a.vmpack?sig=x', true],
  ['http://127.0.0.1:8080/a.vmpack', true],
  ['http://localhost/a.vmpack', true],
  ['http://kb.example.com/a.vmpack', false],
  ['http://127.0.0.1.example.com/a', false],
  ['https://user@kb.example.com/a', false],
  ['file:///a', false],
])('%s may be used: %s', (address, isAllowed) => {
  expect(isAllowedPackUrl(new URL(address))).toBe(isAllowed)
})

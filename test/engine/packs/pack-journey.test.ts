import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Client } from '../../../src/shared/rpc/client'
import { startPackServer } from '../../helpers/pack-server'
import { tempFolder } from '../../helpers/temp-database'
import { importAndWait, RESOURCES, startTempEngine, type TempEngine } from '../../helpers/temp-engine'

const QUESTIONS = [
  'How long do I have to send a plant back?',
  'refund',
  'my parcel arrived frozen',
  'How often should a cactus be watered?',
  'OPS-306',
  'change the delivery address',
]

async function startEngine(options: Parameters<typeof startTempEngine>[0] = {}): Promise<TempEngine> {
  const engine = await startTempEngine(options)
  onTestFinished(() => engine.stop())
  return engine
}

/** What a search shows, without the ids and places that belong to one machine. */
async function results(client: Client) {
  const found = []
  for (const text of QUESTIONS)
    for (const mode of ['keyword', 'semantic', 'hybrid'] as const) {
      const { passages } = await client.call('search.query', { text, mode, limit: 10 })
      found.push(
        passages.map(
          ({ title, heading, start, end, text, score, keywordRank, semanticRank, similarity }) => ({
            title,
            heading,
            start,
            end,
            text,
            score,
            keywordRank,
            semanticRank,
            similarity,
          }),
        ),
      )
    }
  return found
}

function writeFolder(): string {
  const folder = join(tempFolder(), 'kb')
  mkdirSync(folder)
  cpSync(join(RESOURCES, 'sample-knowledge-base/returns'), join(folder, 'returns'), { recursive: true })
  return folder
}

function writeSmallFolder(): string {
  const folder = join(tempFolder(), 'kb')
  mkdirSync(folder)
  writeFileSync(join(folder, 'refunds.md'), '# Refunds\n\nA refund arrives within seven business days.\n')
  writeFileSync(join(folder, 'swaps.md'), '# Swaps\n\nA plant can be swapped for another one.\n')
  return folder
}

test('a pack built and signed here is found there with the same passages, order and scores; an altered one is refused', {
  timeout: 240_000,
}, async () => {
  const folder = writeFolder()
  const work = tempFolder()
  const file = join(work, 'kb.vmpack')
  const builder = await startEngine()
  await importAndWait(builder.host, [folder], 'embedded')

  const built = await builder.host.call('packs.build', { file, folder, name: 'Help centre' })
  expect(built).toMatchObject({ kind: 'built', packId: 'help-centre', serial: 1, leftOut: [] })
  const again = await builder.host.call('packs.build', { file, folder, name: 'Help centre' })
  expect(again).toMatchObject({ kind: 'unchanged', serial: 1 })
  const { publicKey } = await builder.host.call('packs.createKey', { file: join(work, 'key') })
  expect(statSync(join(work, 'key')).mode & 0o777).toBe(0o600)
  await expect(builder.host.call('packs.createKey', { file: join(work, 'key') })).rejects.toMatchObject({
    code: 'bad_request',
  })
  await builder.host.call('packs.sign', { file, keyFile: join(work, 'key') })
  expect(await builder.host.call('packs.verify', { file, key: publicKey })).toMatchObject({
    kind: 'ok',
    publicKey,
  })

  const policyFile = join(work, 'policy.json')
  writeFileSync(policyFile, JSON.stringify({ requireSignedPacks: true, trustedPackKeys: [publicKey] }))
  const desktop = await startEngine({ policyFile })
  const bytes = readFileSync(file)
  for (const at of [
    3,
    13,
    60,
    120,
    160,
    Math.floor(bytes.length / 3),
    Math.floor(bytes.length / 2),
    bytes.length - 1,
  ]) {
    const altered = Buffer.from(bytes)
    altered[at] = (altered[at] ?? 0) ^ 4
    writeFileSync(join(work, 'altered.vmpack'), altered)
    const { outcomes } = await desktop.host.call('packs.installFrom', { place: join(work, 'altered.vmpack') })
    expect(outcomes, `byte ${at}`).toMatchObject([{ kind: 'refused' }])
  }
  expect(await desktop.page.call('status.get', {})).toMatchObject({ documentCount: 0, chunkCount: 0 })

  const { outcomes } = await desktop.host.call('packs.installFrom', { place: file })
  expect(outcomes).toMatchObject([{ kind: 'installed', message: null }])
  const status = await desktop.page.call('status.get', {})
  expect(status.embeddedCount).toBe(status.chunkCount)
  expect(await desktop.page.call('packs.list', {})).toMatchObject({ packs: [{ signature: 'trusted' }] })

  const original = await results(builder.page)
  expect(await results(desktop.page)).toEqual(original)
  expect(original.flat().length).toBeGreaterThan(50)
})

test('a build says at once that its key or place is no good, and puts nothing unsigned where others read', {
  timeout: 120_000,
}, async () => {
  const folder = writeSmallFolder()
  const work = tempFolder()
  const [file, keyFile] = [join(work, 'kb.vmpack'), join(work, 'key')]
  const builder = await startEngine()
  const { publicKey, publicFile } = await builder.host.call('packs.createKey', { file: keyFile })
  await importAndWait(builder.host, [folder], 'embedded')

  const noKey = { code: 'bad_request', message: expect.stringContaining('no-key cannot be read') }
  const noPlace = { code: 'bad_request', message: expect.stringContaining('kb.vmpack cannot be written') }
  const without = { file, keyFile: join(work, 'no-key') }
  await expect(builder.host.call('packs.prepareBuild', without)).rejects.toMatchObject(noKey)
  await expect(
    builder.host.call('packs.prepareBuild', { file: join(work, 'none/kb.vmpack') }),
  ).rejects.toMatchObject(noPlace)
  const other = join(work, 'notes.txt')
  writeFileSync(other, 'not a pack')
  const noPack = { code: 'bad_request', message: expect.stringContaining('is no pack') }
  await expect(builder.host.call('packs.prepareBuild', { file: other })).rejects.toMatchObject(noPack)
  await builder.host.call('packs.prepareBuild', { file, keyFile })

  const input = { file, folder, name: 'Returns' }
  await builder.host.call('packs.build', { ...input, keyFile })
  expect(await builder.host.call('packs.verify', { file, key: publicKey })).toMatchObject({ kind: 'ok' })
  for (const each of [file, publicFile]) expect(statSync(each).mode & 0o777).toBe(0o644)

  const issue = readFileSync(file)
  await expect(builder.host.call('packs.build', { ...input, ...without, serial: 2 })).rejects.toMatchObject(
    noKey,
  )
  expect(readFileSync(file).equals(issue)).toBe(true)
  chmodSync(file, 0o640)
  await builder.host.call('packs.build', { ...input, keyFile, serial: 2 })
  expect(statSync(file).mode & 0o777).toBe(0o640)
  expect(readdirSync(work).toSorted()).toEqual(['kb.vmpack', 'key', 'key.pub', 'notes.txt'])
})

test('a page installs by an address, sees its packs, and removes them; it names no path and forces nothing', {
  timeout: 120_000,
}, async () => {
  const folder = writeSmallFolder()
  const file = join(tempFolder(), 'kb.vmpack')
  const engine = await startEngine()
  await importAndWait(engine.host, [folder], 'embedded')
  await engine.host.call('packs.build', { file, folder, name: 'Returns', serial: 7 })
  const server = await startPackServer(file)

  const installed = await engine.page.call('packs.install', {
    from: { address: server.address },
    collectionId: 1,
  })
  expect(installed.outcomes).toMatchObject([{ kind: 'installed', serial: 7 }])
  for await (const { packs, locations } of engine.page.stream('packs.watch', {})) {
    expect(packs).toMatchObject([{ packId: 'returns', collectionId: 1, isManaged: false }])
    expect(locations).toMatchObject([{ kind: 'https', state: 'current' }])
    break
  }
  const [source] = (await engine.page.call('sources.list', {})).sources.filter(({ kind }) => kind === 'pack')
  expect(source).toMatchObject({ label: 'Returns', collectionId: 1 })

  await expect(engine.page.call('packs.install', { from: { address: file } })).rejects.toMatchObject({
    code: 'bad_request',
  })
  for (const method of [
    'packs.installFrom',
    'packs.build',
    'packs.sign',
    'packs.createKey',
    'packs.verify',
  ] as const)
    await expect(
      engine.page.call(method, { place: file, file, folder, name: 'x', keyFile: file } as never),
    ).rejects.toMatchObject({ code: 'forbidden' })

  const { handle } = await engine.host.call('import.grant', { path: file })
  expect(await engine.page.call('packs.install', { from: { handle } })).toMatchObject({
    outcomes: [{ kind: 'unchanged' }],
  })
  await expect(engine.page.call('packs.install', { from: { handle } })).rejects.toMatchObject({
    code: 'not_found',
  })

  const before = (await engine.page.call('documents.list', {})).total
  await engine.page.call('sources.remove', { sourceId: source?.id ?? 0 })
  expect(await engine.page.call('packs.list', {})).toEqual({ packs: [], locations: [] })
  expect((await engine.page.call('documents.list', {})).total).toBe(before / 2)
})

test('the administrator’s pack is not removed as a source or with its collection either, until the policy lets go of it', {
  timeout: 120_000,
}, async () => {
  const folder = writeSmallFolder()
  const packs = tempFolder()
  const policyFile = join(tempFolder(), 'policy.json')
  const builder = await startEngine()
  await importAndWait(builder.host, [folder], 'embedded')
  await builder.host.call('packs.build', {
    file: join(packs, 'kb.vmpack'),
    folder,
    name: 'Returns',
    serial: 1,
  })

  const places = [{ location: packs, collection: 'Company' }, { location: 'mistyped.vmpack' }]
  writeFileSync(policyFile, JSON.stringify({ packs: places }))
  const managed = await startEngine({ policyFile, hostName: 'desktop app' })
  await managed.host.call('packs.check', {})
  const { checks } = await managed.page.call('doctor.run', {})
  const detail = expect.stringContaining('mistyped.vmpack is no place of a pack')
  expect(checks).toContainEqual({ name: 'policy', ok: false, detail })
  const [pack] = (await managed.page.call('packs.list', {})).packs
  const { sourceId = 0, collectionId = 0 } = pack ?? {}
  expect(pack).toMatchObject({ isManaged: true })
  const refused = {
    code: 'forbidden',
    message: 'Your administrator has set the pack “Returns”, so it cannot be removed here.',
  }
  for (const client of [managed.page, managed.host]) {
    await expect(client.call('sources.remove', { sourceId })).rejects.toMatchObject(refused)
    await expect(client.call('collections.remove', { collectionId })).rejects.toMatchObject(refused)
  }
  expect((await managed.page.call('documents.list', {})).total).toBe(2)

  writeFileSync(policyFile, '{}')
  const free = await managed.restart()
  onTestFinished(() => free.stop())
  expect(await free.page.call('sources.remove', { sourceId })).toEqual({ removed: 2 })
  expect(await free.page.call('collections.remove', { collectionId })).toEqual({ removed: 0 })
})

test('a broken policy file is said in the status and by the doctor, and lets no pack in', {
  timeout: 60_000,
}, async () => {
  const policyFile = join(tempFolder(), 'policy.json')
  writeFileSync(policyFile, '{"requireSignedPack": true}')
  const engine = await startEngine({ policyFile })
  const { notices } = await engine.page.call('status.get', {})
  expect(notices).toContainEqual(expect.objectContaining({ code: 'policy_broken', level: 'error' }))
  const { checks } = await engine.page.call('doctor.run', {})
  expect(checks).toContainEqual(expect.objectContaining({ name: 'policy', ok: false }))
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { createCodesFile } from '../../../src/engine/knowledge/codes-file'
import { createLoadedCodes, type SavingOptions } from '../../../src/engine/knowledge/loaded-codes'
import { createQuiet } from '../../../src/engine/knowledge/quiet'
import type { VectorTable } from '../../../src/engine/knowledge/vector-table'
import { type Logger, SILENT_LOG } from '../../../src/shared/log'

const DIMENSION = 24
const BLOCK_ROWS = 100
const SAVING: SavingOptions = { fromSize: 1, minChanges: 1, minShare: 0, restMs: 5 }
const NEVER_SAVING: SavingOptions = { ...SAVING, fromSize: Number.POSITIVE_INFINITY }

function unit(seed: number): Float32Array {
  let state = seed * 2654435761 + 1
  const vector = new Float32Array(DIMENSION).map(() => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + 374761393
    return ((state >>> 0) / 2 ** 32) * 2 - 1
  })
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

/** As sqlite-vec keeps them, in blocks; tells how many blocks were read with their vectors. */
function createTable(count: number, seed = 0) {
  const rows = new Map<number, Float32Array>()
  for (let id = 1; id <= count; id++) rows.set(id, unit(id + seed))
  let blocksRead = 0
  const last = { chunkId: count }
  const table: Pick<VectorTable, 'blockAfter' | 'vectorOf' | 'lastChunkId'> = {
    lastChunkId: () => last.chunkId,
    vectorOf: (chunkId) => rows.get(chunkId) ?? null,
    blockAfter(blockId) {
      const of = (id: number) => Math.ceil(id / BLOCK_ROWS)
      const next = [...rows.keys()].map(of).filter((id) => id > blockId)
      if (next.length === 0) return null
      const id = Math.min(...next)
      const chunkIds = [...rows.keys()].filter((chunkId) => of(chunkId) === id)
      return {
        id,
        chunkIds,
        *vectors() {
          blocksRead++
          for (const chunkId of chunkIds) yield [chunkId, rows.get(chunkId) as Float32Array] as const
        },
      }
    },
  }
  return { rows, last, table: table as VectorTable, blocksRead: () => blocksRead }
}

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'verdemuse-codes-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

interface Run {
  readonly path: string
  readonly fingerprint?: string
  readonly saving?: SavingOptions
  readonly log?: Logger
}

function start(table: VectorTable, { path, fingerprint = 'model', saving = SAVING, log = SILENT_LOG }: Run) {
  const quiet = createQuiet()
  const file = createCodesFile({ path, fingerprint, dimension: DIMENSION, quiet })
  const loaded = createLoadedCodes({ table, dimension: DIMENSION, quiet, log, file, saving })
  onTestFinished(() => loaded.stop())
  const nearest = (seed: number) => loaded.ready()?.candidates(unit(seed), 1)[0]?.chunkId
  return { loaded, nearest }
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

/** A first run over `count` vectors whose codes were kept. */
async function keep(count: number) {
  const path = join(tempFolder(), 'vectors.codes')
  const first = createTable(count)
  const run = start(first.table, { path })
  await run.loaded.load()
  await expect.poll(() => exists(path)).toBe(true)
  run.loaded.stop()
  return path
}

test('the second run takes the codes from the file and reads no vector from the table', async () => {
  const path = await keep(950)
  const again = createTable(950)
  const { loaded, nearest } = start(again.table, { path })
  await loaded.load()
  expect(again.blocksRead()).toBe(0)
  expect(loaded.ready()?.size).toBe(950)
  for (const id of [1, 2, 500, 950]) expect(nearest(id)).toBe(id)
})

test('without a file all vectors are read from the table', async () => {
  const { table, blocksRead } = createTable(950)
  const { loaded, nearest } = start(table, { path: join(tempFolder(), 'none') })
  await loaded.load()
  expect(blocksRead()).toBe(10)
  expect(nearest(950)).toBe(950)
})

test('what came since is read, what went since is gone, as after a kill', async () => {
  const path = await keep(950)
  const { rows, table, blocksRead } = createTable(1020)
  for (const id of [3, 400, 949]) rows.delete(id)
  const { loaded, nearest } = start(table, { path })
  await loaded.load()
  // the last block of the file, and the one after it
  expect(blocksRead()).toBe(2)
  expect(loaded.ready()?.size).toBe(1017)
  for (const id of [1, 951, 1020]) expect(nearest(id)).toBe(id)
  for (const id of [3, 400, 949]) expect(nearest(id)).not.toBe(id)
})

test('codes of another database are not believed', async () => {
  const path = await keep(950)
  const { table, blocksRead } = createTable(950, 10_000)
  const { loaded, nearest } = start(table, { path })
  await loaded.load()
  expect(blocksRead()).toBe(10)
  expect(nearest(10_003)).toBe(3)
})

test('where only the newest codes are of another database, none is believed', async () => {
  const path = await keep(950)
  const { rows, table, blocksRead } = createTable(950)
  for (let id = 948; id <= 950; id++) rows.set(id, unit(id + 10_000))
  const { loaded, nearest } = start(table, { path })
  await loaded.load()
  expect(blocksRead()).toBe(10)
  expect(nearest(10_950)).toBe(950)
})

test('after the database was put back to an older state the file is gone before ids are used again', async () => {
  const path = await keep(950)
  const { rows, last, table, blocksRead } = createTable(950)
  // some later passages are not there any more, and never were as far as this database knows
  for (let id = 900; id <= 950; id++) rows.delete(id)
  last.chunkId = 899
  const { loaded } = start(table, { path, saving: NEVER_SAVING })
  await loaded.load()
  expect(blocksRead()).toBe(9)
  expect(await exists(path)).toBe(false)
})

test('a file of another model is not read', async () => {
  const path = await keep(300)
  const { table, blocksRead } = createTable(300)
  await start(table, { path, fingerprint: 'another', saving: NEVER_SAVING }).loaded.load()
  expect(blocksRead()).toBe(3)
})

test.each([
  ['empty', () => Buffer.alloc(0)],
  ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1)],
  ['of another program', () => Buffer.alloc(100_000, 'x')],
  [
    'with one bit turned',
    (bytes: Buffer) => {
      bytes[bytes.length - 70] = (bytes[bytes.length - 70] ?? 0) ^ 1
      return bytes
    },
  ],
  [
    'that says it holds more than it does',
    (bytes: Buffer) =>
      Buffer.from(bytes.toString('latin1').replace('"count":300}', '"count":900}'), 'latin1'),
  ],
])('a file that is %s is passed over', async (_, damage) => {
  const path = await keep(300)
  writeFileSync(path, damage(readFileSync(path)))
  const { table, blocksRead } = createTable(300)
  const { loaded, nearest } = start(table, { path, saving: NEVER_SAVING })
  await loaded.load()
  expect(blocksRead()).toBe(3)
  for (const id of [1, 300]) expect(nearest(id)).toBe(id)
})

test('what is written while the file is read is kept in step', async () => {
  const path = await keep(950)
  const { rows, table } = createTable(950)
  const { loaded, nearest } = start(table, { path })
  const loading = loaded.load()
  rows.set(951, unit(951))
  loaded.add(951, unit(951))
  rows.delete(7)
  loaded.remove(7)
  await loading
  expect(nearest(951)).toBe(951)
  expect(nearest(7)).not.toBe(7)
  expect(loaded.ready()?.size).toBe(950)
})

test('the file is written anew only when enough has changed, and has come to rest', async () => {
  const path = await keep(300)
  const before = readFileSync(path)
  const { table } = createTable(300)
  const saving = { ...SAVING, minChanges: 3 }
  const { loaded } = start(table, { path, saving })
  await loaded.load()
  loaded.remove(1)
  loaded.remove(2)
  await wait(50)
  expect(readFileSync(path).equals(before)).toBe(true)
  loaded.remove(3)
  await expect.poll(() => readFileSync(path).equals(before)).toBe(false)
  expect(readFileSync(path).toString('latin1', 0, 512)).toContain('"count":297}')
})

test('a change while the file is written leaves the old one, and it is written again', async () => {
  const path = await keep(300)
  const codes = createLoadedCodes({
    table: createTable(300).table,
    dimension: DIMENSION,
    quiet: createQuiet(),
    log: SILENT_LOG,
    file: null,
  })
  await codes.load()
  const before = readFileSync(path)
  const quiet = createQuiet()
  const file = createCodesFile({ path, fingerprint: 'model', dimension: DIMENSION, quiet })
  const all = codes.ready()
  if (!all) throw new Error('the codes are not there')
  codes.remove(1)
  expect(await file.write(all, () => true)).toBe(false)
  expect(readFileSync(path).equals(before)).toBe(true)
  expect(await exists(`${path}.part`)).toBe(false)
  expect(await file.write(all, () => false)).toBe(true)
  expect(readFileSync(path).equals(before)).toBe(false)
})

test('a disk that takes no file costs nothing else', async () => {
  const warnings: string[] = []
  const log: Logger = { ...SILENT_LOG, warn: (event) => void warnings.push(event) }
  const { table } = createTable(300)
  const { loaded, nearest } = start(table, { path: join(tempFolder(), 'no', 'such', 'folder'), log })
  await loaded.load()
  await expect.poll(() => warnings).toEqual(['codes_not_kept'])
  expect(nearest(300)).toBe(300)
  loaded.remove(300)
  await wait(30)
  expect(warnings).toHaveLength(1)
})

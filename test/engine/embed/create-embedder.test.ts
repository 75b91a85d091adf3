import { cpSync, mkdtempSync, rmSync, truncateSync } from 'node:fs'
import { constants, getPriority, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { SILENT_LOG } from '@shared/log'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEmbedder, type SwitchableEmbedder } from '../../../src/engine/embed/create-embedder'
import type { Metrics } from '../../../src/engine/metrics/metrics'
import type { HelperProcess } from '../../../src/engine/processes/helper-process'
import { startTestHelper } from '../../helpers/start-helper'

const MODEL = resolve(import.meta.dirname, '../../../resources/models/all-MiniLM-L6-v2')
const metrics: Metrics = {
  time() {},
  count() {},
  total: () => 0,
  today: () => 0,
  latencies: () => [],
  flush() {},
}

let started: HelperProcess[] = []
let folder: string
let embedder: SwitchableEmbedder

beforeEach(() => {
  started = []
  folder = mkdtempSync(join(tmpdir(), 'verdemuse-model-'))
  embedder = createEmbedder({
    startHelper: (name) => {
      const helper = startTestHelper(name)
      started.push(helper)
      return helper
    },
    registerModel: (model) => ({ ...model, id: 1 }),
    metrics,
    log: SILENT_LOG,
  })
})

afterEach(() => {
  embedder.close()
  rmSync(folder, { recursive: true, force: true })
})

function copyModel(): string {
  const copy = join(folder, 'all-MiniLM-L6-v2')
  cpSync(MODEL, copy, { recursive: true })
  return copy
}

test('gives the reference vector of the shipped model', async () => {
  await embedder.useFolder(MODEL)
  const vector = await embedder.embed(['how often should I water a fern'], { priority: 'query' })
  const expected = [0.015206, -0.014437, 0.033519, -0.012536]
  for (const [index, value] of expected.entries()) expect(vector[index]).toBeCloseTo(value, 3)
  expect(Math.hypot(...vector)).toBeCloseTo(1, 4)
})

test('starts no process before the first text, and one for all texts after', async () => {
  await embedder.useFolder(MODEL)
  expect(embedder.state).toBe('idle')
  expect(started).toHaveLength(0)
  await Promise.all([
    embedder.embed(['one', 'two'], { priority: 'import' }),
    embedder.embed(['three'], { priority: 'query' }),
  ])
  expect(started).toHaveLength(1)
  expect(embedder.state).toBe('ready')
})

test('warming up loads the model once, before the first text, and not where there is none', async () => {
  embedder.warmUp()
  expect(started).toHaveLength(0)
  await embedder.useFolder(MODEL)
  embedder.warmUp()
  embedder.warmUp()
  expect(started).toHaveLength(1)
  expect(embedder.state).toBe('loading')
  await embedder.embed(['one'], { priority: 'query' })
  expect(started).toHaveLength(1)
  expect(embedder.state).toBe('ready')
})

test('the same text gives the same vector whatever stands beside it', async () => {
  await embedder.useFolder(MODEL)
  const alone = await embedder.embed(['pause my box'], { priority: 'query' })
  const beside = await embedder.embed(['a much longer text about soil and light', 'pause my box'], {
    priority: 'import',
  })
  expect([...beside.slice(384)]).toEqual([...alone])
})

test('a killed process fails nothing: the texts are embedded by a new one', async () => {
  await embedder.useFolder(MODEL)
  await embedder.embed(['warm'], { priority: 'query' })
  const pending = embedder.embed(Array(20).fill('a sentence about watering plants'), { priority: 'import' })
  process.kill(started[0]?.pid as number, 'SIGKILL')
  expect((await pending).length).toBe(20 * 384)
  expect(started).toHaveLength(2)
})

test.skipIf(process.platform === 'win32')(
  'the process makes way for others only once it imports',
  async () => {
    await embedder.useFolder(MODEL)
    await embedder.embed(['a question'], { priority: 'query' })
    const pid = started[0]?.pid as number
    expect(getPriority(pid)).toBe(getPriority())
    await embedder.embed(['a passage'], { priority: 'import' })
    expect(getPriority(pid)).toBe(constants.priority.PRIORITY_BELOW_NORMAL)
  },
)

test('aborting rejects at once and keeps the loaded model', async () => {
  await embedder.useFolder(MODEL)
  const controller = new AbortController()
  const pending = embedder.embed(Array(50).fill('a sentence'), {
    priority: 'import',
    signal: controller.signal,
  })
  controller.abort()
  await expect(pending).rejects.toMatchObject({ code: 'cancelled' })
  await embedder.embed(['next'], { priority: 'query' })
  expect(started).toHaveLength(1)
})

test('a missing model is said and never thrown at start', async () => {
  await embedder.useFolder(join(folder, 'nothing-here'))
  expect(embedder.state).toBe('missing')
  expect(embedder.model).toBeNull()
  await expect(embedder.embed(['x'], { priority: 'query' })).rejects.toMatchObject({ code: 'model_missing' })
})

test('a model cut short is refused by its checksum, before it is parsed', async () => {
  const copy = copyModel()
  truncateSync(join(copy, 'onnx/model_quantized.onnx'), 1_000_000)
  await embedder.useFolder(copy)
  await expect(embedder.embed(['x'], { priority: 'query' })).rejects.toMatchObject({ code: 'model_damaged' })
  expect(embedder.state).toBe('damaged')
  expect(embedder.model).toBeNull()
})

test('a whole copy elsewhere is taken, with the same fingerprint', async () => {
  await embedder.useFolder(MODEL)
  const shipped = embedder.model?.fingerprint
  await embedder.useFolder(copyModel())
  expect(embedder.model?.fingerprint).toBe(shipped)
  expect((await embedder.embed(['x'], { priority: 'query' })).length).toBe(384)
})

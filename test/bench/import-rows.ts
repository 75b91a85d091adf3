import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Client } from '../../src/shared/rpc/client'
import { bareModelSpeed } from './bare-model'
import type { Bench } from './bench'
import { type BenchEngine, startBenchEngine, timed, untilEmbedded, untilImported } from './bench-engine'
import { startPinging } from './bulk-rows'
import { createTextMaker, SAMPLE_FOLDER, writeDocuments } from './corpus'
import { FIRST_VERDEMUSE } from './first-verdemuse'
import { memoryOfTree, residentMB } from './process-memory'
import { noteRow, type Row, timesRow, valueRow } from './row'

const FILE_BYTES = 4000
/** Long enough for garbage of the import to be gone, short enough for the model to be loaded still. */
const REST_MS = 5_000
/** The model is released after a minute without a text. */
const RELEASED_MS = 65_000

/** A folder of generated files and the sample, imported into an engine that has nothing yet. */
export async function importRows(bench: Bench): Promise<Row[]> {
  const fileCount = bench.isQuick ? 60 : 500
  const folder = writeDocuments(bench.scratch.folder('files'), fileCount, FILE_BYTES)
  const dataDir = bench.scratch.folder('import')
  const engine = await startBenchEngine({ dataDir })
  try {
    const first = await firstImport(engine, folder, fileCount)
    return [
      ...first.rows,
      ...(await memoryRows(engine, bench.isQuick)),
      await reimportRow(engine.client, folder),
      await freshFileRow(engine.client, bench),
      await pipelineRow(dataDir, first.passagesPerSecond, bench.isQuick),
    ]
  } finally {
    await engine.stop()
  }
}

/** What reading, cutting, writing and waiting leave of the model's own speed. */
async function pipelineRow(dataDir: string, passagesPerSecond: number, isQuick: boolean): Promise<Row> {
  const bare = await bareModelSpeed(dataDir, isQuick ? 64 : 320)
  return valueRow(
    `Speed of the whole import against the bare model’s ${bare.toFixed(1)} passages/s`,
    (100 * passagesPerSecond) / bare,
    '%',
    { target: { atLeast: 85 } },
  )
}

async function firstImport({ client }: BenchEngine, folder: string, fileCount: number) {
  const pings = startPinging(client)
  const startedAt = performance.now()
  const { jobId } = await client.call('import.paths', { paths: [folder, SAMPLE_FOLDER] })
  await untilImported(client, jobId)
  const readS = (performance.now() - startedAt) / 1000
  await untilEmbedded(client)
  const embeddedS = (performance.now() - startedAt) / 1000
  const pingMs = await pings.stop()
  const { counts, eventLoopDelayP99Ms, latencies } = await client.call('doctor.run', {})
  const name = `Import of ${fileCount} files of 4 kB and the sample`
  const passagesPerSecond = counts.chunks / embeddedS
  const rows = [
    valueRow(`${name}: searchable by keyword`, counts.documents / readS, 'documents/s'),
    valueRow(`${name}: fully embedded`, counts.documents / embeddedS, 'documents/s'),
    valueRow('Embedding of passages of about 200 word pieces during it', passagesPerSecond, 'passages/s'),
    valueRow('Event-loop delay of the engine during it, p99', eventLoopDelayP99Ms, 'ms', {
      target: { atMost: 50 },
    }),
    timesRow('A small call of a page during it', pingMs),
    noteRow(
      'Steps of it inside the engine',
      latencies
        .filter(({ step }) => step.startsWith('import.') || step === 'embed.batch')
        .map(({ step, p50Ms, p95Ms }) => `${step} ${p50Ms.toFixed(1)} / ${p95Ms.toFixed(1)} ms`)
        .join(' · '),
    ),
  ]
  return { rows, passagesPerSecond }
}

async function memoryRows(engine: BenchEngine, isQuick: boolean): Promise<Row[]> {
  await wait(REST_MS)
  const processes = memoryOfTree(engine.pid)
  if (processes.length === 0) return [noteRow('Memory after the import', 'not measured on this system')]
  const rows = [
    valueRow(
      'Memory at rest after it: engine + embedding',
      residentMB(processes, 'engine.js', 'embed.js'),
      'MB',
      {
        target: { atMost: 400 },
        report: { atMost: 512 },
        firstVerdeMuse: FIRST_VERDEMUSE.memory,
      },
    ),
    ...['engine', 'embed', 'parse'].map((name) =>
      valueRow(`Memory at rest after it: ${name}`, residentMB(processes, `${name}.js`), 'MB'),
    ),
  ]
  if (isQuick) return rows
  await wait(RELEASED_MS)
  const later = memoryOfTree(engine.pid)
  return [
    ...rows,
    valueRow('Memory a minute later: all of the engine’s processes', residentMB(later, '.js'), 'MB'),
  ]
}

/** Everything is removed and read again: the texts are the same, so the model should have nothing to do. */
async function reimportRow(client: Client, folder: string): Promise<Row> {
  for (;;) {
    const { documents } = await client.call('documents.list', { limit: 500 })
    if (documents.length === 0) break
    await client.call('documents.remove', { documentIds: documents.map(({ id }) => id) })
  }
  const before = await embeddingCache(client)
  const { jobId } = await client.call('import.paths', { paths: [folder, SAMPLE_FOLDER] })
  await untilImported(client, jobId)
  await untilEmbedded(client)
  const after = await embeddingCache(client)
  const hits = after.hits - before.hits
  const asked = hits + after.misses - before.misses
  return valueRow('Embedding cache, hits when all is removed and imported again', (100 * hits) / asked, '%', {
    target: { atLeast: 90 },
    report: { atLeast: 90 },
    firstVerdeMuse: FIRST_VERDEMUSE.embeddingCache,
  })
}

async function embeddingCache(client: Client): Promise<{ hits: number; misses: number }> {
  const { caches } = await client.call('doctor.run', {})
  return caches.find(({ name }) => name === 'embeddings') ?? { hits: 0, misses: 0 }
}

async function freshFileRow(client: Client, { isQuick, scratch }: Bench): Promise<Row> {
  const folder = scratch.folder('fresh')
  const maker = createTextMaker(99)
  const times: number[] = []
  for (let run = 0; run < (isQuick ? 5 : 20); run++) {
    const word = `zubrowatch${run}`
    const path = join(folder, `${word}.md`)
    writeFileSync(path, `# ${maker.title()}\n\n${maker.text(FILE_BYTES)} ${word}\n`)
    const { tookMs } = await timed(async () => {
      await client.call('import.paths', { paths: [path] })
      const search = { text: word, mode: 'keyword', limit: 1 } as const
      while ((await client.call('search.query', search)).passages.length === 0) await wait(5)
    })
    times.push(tookMs)
  }
  return timesRow('One file of 4 kB added, until keyword search finds it', times, {
    target: { atMost: 1000 },
  })
}

import { setTimeout as wait } from 'node:timers/promises'
import type { Client } from '../../src/shared/rpc/client'
import type { Bench } from './bench'
import { type BenchEngine, startBenchEngine, timed, untilImported } from './bench-engine'
import { writeArticles } from './bulk-files'
import { writeMixedFiles } from './mixed-files'
import { noteRow, number, type Row, summarise, timesRow, valueRow } from './row'
import { type Watched, watchProcesses } from './watch-processes'

const ARTICLE_BYTES = 200_000
const MIXED_BYTES = 24_000
const PING_EVERY_MS = 25
const FILES_A_PAGE = 500

/** Many files at once: long articles, then all formats with bad files among them. Embedding goes on afterwards and is not waited for. */
export async function bulkRows(bench: Bench): Promise<Row[]> {
  return [...(await articleRows(bench)), ...(await mixedRows(bench))]
}

async function articleRows({ isQuick, scratch, say }: Bench): Promise<Row[]> {
  const count = isQuick ? 50 : 2_000
  say(`writing ${count} articles`)
  const folder = writeArticles(scratch.folder('articles'), count, ARTICLE_BYTES)
  const engine = await startBenchEngine({ dataDir: scratch.folder('bulk') })
  try {
    const megabytes = (count * ARTICLE_BYTES) / 1e6
    const name = `Import of ${count.toLocaleString('en-US')} Markdown files of 200 kB`
    const run = await importFolder(engine, folder)
    return [
      // the target is of all 2,000
      valueRow(`${name}: searchable by keyword`, run.tookS, 's', isQuick ? {} : { target: { atMost: 60 } }),
      valueRow('of it, reading, cutting and writing', megabytes / run.tookS, 'MB/s'),
      valueRow('of it, passages', run.chunkCount / run.tookS, 'passages/s'),
      ...commonRows(run, megabytes),
    ]
  } finally {
    await engine.stop()
  }
}

async function mixedRows({ isQuick, scratch, say }: Bench): Promise<Row[]> {
  const wanted = isQuick ? 200 : 5_600
  say(`writing ${wanted} mixed files`)
  const { folder, count, sizeBytes, bad } = writeMixedFiles(scratch.folder('mixed'), wanted, MIXED_BYTES)
  const engine = await startBenchEngine({ dataDir: scratch.folder('bulk') })
  try {
    const megabytes = sizeBytes / 1e6
    const run = await importFolder(engine, folder)
    const listed = await listedFiles(engine.client, run.jobId)
    const unlisted = bad.filter((one) => listed.get(one) !== 'refused').length
    const refusedGood = [...listed].filter(
      ([file, state]) => state === 'refused' && !file.startsWith('bad-'),
    ).length
    const name = `Import of ${count.toLocaleString('en-US')} mixed files (${megabytes.toFixed(0)} MB, ${bad.length} bad)`
    return [
      valueRow(`${name}: searchable by keyword`, run.tookS, 's'),
      valueRow('of it, files without a row', count - listed.size, 'files', { target: { atMost: 1 } }),
      valueRow('of it, bad files that are not listed with a reason', unlisted, 'files', {
        target: { atMost: 1 },
      }),
      valueRow('of it, good files that were refused', refusedGood, 'files', { target: { atMost: 1 } }),
      ...commonRows(run, megabytes),
    ]
  } finally {
    await engine.stop()
  }
}

interface BulkRun {
  readonly jobId: number
  readonly tookS: number
  readonly pingMs: readonly number[]
  readonly eventLoopDelayP99Ms: number
  readonly chunkCount: number
  readonly processes: Watched
}

function commonRows({ pingMs, eventLoopDelayP99Ms, processes }: BulkRun, megabytes: number): Row[] {
  const { max } = summarise(pingMs)
  const engineMB = processes.memory('engine')
  const half = engineMB.slice(Math.floor(engineMB.length / 2))
  const perMegabyte = ['engine', 'parse', 'embed'].map(
    (name) => `${name} ${number(processes.processorS(name) / megabytes)}`,
  )
  const highest = ['engine', 'parse', 'embed'].map(
    (name) => `${name} ${number(Math.max(0, ...processes.memory(name)))}`,
  )
  return [
    timesRow('of it, a small call of a page meanwhile', pingMs, { target: { atMost: 50 } }),
    valueRow('of it, the worst small call', max, 'ms', { target: { atMost: 50 } }),
    valueRow('of it, event-loop delay of the engine, p99', eventLoopDelayP99Ms, 'ms', {
      target: { atMost: 50 },
    }),
    valueRow(
      'of it, memory the engine gained in the second half',
      (half.at(-1) ?? 0) - (half[0] ?? 0),
      'MB',
      {
        target: { atMost: 50 },
      },
    ),
    noteRow('of it, most memory of each process', `${highest.join(' · ')} MB`),
    noteRow('of it, processor time for each MB', `${perMegabyte.join(' · ')} s`),
  ]
}

async function importFolder(engine: BenchEngine, folder: string): Promise<BulkRun> {
  const { client, pid } = engine
  const processes = watchProcesses(pid)
  const watching = new AbortController()
  void watchStatus(engine.connect(), watching.signal)
  const pings = startPinging(engine.connect())
  const startedAt = performance.now()
  const { jobId } = await client.call('import.paths', { paths: [folder] })
  await untilImported(client, jobId)
  const tookS = (performance.now() - startedAt) / 1000
  const pingMs = await pings.stop()
  processes.stop()
  watching.abort()
  // once: it looks the whole keyword index over
  const { eventLoopDelayP99Ms, counts } = await client.call('doctor.run', {})
  return { jobId, tookS, pingMs, eventLoopDelayP99Ms, chunkCount: counts.chunks, processes }
}

/** As the window does, which shows the numbers as they grow. */
async function watchStatus(client: Client, signal: AbortSignal): Promise<void> {
  try {
    for await (const _ of client.stream('status.watch', {}, signal));
  } catch {
    // that it ends is wanted
  }
}

async function listedFiles(client: Client, jobId: number): Promise<Map<string, string>> {
  const listed = new Map<string, string>()
  for (let offset = 0; ; offset += FILES_A_PAGE) {
    const { files } = await client.call('import.files', { jobId, offset, limit: FILES_A_PAGE })
    for (const { path, state } of files) listed.set(path.split(/[\\/]/).at(-1) ?? path, state)
    if (files.length < FILES_A_PAGE) return listed
  }
}

/** How long a page waits for a small reply while the engine works. */
export function startPinging(client: Client): { stop(): Promise<number[]> } {
  const times: number[] = []
  let isStopped = false
  const pinging = (async () => {
    while (!isStopped) {
      times.push((await timed(() => client.call('settings.get', {}))).tookMs)
      await wait(PING_EVERY_MS)
    }
  })()
  return {
    async stop() {
      isStopped = true
      await pinging
      return times
    },
  }
}

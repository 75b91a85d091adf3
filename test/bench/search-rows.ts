import { setTimeout as wait } from 'node:timers/promises'
import { createEmbedder } from '../../src/engine/embed/create-embedder'
import type { Knowledge } from '../../src/engine/knowledge/knowledge'
import { createNodeHelperStarter } from '../../src/engine/processes/start-node-helper'
import { SILENT_LOG } from '../../src/shared/log'
import type { Client } from '../../src/shared/rpc/client'
import { createFakeMetrics } from '../helpers/fake-metrics'
import type { Bench } from './bench'
import { startBenchEngine, timed } from './bench-engine'
import { sampleTexts } from './corpus'
import { databaseRow } from './database-row'
import { FIRST_VERDEMUSE } from './first-verdemuse'
import { openStore } from './open-store'
import { BUILT, MODEL_FOLDER } from './paths'
import { differentQuestions } from './questions'
import { noteRow, number, type Row, timesRow, valueRow } from './row'

/** The first ones after a start load the model and meet cold code; they have a row of their own. */
const FIRST_QUESTIONS = 15
/** Those of the list that shows lines of each hit. */
const DETAILED_QUESTIONS = 60
/** By then the engine has read what a search keeps in memory; it does so by itself after each start. */
const SETTLED_MS = 8_000
/** A million vectors take a minute or two; until then the engine says that it searches by words alone. */
const SETTLED_AT_MOST_MS = 600_000
/** At most so many milliseconds for 95 of 100 searches, by passages. */
const TARGETS = new Map([
  [50_000, 50],
  [100_000, 60],
  [1_000_000, 150],
])
/** Mean length of the texts that the first VerdeMuse was measured with. */
const COMPARED_CHARS = 357
/** What the search asks of each list. */
const LIST_LENGTH = 100
const RECALL_AT = 10

/** Search over the contract, each question a new one, at each size; then the semantic list alone against the exact one. */
export async function searchRows(bench: Bench): Promise<Row[]> {
  const rows: Row[] = []
  for (const chunkCount of bench.chunkCounts) {
    bench.say(`search at ${chunkCount} passages`)
    rows.push(...(await sizeRows(bench, chunkCount)))
  }
  return [...rows, ...(await storeRows(bench))]
}

async function sizeRows(bench: Bench, chunkCount: number): Promise<Row[]> {
  const engine = await startBenchEngine({ dataDir: bench.storeOf(chunkCount) })
  try {
    const timedCount = bench.isQuick ? 40 : 300
    const questions = differentQuestions(FIRST_QUESTIONS + timedCount + DETAILED_QUESTIONS)
    const first = await searchTimes(engine.client, questions.slice(0, FIRST_QUESTIONS), true)
    await wait(SETTLED_MS)
    const waitedMs = await untilWhole(engine.client)
    const times = await searchTimes(engine.client, questions.slice(FIRST_QUESTIONS, -DETAILED_QUESTIONS))
    const detailed = await detailedTimes(engine.client, questions.slice(-DETAILED_QUESTIONS))
    const { latencies } = await engine.client.call('doctor.run', {})
    const atMost = TARGETS.get(chunkCount)
    const steps = latencies
      .filter(({ step }) => step.startsWith('search.'))
      .map(
        ({ step, p50Ms, p95Ms }) =>
          `${step.slice('search.'.length)} ${p50Ms.toFixed(1)} / ${p95Ms.toFixed(1)}`,
      )
    return [
      timesRow(
        `Hybrid search, new question each time, ${number(chunkCount)} passages (generated texts and vectors)`,
        times,
        atMost ? { target: { atMost } } : {},
      ),
      timesRow(
        '  for 50 hits with their lines, as one types',
        detailed,
        atMost ? { target: { atMost: 100 } } : {},
      ),
      timesRow('  the first questions right after a start', first),
      ...(waitedMs > SETTLED_MS
        ? [
            noteRow(
              '  until all vectors are in memory after a start',
              `${Math.round((SETTLED_MS + waitedMs) / 1000)} s`,
            ),
          ]
        : []),
      noteRow('  of it, p50 / p95 ms, inside the engine', steps.join(' · ')),
    ]
  } finally {
    await engine.stop()
  }
}

/** Milliseconds until meaning-based search serves as well. */
async function untilWhole(client: Client): Promise<number> {
  const startedAt = performance.now()
  while (performance.now() - startedAt < SETTLED_AT_MOST_MS) {
    const { degraded } = await client.call('search.query', { text: 'potting soil' })
    if (!degraded) return Math.round(performance.now() - startedAt)
    await wait(1_000)
  }
  throw new Error('meaning-based search did not come')
}

async function searchTimes(
  client: Client,
  questions: readonly string[],
  mayBeDegraded = false,
): Promise<number[]> {
  const times: number[] = []
  for (const text of questions) {
    const { tookMs, result } = await timed(() => client.call('search.query', { text }))
    if (result.degraded && !mayBeDegraded)
      throw new Error(`the search was not a full one: ${result.degraded}`)
    times.push(tookMs)
  }
  return times
}

async function detailedTimes(client: Client, questions: readonly string[]): Promise<number[]> {
  const times: number[] = []
  for (const text of questions)
    times.push((await timed(() => client.call('search.query', { text, limit: 50, details: true }))).tookMs)
  return times
}

/** On the database itself, in this process: nearest passages, their recall, and the reads behind the views. */
async function storeRows(bench: Bench): Promise<Row[]> {
  bench.say('vectors and database reads')
  const chunkCount = Math.max(...bench.chunkCounts)
  const dataDir = bench.storeOf(chunkCount)
  const { vectors, textsPerSecond } = await embedAlone(differentQuestions(bench.isQuick ? 30 : 140))
  const exact = await openStore(dataDir, true)
  const truth = vectors.map((vector) => nearestIds(exact.knowledge, exact.model.id, vector))
  exact.close()

  const store = await openStore(dataDir)
  try {
    await store.knowledge.warmUp()
    const times: number[] = []
    let found = 0
    for (const [position, vector] of vectors.entries()) {
      const startedAt = performance.now()
      const ids = nearestIds(store.knowledge, store.model.id, vector)
      times.push(performance.now() - startedAt)
      found += ids.filter((id) => truth[position]?.includes(id)).length
    }
    const at = number(chunkCount)
    return [
      timesRow(`Vector search alone, ${LIST_LENGTH} nearest of ${at}`, times, {
        report: { atMost: 100 },
        firstVerdeMuse: FIRST_VERDEMUSE.vectorSearch,
      }),
      valueRow(
        `Recall@${RECALL_AT} of the vector search against the exact one, ${at} passages`,
        (100 * found) / (RECALL_AT * vectors.length),
        '%',
        { target: { atLeast: 97 } },
      ),
      valueRow(`Embedding of texts of ${COMPARED_CHARS} characters`, textsPerSecond, 'texts/s', {
        firstVerdeMuse: FIRST_VERDEMUSE.embeddingSpeed,
      }),
      databaseRow(store, bench.isQuick),
    ]
  } finally {
    store.close()
  }
}

function nearestIds(knowledge: Knowledge, modelId: number, vector: Float32Array): number[] {
  return knowledge
    .nearest(modelId, vector, LIST_LENGTH)
    .slice(0, RECALL_AT)
    .map(({ chunkId }) => chunkId)
}

/** The embedding process without an engine: vectors of the questions, and its speed with the sample's own sentences. */
async function embedAlone(questions: readonly string[]) {
  const embedder = createEmbedder({
    startHelper: createNodeHelperStarter({ folder: BUILT }),
    registerModel: (model) => ({ ...model, id: 1 }),
    metrics: createFakeMetrics(),
    log: SILENT_LOG,
  })
  await embedder.useFolder(MODEL_FOLDER)
  const vectors: Float32Array[] = []
  for (const question of questions) vectors.push(await embedder.embed([question], { priority: 'query' }))
  const texts = sampleTexts(100, COMPARED_CHARS)
  const { tookMs } = await timed(() => embedder.embed(texts, { priority: 'import' }))
  embedder.close()
  return { vectors, textsPerSecond: texts.length / (tookMs / 1000) }
}

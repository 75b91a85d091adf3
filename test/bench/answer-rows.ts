import { cpSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Message } from '../../src/shared/models'
import type { Client } from '../../src/shared/rpc/client'
import type { Bench } from './bench'
import { type BenchEngine, startBenchEngine, timed } from './bench-engine'
import { FIRST_VERDEMUSE } from './first-verdemuse'
import { type ModelServer, paceOf, startModelServer } from './model-server'
import { cpuMsOfTree } from './process-time'
import { differentQuestions } from './questions'
import { noteRow, number, type Row, summarise, timesRow, valueRow } from './row'

const CLIENTS = 32
const SLOW_SERVER_MS = 400
/** Questions that load the model and the SDK, and warm the code. */
const WARM_UP_QUESTIONS = 20
/** By then the engine has read what a search keeps in memory. */
const SETTLED_MS = 8_000
/** How often a person searches, and a page asks for something small, while answers stream. */
const SEARCH_EVERY_MS = 250
const SMALL_CALL_EVERY_MS = 20
/** Sizes of the parts. Connections are opened in the first round of the clients, and ridden on from then on. */
interface Plan {
  readonly overhead: number
  readonly slow: number
  readonly parallel: number
  readonly beside: number
  readonly cachedRounds: number
  readonly cachedForMs: number
}
const FULL: Plan = {
  overhead: 150,
  slow: 40,
  parallel: 640,
  beside: 320,
  cachedRounds: 300,
  cachedForMs: 8_000,
}
const QUICK: Plan = {
  overhead: 25,
  slow: 5,
  parallel: 128,
  beside: 64,
  cachedRounds: 50,
  cachedForMs: 2_000,
}

/** Answers from a model server on this machine that speaks the real protocol, over the largest store and the shipped one. */
export async function answerRows(bench: Bench): Promise<Row[]> {
  const server = await startModelServer()
  try {
    return [...(await largeRows(bench, server)), ...(await sampleRows(bench, server))]
  } finally {
    server.stop()
  }
}

async function largeRows(bench: Bench, server: ModelServer): Promise<Row[]> {
  const plan = bench.isQuick ? QUICK : FULL
  const engine = await startBenchEngine({ dataDir: bench.largeDataDir })
  try {
    const take = createTaker()
    await warmUp(engine.client, server, take(WARM_UP_QUESTIONS))
    const at = number(bench.largeChunkCount)
    const known = take(plan.overhead)
    const overhead = await overheadRows(engine, known, at)
    await server.script({ firstByteDelayMs: SLOW_SERVER_MS })
    const slow = await slowRow(engine.client, take(plan.slow))
    await answerTogether(engine, take(CLIENTS))
    const parallel = await parallelRows(engine, server, take(plan.parallel), `${at} passages`)
    const beside = await besideRows(engine, take(plan.beside), take(plan.beside))
    const cached = await cachedRows(engine, known, plan)
    return [...overhead, slow, ...parallel, ...beside, ...cached]
  } finally {
    await engine.stop()
  }
}

/** A shop's own help centre has some hundred passages, as the sample does. */
async function sampleRows({ isQuick, scratch, sampleDataDir }: Bench, server: ModelServer): Promise<Row[]> {
  const dataDir = scratch.folder('sample-answers')
  cpSync(sampleDataDir, dataDir, { recursive: true })
  const engine = await startBenchEngine({ dataDir })
  try {
    // one may be another in other words, which is then answered from the cache
    await engine.client.call('settings.update', { useSimilarAnswers: false })
    const take = createTaker()
    await server.script({ firstByteDelayMs: 0 })
    await warmUp(engine.client, server, take(WARM_UP_QUESTIONS))
    await server.script({ firstByteDelayMs: SLOW_SERVER_MS })
    await answerTogether(engine, take(CLIENTS))
    return await parallelRows(engine, server, take((isQuick ? QUICK : FULL).parallel), 'sample')
  } finally {
    await engine.stop()
  }
}

async function warmUp(client: Client, server: ModelServer, questions: readonly string[]): Promise<void> {
  await client.call('settings.update', { serverUrl: server.url })
  await client.call('secrets.setApiKey', { apiKey: 'a-key-for-the-benchmark' })
  await answerTimes(client, questions, 'model')
  await wait(SETTLED_MS)
}

/** Hands out questions that it has not handed out before. */
function createTaker(): (count: number) => string[] {
  let used = 0
  return (count) => {
    const questions = differentQuestions(count, used)
    used += count
    return questions
  }
}

async function overheadRows(
  { client }: BenchEngine,
  questions: readonly string[],
  at: string,
): Promise<Row[]> {
  const times = await answerTimes(client, questions, 'model')
  const { latencies } = await client.call('doctor.run', {})
  const steps = latencies.filter(({ step }) => step.startsWith('answer.'))
  return [
    timesRow(
      `Answer without the model server’s time (server of 0 ms), new questions, ${at} passages`,
      times,
      {
        target: { atMost: 60 },
        report: { atMost: 500 },
        firstVerdeMuse: FIRST_VERDEMUSE.chatWithoutModelTime,
      },
    ),
    noteRow(
      '  of it, p50 / p95 ms, inside the engine',
      steps.map(({ step, p50Ms, p95Ms }) => `${step} ${p50Ms.toFixed(1)} / ${p95Ms.toFixed(1)}`).join(' · '),
    ),
  ]
}

async function slowRow(client: Client, questions: readonly string[]): Promise<Row> {
  return timesRow(
    `Answer of a model server that takes ${SLOW_SERVER_MS} ms, one at a time`,
    await answerTimes(client, questions, 'model'),
    { report: { atMost: 500 }, firstVerdeMuse: FIRST_VERDEMUSE.chatWithModelAt400Ms },
  )
}

async function parallelRows(
  engine: BenchEngine,
  server: ModelServer,
  questions: readonly string[],
  at: string,
): Promise<Row[]> {
  const slowly = { firstByteDelayMs: SLOW_SERVER_MS }
  const before = await server.script(slowly)
  const cpuBefore = cpuMsOfTree(engine.pid)
  const tookMs = await answerTogether(engine, questions)
  const cpuMs = cpuMsOfTree(engine.pid).map((after, place) => after - (cpuBefore[place] ?? 0))
  const after = await server.script(slowly)
  const opened = after.connectionCount - before.connectionCount
  return [
    valueRow(
      `Answers of a model server that takes ${SLOW_SERVER_MS} ms, ${CLIENTS} clients, ${at}`,
      questions.length / (tookMs / 1000),
      'answers/s',
      { target: { atLeast: 50 }, firstVerdeMuse: FIRST_VERDEMUSE.modelChatsPerSecond32Clients },
    ),
    noteRow(
      '  the server alone, asked by as many bare loops',
      `${number(await paceOf(server, CLIENTS, questions.length))} answers/s`,
    ),
    noteRow(
      '  of it, processor time of an answer: engine · helpers',
      cpuMs.map((ms) => `${number(ms / questions.length)} ms`).join(' · '),
    ),
    valueRow(
      'Requests that rode on a connection that was there',
      (1 - opened / (after.chatCount - before.chatCount)) * 100,
      '%',
      { target: { atLeast: 95 } },
    ),
  ]
}

/** Search as one types, and what a page asks for all the time, while as many answers stream as may. */
async function besideRows(
  engine: BenchEngine,
  questions: readonly string[],
  searches: readonly string[],
): Promise<Row[]> {
  const { client } = engine
  let isAnswering = true
  let place = 0
  const repeat = async (everyMs: number, work: () => Promise<unknown>): Promise<number[]> => {
    const times: number[] = []
    for (; isAnswering; await wait(everyMs)) times.push((await timed(work)).tookMs)
    return times
  }
  const searching = repeat(SEARCH_EVERY_MS, () =>
    client.call('search.query', {
      text: searches[place++ % searches.length] ?? '',
      limit: 50,
      details: true,
    }),
  )
  const calling = repeat(SMALL_CALL_EVERY_MS, () => client.call('status.get', {}))
  await answerTogether(engine, questions)
  isAnswering = false
  return [
    timesRow(`Search for 50 hits with their lines while ${CLIENTS} answers stream`, await searching),
    timesRow('A small call of a page meanwhile', await calling),
  ]
}

/** How long all clients together take for all questions, in milliseconds. */
async function answerTogether(engine: BenchEngine, questions: readonly string[]): Promise<number> {
  const waiting = [...questions]
  const { tookMs } = await timed(() =>
    withClients(engine, async (client) => {
      for (let question = waiting.pop(); question !== undefined; question = waiting.pop())
        await ask(client, question, 'model')
    }),
  )
  return tookMs
}

/** Each in a new conversation, as an agent asks who starts with the next customer. */
async function cachedRows(engine: BenchEngine, known: readonly string[], plan: Plan): Promise<Row[]> {
  const questionAt = (round: number) => known[round % known.length] ?? ''
  const rounds = Array.from({ length: plan.cachedRounds }, (_, round) => questionAt(round))
  const times = await answerTimes(engine.client, rounds, 'cache')
  let round = 0
  const together: number[] = []
  const startedAt = performance.now()
  await withClients(engine, async (client) => {
    while (performance.now() - startedAt < plan.cachedForMs) {
      const { tookMs } = await timed(() => ask(client, questionAt(round++), 'cache'))
      together.push(tookMs)
    }
  })
  const seconds = (performance.now() - startedAt) / 1000
  const { p50, p95 } = summarise(together)
  return [
    timesRow('Cached answer, one client', times, {
      target: { atMost: 15 },
      report: { atMost: 500 },
    }),
    valueRow(
      `Cached answers, ${CLIENTS} clients, each a port of its own`,
      together.length / seconds,
      'answers/s',
      {
        target: { atLeast: 100 },
        report: { atLeast: 100 },
        firstVerdeMuse: FIRST_VERDEMUSE.chatsPerSecond32Clients,
      },
    ),
    noteRow('  of it, each answer', `p50 ${number(p50)} · p95 ${number(p95)} ms (${together.length}×)`),
  ]
}

async function withClients(engine: BenchEngine, work: (client: Client) => Promise<void>): Promise<void> {
  const clients = Array.from({ length: CLIENTS }, () => engine.connect())
  await Promise.all(clients.map(work))
  for (const client of clients) client.close()
}

async function answerTimes(
  client: Client,
  questions: readonly string[],
  from: 'model' | 'cache',
): Promise<number[]> {
  const times: number[] = []
  for (const question of questions) times.push((await timed(() => ask(client, question, from))).tookMs)
  return times
}

/** From the question to the last word of its answer. Throws when the answer came from elsewhere than is measured. */
async function ask(client: Client, question: string, from: 'model' | 'cache'): Promise<void> {
  const { answerId } = await client.call('ask.start', { question })
  for await (const event of client.stream('ask.watch', { answerId })) {
    if (event.kind !== 'done') continue
    const cameFrom = originOf(event.message)
    if (cameFrom !== from) throw new Error(`the answer came from ${cameFrom}, not from the ${from}`)
    return
  }
  throw new Error('the answer never ended')
}

function originOf({ cachedAt, origin, notice }: Message): string {
  if (cachedAt !== null) return 'cache'
  return notice ? `${origin} (${notice.message})` : `${origin}`
}

import { onTestFinished } from 'vitest'
import { type Ask, createAsk } from '../../../src/engine/ask/ask'
import { SHIPPED_PROMPTS } from '../../../src/engine/ask/prompts/shipped-prompts'
import { type Conversations, createConversations } from '../../../src/engine/conversations/conversations'
import type { WritableDb } from '../../../src/engine/db/open-database'
import { createKnowledge } from '../../../src/engine/knowledge/create-knowledge'
import type { Knowledge } from '../../../src/engine/knowledge/knowledge'
import { createMaskingRoom } from '../../../src/engine/masking/masking-room'
import { createMetrics } from '../../../src/engine/metrics/create-metrics'
import type { Metrics } from '../../../src/engine/metrics/metrics'
import type { AnswerModel } from '../../../src/engine/model/answer-model'
import { createMistral } from '../../../src/engine/model/mistral'
import { createModelRoom, type ModelRoom } from '../../../src/engine/model/model-room'
import type { Wait } from '../../../src/engine/model/retry'
import { createSearch } from '../../../src/engine/search/search'
import { createSettings, type SettingsStore } from '../../../src/engine/settings/settings-store'
import type { AnswerEvent } from '../../../src/shared/contract'
import type { Logger } from '../../../src/shared/log'
import { FIRST_PROFILE_ID } from '../../../src/shared/model-models'
import type { AnswerTask, Message } from '../../../src/shared/models'
import { createFakeEmbedder, FAKE_MODEL } from '../../helpers/fake-embedder'
import { type FakeMistral, type FakeMistralScript, startFakeMistral } from '../../helpers/fake-mistral'
import { sampleDocument } from '../../helpers/sample-document'
import { tempDatabase } from '../../helpers/temp-database'

export const API_KEY = 'sk-test-0123456789-secret'

export interface AskFixture {
  readonly db: WritableDb
  readonly ask: Ask
  readonly model: ModelRoom
  /** Of the profile in use, for the server that is set now. */
  setApiKey(apiKey: string | null): void
  readonly conversations: Conversations
  readonly settings: SettingsStore
  readonly knowledge: Knowledge
  readonly metrics: Metrics
  readonly server: FakeMistral
  /** Every line that was logged, as JSON. */
  readonly logLines: readonly string[]
  /** What the client waited before it sent again, in milliseconds. */
  readonly waits: readonly number[]
  clock: { now: number }
  /** Asks and waits for the end. */
  answer(
    question: string,
    options?: {
      conversationId?: number | null
      askAnew?: boolean
      collectionIds?: readonly number[]
      task?: AnswerTask
    },
  ): Promise<Message>
}

export interface FixtureOptions {
  readonly script?: FakeMistralScript
  readonly apiKey?: string | null
  readonly db?: WritableDb
  /** Default: nothing is really waited for between two tries. */
  readonly wait?: Wait
  readonly model?: AnswerModel
  readonly isMaskingForced?: boolean
}

/** The room over a real database, with real knowledge and search, and a real server on loopback instead of Mistral. */
export async function startAsk(options: FixtureOptions = {}): Promise<AskFixture> {
  const { script = {}, apiKey = API_KEY, db = tempDatabase() } = options
  const server = await startFakeMistral(script)
  const logLines: string[] = []
  const waits: number[] = []
  const clock = { now: Date.UTC(2026, 5, 1, 12) }
  const now = () => clock.now
  const log = captureLog(logLines)
  const metrics = createMetrics({ db, now, log })
  const settings = createSettings({ db, log })
  settings.update({ serverUrl: server.url })
  const knowledge = createKnowledge({ db, log, now })
  const embedder = createFakeEmbedder(knowledge.registerModel(FAKE_MODEL))
  knowledge.useModel(embedder.model)
  const search = createSearch({ knowledge, embedder, metrics, log })
  const conversations = createConversations({ db, settings, now, log })
  const wait: Wait = options.wait ?? (async (waitMs) => void waits.push(waitMs))
  const model = createModelRoom({
    db,
    settings,
    masking: createMaskingRoom({ db, settings, isForced: options.isMaskingForced ?? false, now, log }),
    shippedPrompts: SHIPPED_PROMPTS,
    now,
    log,
    random: () => 0,
    model: options.model ?? createMistral({ log, now, wait, random: () => 1 }),
  })
  const ask = createAsk({ db, search, knowledge, conversations, settings, metrics, now, log, model })
  const setApiKey = (next: string | null) =>
    model.setApiKey({ profileId: FIRST_PROFILE_ID, apiKey: next, isStored: false })
  setApiKey(apiKey)
  onTestFinished(async () => {
    await ask.close()
    await conversations.close()
    await model.close()
    await server.stop()
  })
  return {
    db,
    ask,
    model,
    setApiKey,
    conversations,
    settings,
    knowledge,
    metrics,
    server,
    logLines,
    waits,
    clock,
    async answer(question, { conversationId = null, askAnew = false, collectionIds = [], task } = {}) {
      const { answerId } = ask.start({
        question,
        conversationId,
        askAnew,
        collectionIds,
        task: task ?? { kind: 'answer' },
      })
      return (await collect(ask, answerId)).message
    },
  }
}

/** Two documents about water and one about light, with their vectors, so that a search is not degraded. */
export async function fillKnowledge(knowledge: Knowledge): Promise<void> {
  const documents = [
    [
      'monstera.md',
      'Watering a monstera',
      'Water a monstera every 7 to 10 days in summer. In winter every 14 days is enough.',
    ],
    ['drying.md', 'Dry soil', 'Let the top 3 cm of soil dry out before you water a monstera again.'],
    ['light.md', 'Light for ferns', 'Ferns like half shade and never the midday sun.'],
  ] as const
  for (const [path, title, text] of documents) knowledge.put(sampleDocument({ path, title, texts: [text] }))
  await embedAll(knowledge)
}

export async function embedAll(knowledge: Knowledge): Promise<void> {
  const model = knowledge.registerModel(FAKE_MODEL)
  const embedder = createFakeEmbedder(model)
  const pending = knowledge.pendingChunks(model.id, 1000)
  if (pending.length === 0) return
  const vectors = await embedder.embed(
    pending.map((chunk) => chunk.embeddingText),
    { priority: 'import' },
  )
  knowledge.putVectors(model.id, pending, vectors)
}

/** Watches to the end; all events, and the message as it was saved. */
export async function collect(
  ask: Ask,
  answerId: number,
): Promise<{ events: AnswerEvent[]; message: Message }> {
  const events: AnswerEvent[] = []
  for await (const event of ask.watch(answerId, new AbortController().signal)) events.push(event)
  const last = events.at(-1)
  if (last?.kind !== 'done') throw new Error('the last event is not the end')
  return { events, message: last.message }
}

/** Waits for something that is about to be true. */
export async function until(isTrue: () => boolean): Promise<void> {
  for (let tried = 0; !isTrue(); tried++) {
    if (tried > 1000) throw new Error('it never came true')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

function captureLog(lines: string[]): Logger {
  const write =
    (level: string) =>
    (event: string, ...rest: unknown[]) =>
      void lines.push(JSON.stringify([level, event, ...rest.map(readable)]))
  const log: Logger = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: () => log,
  }
  return log
}

/** As a log file writes an error: with its stack and its causes. */
function readable(value: unknown): unknown {
  if (!(value instanceof Error)) return value
  return { stack: value.stack, ...value, cause: readable(value.cause) }
}

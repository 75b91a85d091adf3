import { setTimeout as wait } from 'node:timers/promises'
import { type AppError, isCancelled, toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { Embedder } from '../embed/embedder'
import type { Knowledge } from '../knowledge/knowledge'

/** Small, so that a question's text waits for one batch at most: 16 passages take some 0.5 s on two cores. */
const BATCH_CHUNKS = 16
/** Vectors that are there need no model, only a short transaction. */
const KNOWN_AT_ONCE = 100
/** How soon embedding begins when reading ends. */
const READING_CHECK_MS = 100
/** After a failure; the last one stays. */
const BACK_OFF_MS = [1_000, 5_000, 30_000, 120_000]

export interface EmbedPendingOptions {
  readonly knowledge: Knowledge
  readonly embedder: Embedder
  readonly log: Logger
  /** Everything is to be found by its words first: reading takes a minute where embedding takes hours. */
  readonly isReading?: () => boolean
  readonly backOffMs?: readonly number[]
}

/** Gives every waiting passage its vector, whenever there is a model and something to do. */
export interface EmbedPending {
  /** Ends after the batch under way. */
  close(): Promise<void>
}

export function startEmbedPending(options: EmbedPendingOptions): EmbedPending {
  const { knowledge, embedder, log, isReading = () => false, backOffMs = BACK_OFF_MS } = options
  const closing = new AbortController()
  let hasNews = true
  let wake = Promise.withResolvers<void>()
  const onNews = () => {
    hasNews = true
    wake.resolve()
  }
  const stopListening = [knowledge.onChange(onNews), embedder.onChange(onNews)]

  /** False when nothing waits, or there is no model to do it with. */
  async function embedBatch(): Promise<boolean> {
    const { model } = embedder
    if (!model) return false
    // the same text may have been embedded for another passage since this one was stored
    if (knowledge.attachKnown(model.id, KNOWN_AT_ONCE) > 0) return true
    const chunks = knowledge.pendingChunks(model.id, BATCH_CHUNKS)
    if (chunks.length === 0) return false
    const texts = chunks.map((chunk) => chunk.embeddingText)
    const vectors = await embedder.embed(texts, { priority: 'import', signal: closing.signal })
    // another model may have come while this one worked; its vectors are kept all the same, under their own model
    knowledge.putVectors(model.id, chunks, vectors)
    return true
  }

  async function sleepUntilNews(): Promise<void> {
    if (!hasNews) await wake.promise
    hasNews = false
    wake = Promise.withResolvers<void>()
  }

  async function letReadingGoFirst(): Promise<void> {
    while (isReading()) await wait(READING_CHECK_MS, undefined, { signal: closing.signal, ref: false })
  }

  async function run(): Promise<void> {
    let failures = 0
    while (!closing.signal.aborted) {
      try {
        await letReadingGoFirst()
        if (!(await embedBatch())) await sleepUntilNews()
        failures = 0
      } catch (thrown) {
        if (isCancelled(thrown)) continue
        const error = toAppError(thrown)
        report(error, log)
        const pauseMs = backOffMs[Math.min(failures++, backOffMs.length - 1)] ?? 0
        await wait(pauseMs, undefined, { signal: closing.signal, ref: false }).catch(() => {})
      }
    }
  }

  const finished = run()
  return {
    async close() {
      for (const stop of stopListening) stop()
      closing.abort()
      wake.resolve()
      await finished
    },
  }
}

function report(error: AppError, log: Logger): void {
  if (error.code === 'internal') log.error('embedding_failed', error.cause ?? error)
  else log.warn('embedding_paused', { code: error.code })
}

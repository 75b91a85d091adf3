import { AppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { TokenUsage } from '@shared/models'
import type { AnswerModel, ModelAddress, ModelRequest, StreamResult } from './answer-model'
import { createDeadline, type Deadline } from './deadline'
import { cutOff, failureOf, timedOut } from './mistral-failure'
import { namesOf, rawReplyOf } from './mistral-list'
import { createClient, createSdkLoader } from './mistral-sdk'
import { type Wait, waitForReal, withRetries } from './retry'
import { createThrottle, type Pass } from './throttle'

/** An answer a person could read has some thousand characters; one without end must not fill memory and disk. */
const MAX_ANSWER_CHARS = 1024 * 1024

export interface MistralOptions {
  readonly log: Logger
  readonly now: () => number
  readonly wait?: Wait
  readonly random?: () => number
}

/** The Mistral API through its SDK, over connections that are kept. */
export function createMistral(options: MistralOptions): AnswerModel {
  const { log, now, wait = waitForReal, random = Math.random } = options
  const throttle = createThrottle()
  const loader = createSdkLoader()

  /** One try, up to the headers of the answer. */
  async function open(request: ModelRequest, deadline: Deadline, onSent: () => void) {
    const sdk = await loader.load()
    const client = createClient({ sdk, address: request, deadline, reply: 'events', onSent })
    const { firstByteTimeoutMs } = request
    deadline.set(firstByteTimeoutMs, () => timedOut(firstByteTimeoutMs, 'answer'))
    const result = await sdk.chatStream(client, {
      model: request.modelName,
      messages: request.messages.map(({ role, content }) => ({ role, content })),
      temperature: request.temperature,
      maxTokens: request.maxTokens,
    })
    if (result.ok) return result.value
    throw deadline.signal.aborted ? deadline.signal.reason : result.error
  }

  type Events = Awaited<ReturnType<typeof open>>

  function openWithRetries(request: ModelRequest, deadline: Deadline, pass: Pass, signal: AbortSignal) {
    let isSent = false
    const onSent = () => {
      if (!isSent) request.onSent?.(pass.waitedMs)
      isSent = true
    }
    return withRetries(() => open(request, deadline, onSent), {
      tries: request.tries,
      mayRepeat: request.mayRepeat,
      onRestAsked: request.onRestAsked,
      signal,
      now,
      random,
      failureOf: (thrown) => failureOf(reasonOf(deadline, thrown), request, false),
      wait(waitMs, waitSignal) {
        deadline.pause()
        log.info('request_repeated', { waitMs: Math.round(waitMs) })
        return wait(waitMs, waitSignal)
      },
    })
  }

  /** Passes the pieces on; silence ends it. A stream without a last word was cut off. */
  async function* read(
    events: Events,
    deadline: Deadline,
    { idleTimeoutMs }: ModelRequest,
  ): AsyncGenerator<string, StreamResult, void> {
    let length = 0
    let finishReason: string | null = null
    let usage: TokenUsage | null = null
    for await (const { data } of events) {
      deadline.set(idleTimeoutMs, () => timedOut(idleTimeoutMs, 'go on'))
      const choice = data.choices[0]
      const text = textOf(choice?.delta.content)
      if (text !== '') yield text
      length += text.length
      if (length > MAX_ANSWER_CHARS) return { end: 'too_long', usage }
      finishReason = choice?.finishReason ?? finishReason
      usage = usageOf(data.usage) ?? usage
    }
    if (deadline.signal.aborted) throw deadline.signal.reason
    if (finishReason === null || finishReason === 'error') throw cutOff()
    return { end: finishReason === 'length' ? 'length' : 'complete', usage }
  }

  /** 1. Wait for a place under the rate limit. 2. Send until an answer begins. 3. Pass its pieces on. */
  async function* stream(
    request: ModelRequest,
    signal: AbortSignal,
  ): AsyncGenerator<string, StreamResult, void> {
    // 1.
    const pass = await throttle.enter(request.requestsPerMinute, signal)
    const deadline = createDeadline(signal)
    let hasAnswer = false
    try {
      // 2.
      const events = await openWithRetries(request, deadline, pass, signal)
      hasAnswer = true

      // 3.
      return yield* read(events, deadline, request)
    } catch (thrown) {
      const { error } = failureOf(reasonOf(deadline, thrown), request, hasAnswer)
      if (error.code !== 'cancelled') log.warn('request_failed', { code: error.code })
      throw error
    } finally {
      deadline.clear()
      pass.leave()
    }
  }

  async function list(address: ModelAddress, signal: AbortSignal): Promise<string[]> {
    const deadline = createDeadline(signal)
    const { firstByteTimeoutMs } = address
    let hasReply = false
    deadline.set(firstByteTimeoutMs, () => timedOut(firstByteTimeoutMs, 'answer'))
    try {
      const sdk = await loader.load()
      const onReply = () => {
        hasReply = true
      }
      const client = createClient({ sdk, address, deadline, reply: 'json', onReply })
      const result = await sdk.modelsList(client)
      // a server that only resembles Mistral's leaves out fields that the SDK insists on; the names are there
      return namesOf(result.ok ? result.value : rawReplyOf(result.error))
    } catch (thrown) {
      const { error } = failureOf(reasonOf(deadline, thrown), { ...address, modelName: '' }, hasReply)
      throw error.code === 'api_model_unknown' ? noList() : error
    } finally {
      deadline.clear()
    }
  }

  return {
    stream,
    list,
    warmUp: () => void loader.load().catch((error: unknown) => log.error('sdk_not_loaded', error)),
    async close() {
      throttle.close()
      await loader.close()
    },
  }
}

function reasonOf(deadline: Deadline, thrown: unknown): unknown {
  return deadline.signal.aborted ? deadline.signal.reason : thrown
}

function noList(): AppError {
  return new AppError('not_found', 'This server gives no list of its models. Type the name of the model.')
}

function usageOf(
  usage: { promptTokens?: number | undefined; completionTokens?: number | undefined } | undefined,
): TokenUsage | null {
  if (!usage) return null
  const { promptTokens = 0, completionTokens = 0 } = usage
  const isCount = (tokens: number) => Number.isSafeInteger(tokens) && tokens >= 0
  if (!isCount(promptTokens) || !isCount(completionTokens)) return null
  return promptTokens + completionTokens === 0 ? null : { promptTokens, answerTokens: completionTokens }
}

/** A piece of text, or a list of typed pieces of which only text is written to the answer. */
function textOf(content: string | readonly object[] | null | undefined): string {
  if (typeof content === 'string') return content
  if (!content) return ''
  return content
    .map((piece) => ('text' in piece && typeof piece.text === 'string' ? piece.text : ''))
    .join('')
}

import type { Logger } from '@shared/log'
import type { AnswerModel, ModelRequest, StreamEnd } from './answer-model'
import { createDeadline, type Deadline } from './deadline'
import { cutOff, failureOf, timedOut } from './mistral-failure'
import { createConnectionPools, send } from './mistral-http'
import { type Wait, waitForReal, withRetries } from './retry'
import { createThrottle } from './throttle'

/** An answer a person could read has some thousand characters; one without end must not fill memory and disk. */
const MAX_ANSWER_CHARS = 1024 * 1024

export interface MistralOptions {
  readonly log: Logger
  readonly now: () => number
  readonly wait?: Wait
  readonly random?: () => number
}

/** Loaded at the first need: these modules cost 70 ms, which is a tenth of the engine's start. */
async function loadSdk() {
  const [core, http, funcs] = await Promise.all([
    import('@mistralai/mistralai/core.js'),
    import('@mistralai/mistralai/lib/http.js'),
    import('@mistralai/mistralai/funcs/chatStream.js'),
  ])
  return { MistralCore: core.MistralCore, HTTPClient: http.HTTPClient, chatStream: funcs.chatStream }
}
type Sdk = Awaited<ReturnType<typeof loadSdk>>

/** The SDK writes requests with their headers to the console when MISTRAL_DEBUG is set; nothing here may do that. */
const NO_DEBUG_LOG = { group() {}, groupEnd() {}, log() {} }

/** The Mistral API through its SDK, over connections that are kept. */
export function createMistral(options: MistralOptions): AnswerModel {
  const { log, now, wait = waitForReal, random = Math.random } = options
  const pools = createConnectionPools()
  const throttle = createThrottle()
  let loading: Promise<Sdk> | null = null

  function sdk(): Promise<Sdk> {
    loading ??= loadSdk()
    return loading
  }

  /** One try, up to the headers of the answer. */
  async function open(request: ModelRequest, deadline: Deadline, onSent: () => void) {
    const { MistralCore, HTTPClient, chatStream } = await sdk()
    const dispatcher = pools.for(request.serverUrl)
    const httpClient = new HTTPClient({
      fetcher(input) {
        onSent()
        return send(input as Request, { dispatcher, signal: deadline.signal })
      },
    })
    const client = new MistralCore({
      apiKey: request.apiKey,
      serverURL: request.serverUrl,
      httpClient,
      retryConfig: { strategy: 'none' },
      debugLogger: NO_DEBUG_LOG,
    })
    const { firstByteTimeoutMs } = request
    deadline.set(firstByteTimeoutMs, () => timedOut(firstByteTimeoutMs, 'answer'))
    const result = await chatStream(client, {
      model: request.modelName,
      messages: request.messages.map(({ role, content }) => ({ role, content })),
      temperature: request.temperature,
      maxTokens: request.maxTokens,
    })
    if (result.ok) return result.value
    throw deadline.signal.aborted ? deadline.signal.reason : result.error
  }

  /**
   * 1. Wait for a place under the rate limit. 2. Send, again where that makes sense, until an answer begins.
   * 3. Pass its pieces on; silence ends it. 4. Say how it ended: a stream without a last word was cut off.
   */
  async function* stream(
    request: ModelRequest,
    signal: AbortSignal,
  ): AsyncGenerator<string, StreamEnd, void> {
    // 1.
    const pass = await throttle.enter(request.requestsPerMinute, signal)
    const deadline = createDeadline(signal)
    let hasAnswer = false
    let isSent = false
    const onSent = () => {
      if (!isSent) request.onSent?.(pass.waitedMs)
      isSent = true
    }
    const toFailure = (thrown: unknown) =>
      failureOf(deadline.signal.aborted ? deadline.signal.reason : thrown, request.modelName, hasAnswer)
    try {
      // 2.
      const events = await withRetries(() => open(request, deadline, onSent), {
        tries: request.tries,
        signal,
        now,
        random,
        failureOf: toFailure,
        wait(waitMs, waitSignal) {
          deadline.pause()
          log.info('request_repeated', { waitMs: Math.round(waitMs) })
          return wait(waitMs, waitSignal)
        },
      })
      hasAnswer = true

      // 3.
      let length = 0
      let finishReason: string | null = null
      for await (const { data } of events) {
        const { idleTimeoutMs } = request
        deadline.set(idleTimeoutMs, () => timedOut(idleTimeoutMs, 'go on'))
        const choice = data.choices[0]
        const text = textOf(choice?.delta.content)
        if (text !== '') yield text
        length += text.length
        if (length > MAX_ANSWER_CHARS) return 'too_long'
        finishReason = choice?.finishReason ?? finishReason
      }

      // 4.
      if (deadline.signal.aborted) throw deadline.signal.reason
      if (finishReason === null || finishReason === 'error') throw cutOff()
      return finishReason === 'length' ? 'length' : 'complete'
    } catch (thrown) {
      const { error } = toFailure(thrown)
      if (error.code !== 'cancelled') log.warn('request_failed', { code: error.code })
      throw error
    } finally {
      deadline.clear()
      pass.leave()
    }
  }

  return {
    stream,
    warmUp: () => void sdk().catch((error: unknown) => log.error('sdk_not_loaded', error)),
    async close() {
      throttle.close()
      await pools.close()
    },
  }
}

/** A piece of text, or a list of typed pieces of which only text is written to the answer. */
function textOf(content: string | readonly object[] | null | undefined): string {
  if (typeof content === 'string') return content
  if (!content) return ''
  return content
    .map((piece) => ('text' in piece && typeof piece.text === 'string' ? piece.text : ''))
    .join('')
}

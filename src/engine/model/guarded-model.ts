import { isCancelled, toAppError } from '@shared/errors'
import type { TokenUsage } from '@shared/models'
import { originOf } from '@shared/server-url'
import type { AnswerModel, ModelRequest, StreamResult } from './answer-model'
import type { Budget } from './budget'
import type { Circuit, CircuitPass } from './circuit'
import type { LastRequest } from './last-request'
import type { Profiles } from './profiles'
import type { ModelUsage } from './usage'

export interface GuardedModelOptions {
  readonly model: AnswerModel
  readonly circuit: Circuit
  readonly budget: Budget
  readonly usage: ModelUsage
  readonly profiles: Profiles
  readonly lastRequest: LastRequest
}

export interface GuardedModel {
  readonly stream: AnswerModel['stream']
  /** For a test of the connection: asks whatever the rest and the budget say. A success ends the rest. */
  readonly streamAnyway: AnswerModel['stream']
}

/** A server that does not count is counted for: about four characters make a token. */
const CHARS_PER_TOKEN = 4

/** Puts budget, rest after failures and counting around the model that writes. */
export function createGuardedModel(options: GuardedModelOptions): GuardedModel {
  const { model, circuit, budget, usage, profiles, lastRequest } = options

  /** What is said of the last request is said of the profile in use. */
  function tell(request: ModelRequest, say: (to: LastRequest) => void): void {
    if (profiles.active().id === request.profileId) say(lastRequest)
  }

  function count(request: ModelRequest, result: StreamResult | null, answerChars: number): void {
    const profile = profiles.list().find(({ id }) => id === request.profileId)
    if (profile) usage.add(profile, { ...(result?.usage ?? estimate(request, answerChars)), ...request })
  }

  /** 1. Send, once only where it is to be seen whether the server is back. 2. Pass on. 3. Tell how it went; count. */
  async function* run(
    request: ModelRequest,
    pass: CircuitPass,
    signal: AbortSignal,
  ): AsyncGenerator<string, StreamResult, void> {
    const startedAt = performance.now()
    let isSent = false
    let firstPieceMs: number | null = null
    let answerChars = 0
    let result: StreamResult | null = null
    // 1.
    const pieces = model.stream(
      {
        ...request,
        tries: pass.isProbe ? 1 : request.tries,
        mayRepeat: pass.mayRepeat,
        onRestAsked: pass.restFor,
        onSent(waitedMs) {
          isSent = true
          request.onSent?.(waitedMs)
        },
      },
      signal,
    )
    try {
      // 2.
      while (result === null) {
        const next = await pieces.next()
        if (next.done || firstPieceMs === null) pass.succeeded()
        if (next.done) result = next.value
        else {
          firstPieceMs ??= performance.now() - startedAt
          answerChars += next.value.length
          yield next.value
        }
      }
      // 3.
      tell(request, (last) => last.succeeded(firstPieceMs))
      return result
    } catch (thrown) {
      const error = toAppError(thrown)
      if (!isCancelled(error)) {
        if (isSent) pass.failed(error)
        tell(request, (last) => last.failed(error))
      }
      throw error
    } finally {
      pass.abandoned()
      if (result === null) await pieces.return({ end: 'complete', usage: null })
      if (result !== null || firstPieceMs !== null) count(request, result, answerChars)
    }
  }

  return {
    async *stream(request, signal) {
      budget.assertLeft()
      return yield* run(request, circuit.enter(lineOf(request)), signal)
    },
    async *streamAnyway(request, signal) {
      return yield* run(
        request,
        pastRest(() => circuit.reset(lineOf(request))),
        signal,
      )
    },
  }
}

/** What fails together: one profile's way to one server. */
export function lineOf({ profileId, serverUrl }: Pick<ModelRequest, 'profileId' | 'serverUrl'>): string {
  return `${profileId} ${originOf(serverUrl)}`
}

function pastRest(onSuccess: () => void): CircuitPass {
  return {
    isProbe: true,
    mayRepeat: () => false,
    restFor() {},
    succeeded: onSuccess,
    failed() {},
    abandoned() {},
  }
}

function estimate({ messages }: ModelRequest, answerChars: number): TokenUsage {
  const promptChars = messages.reduce((sum, { content }) => sum + content.length, 0)
  return {
    promptTokens: Math.ceil(promptChars / CHARS_PER_TOKEN),
    answerTokens: Math.ceil(answerChars / CHARS_PER_TOKEN),
  }
}

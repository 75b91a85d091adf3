import { toAppError } from '@shared/errors'
import type { Notice } from '@shared/models'
import type { Settings } from '@shared/settings'
import type { AnswerModel } from './answer-model'
import type { LastRequest } from './last-request'
import { missingKey } from './mistral-failure'
import { toModelRequest } from './model-request'

export type ModelTest =
  | { readonly kind: 'ok'; readonly modelName: string; readonly tookMs: number }
  | { readonly kind: 'failed'; readonly notice: Notice }

/** One token is the cheapest proof that address, key and model name are right. */
const ONE_TOKEN = 1

export interface TestModelOptions {
  readonly model: AnswerModel
  readonly settings: Settings
  readonly apiKey: string | null
  readonly lastRequest: LastRequest
  readonly signal: AbortSignal
}

/** Asks the model for one token, once. Throws cancelled; any other failure is a value with its sentence. */
export async function testModel({
  model,
  settings,
  apiKey,
  lastRequest,
  signal,
}: TestModelOptions): Promise<ModelTest> {
  const startedAt = performance.now()
  try {
    if (apiKey === null) throw missingKey()
    const request = toModelRequest(settings, apiKey, [{ role: 'user', content: 'Say OK.' }], () => {})
    const pieces = model.stream({ ...request, maxTokens: ONE_TOKEN, tries: 1 }, signal)
    while (!(await pieces.next()).done);
    const tookMs = performance.now() - startedAt
    lastRequest.succeeded(tookMs)
    return { kind: 'ok', modelName: settings.modelName, tookMs }
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code === 'cancelled') throw error
    if (error.code !== 'api_key_missing') lastRequest.failed(error)
    return { kind: 'failed', notice: { code: error.code, level: 'error', message: error.message } }
  }
}

import { AppError, toAppError } from '@shared/errors'
import type { Notice } from '@shared/models'
import type { AnswerModel } from './answer-model'
import { type ModelTarget, toModelRequest } from './model-request'

export type ModelTest =
  | { readonly kind: 'ok'; readonly modelName: string; readonly tookMs: number }
  | { readonly kind: 'failed'; readonly notice: Notice }

/** One token is the cheapest proof that address, key and model name are right. */
const ONE_TOKEN = 1

/** Asks the model for one token, once. Throws cancelled; any other failure is a value with its sentence. */
export async function testModel(
  model: Pick<AnswerModel, 'stream'>,
  target: ModelTarget,
  signal: AbortSignal,
): Promise<ModelTest> {
  const startedAt = performance.now()
  try {
    if (target.obstacle) throw cannotAsk(target.obstacle)
    const request = toModelRequest(target, [{ role: 'user', content: 'Say OK.' }], () => {})
    const pieces = model.stream({ ...request, maxTokens: ONE_TOKEN, tries: 1 }, signal)
    while (!(await pieces.next()).done);
    return { kind: 'ok', modelName: target.modelName, tookMs: performance.now() - startedAt }
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code === 'cancelled') throw error
    return { kind: 'failed', notice: { code: error.code, level: 'error', message: error.message } }
  }
}

export function cannotAsk({ level, message }: Notice): AppError {
  const why =
    level === 'info'
      ? 'There is no API key yet. Add one in Settings.'
      : message.slice(message.indexOf(': ') + 2)
  return new AppError('api_key_missing', why.charAt(0).toUpperCase() + why.slice(1))
}

import { originOf } from '@shared/server-url'
import type { MaskingRoom } from '../masking/masking-room'
import type { AnswerModel, ModelRequest, StreamResult } from './answer-model'

/**
 * The last door before the network: every text of a request is masked here, whoever made it, what left is kept on
 * record, and what comes back has the values in their places again.
 */
export function createMaskedStream(
  stream: AnswerModel['stream'],
  masking: Pick<MaskingRoom, 'begin' | 'sent'>,
): AnswerModel['stream'] {
  return async function* maskedStream(
    request: ModelRequest,
    signal: AbortSignal,
  ): AsyncGenerator<string, StreamResult, void> {
    const { messageId = null, released = [] } = request.about ?? {}
    const masks = masking.begin(released)
    const messages = masks
      ? request.messages.map(({ role, content }) => ({ role, content: masks.mask(content).text }))
      : request.messages
    const onSent = (waitedMs: number) => {
      request.onSent?.(waitedMs)
      masking.sent.add({
        messageId,
        server: originOf(request.serverUrl),
        modelName: request.modelName,
        maskedCount: masks?.count ?? 0,
        messages,
      })
    }
    const pieces = stream({ ...request, messages, onSent }, signal)
    if (!masks) return yield* pieces
    const restored = masks.restoreStream()
    try {
      for (;;) {
        const next = await pieces.next()
        const text = next.done ? restored.end() : restored.push(next.value)
        if (text !== '') yield text
        if (next.done) return next.value
      }
    } finally {
      // whoever stops listening ends the request as well
      await pieces.return({ end: 'complete', usage: null })
    }
  }
}

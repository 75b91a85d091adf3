import type { AnswerEvent } from '@shared/contract'
import { assertNever } from '@shared/errors'
import type { Message } from '@shared/models'

export type AnswerStep = 'searching' | 'waiting' | 'writing'

/** An answer as the page shows it: the message so far, and what is being done about it. */
export interface AnswerState {
  readonly message: Message
  /** Null when nothing is known yet, and when the answer has ended. */
  readonly step: AnswerStep | null
}

export function startAnswer(message: Message): AnswerState {
  return { message, step: null }
}

export function reduceAnswer(state: AnswerState, event: AnswerEvent): AnswerState {
  switch (event.kind) {
    // first event of each subscription: after a reconnect it takes the place of all that was put together before
    case 'snapshot':
      return { message: event.message, step: event.message.text === '' ? state.step : 'writing' }
    case 'step':
      return { ...state, step: event.step }
    case 'passages':
      return { ...state, message: { ...state.message, passages: event.passages } }
    case 'delta':
      return {
        step: 'writing',
        message: { ...state.message, text: state.message.text + event.text },
      }
    case 'done':
      return { message: event.message, step: null }
    default:
      return assertNever(event)
  }
}

/** Position behind the last finished sentence, at or after `from`: what may be read out while the rest still comes. */
export function endOfSentences(text: string, from: number): number {
  let end = from
  for (const match of text.slice(from).matchAll(/[.!?…:](?:["'”’)\]]|\[\d+\])*(?=\s)|\n\n/g))
    end = from + match.index + match[0].length
  return end
}

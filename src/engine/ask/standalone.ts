import { cleanText } from '@shared/clean-text'
import { toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { AnswerModel, PromptMessage } from '../model/answer-model'
import { fenced } from '../model/fence'
import { toModelRequest } from '../model/model-request'
import type { AnswerPlan } from './answer-plan'

/** Nobody waits longer for a search; what the rules made of the question is nearly as good. */
const TIMEOUT_MS = 3000
const MAX_TOKENS = 120
/** A question rewritten to more than this is an answer. */
const MAX_CHARS = 400
const TURNS = 3
const ANSWER_CHARS = 600

export interface StandaloneOptions {
  readonly model: Pick<AnswerModel, 'stream'>
  readonly log: Logger
  readonly plan: AnswerPlan
  readonly signal: AbortSignal
}

/** The question as somebody would ask it who had not read what came before; null where the model did not say in time. */
export async function standaloneQuestion({
  model,
  log,
  plan,
  signal,
}: StandaloneOptions): Promise<string | null> {
  try {
    const request = {
      ...toModelRequest(plan.target, messagesFor(plan), () => {}),
      temperature: 0,
      maxTokens: MAX_TOKENS,
      tries: 1,
      about: { released: plan.released },
    }
    const pieces = model.stream(request, AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]))
    let text = ''
    for await (const piece of pieces) {
      text += piece
      if (text.length > MAX_CHARS) return null
    }
    return accepted(text)
  } catch (thrown) {
    // the question is answered all the same, and a stopped one says so itself
    signal.throwIfAborted()
    log.info('standalone_not_written', { code: toAppError(thrown).code })
    return null
  }
}

function messagesFor({ question, turns, standalonePrompt }: AnswerPlan): PromptMessage[] {
  const told = turns
    .slice(-TURNS)
    .map(
      (turn) => `Question: ${fenced(turn.question)}\nAnswer: ${fenced(turn.answer.slice(0, ANSWER_CHARS))}`,
    )
  return [
    { role: 'system', content: standalonePrompt.system },
    {
      role: 'user',
      content: `<conversation>\n${told.join('\n')}\n</conversation>\n\nLast question: ${question}`,
    },
  ]
}

/** One line; null for what is no question of a usable length. */
function accepted(text: string): string | null {
  const line = cleanText(text)
    .trim()
    .split('\n')[0]
    ?.replace(/^["“]|["”]$/g, '')
    .trim()
  return line === undefined || line.length < 3 || line.length > MAX_CHARS ? null : line
}

import { assertNever } from '@shared/errors'
import type { Notice } from '@shared/models'
import type { AnswerContent } from '../conversations/conversations'
import { quotedContent } from './answer-contents'
import type { AnswerPlan } from './answer-plan'
import { type BuiltPrompt, buildDraftPrompt, buildPrompt, buildSummaryPrompt } from './build-prompt'
import { extractiveAnswer } from './extractive-answer'
import { extractiveDraft } from './extractive-draft'
import { cutSummary, extractiveSummary } from './extractive-summary'
import { framedReply } from './reply'
import type { Retrieved } from './retrieve'

/** What differs between an answer, a draft and a summary; all else of their way is the same. */

export function promptFor(plan: AnswerPlan, { passages }: Retrieved): BuiltPrompt {
  const { task, question, thread, turns, prompt } = plan
  if (task.kind === 'draft' && thread) return buildDraftPrompt(thread, passages, turns, prompt.system)
  if (task.kind === 'summary' && thread) return buildSummaryPrompt(thread, prompt.system)
  return buildPrompt(question, passages, turns, prompt.system)
}

/** What stands before the first words of the model. */
export function openingOf({ reply }: AnswerPlan): string {
  return reply?.greeting ? `${reply.greeting}\n\n` : ''
}

/** What is kept of what the model wrote, its opening taken off. */
export function finished({ task, reply }: AnswerPlan, body: string): string {
  if (reply) return framedReply(body, reply)
  return task.kind === 'summary' ? cutSummary(body) : body
}

/** What can be said without a model: quoted, never written. */
export function withoutModel(
  { task, thread, reply }: AnswerPlan,
  { found, passages }: Retrieved,
  notice: Notice,
): AnswerContent {
  switch (task.kind) {
    case 'answer': {
      const [first] = found
      if (!first) throw new Error('an answer has one search')
      return quotedContent(extractiveAnswer(first.asked, passages), passages, notice)
    }
    case 'draft': {
      if (!reply) throw new Error('a draft has a plan for its reply')
      return quotedContent(extractiveDraft(found, passages, reply), passages, notice)
    }
    case 'summary': {
      if (!thread) throw new Error('a summary has a thread')
      return quotedContent({ kind: 'quoted', text: extractiveSummary(thread) }, [], notice)
    }
    default:
      return assertNever(task)
  }
}

import { z } from 'zod'

const id = z.number().int().positive()
const count = z.number().int().nonnegative()
const time = z.number()

export const gapReasonSchema = z.enum(['nothing', 'wrong', 'incomplete', 'outdated', 'tone', 'other'])
export type GapReason = z.infer<typeof gapReasonSchema>

export const gapStateSchema = z.enum(['open', 'closed'])
export type GapState = z.infer<typeof gapStateSchema>

/** Where the knowledge base answers it now. */
export const gapAnswerSchema = z.object({ documentId: id, title: z.string(), start: count, end: count })

/** Questions about one thing that the knowledge base did not answer, or not well. */
export const gapSchema = z.object({
  id,
  state: gapStateSchema,
  /** Null while it is open. */
  closedBy: z.enum(['person', 'knowledge']).nullable(),
  closedAt: time.nullable(),
  note: z.string(),
  /** The newest question, which stands for all. */
  question: z.string(),
  questionCount: count,
  reasons: z.partialRecord(gapReasonSchema, count),
  firstAskedAt: time,
  lastAskedAt: time,
  answeredBy: gapAnswerSchema.nullable(),
})
export type Gap = z.infer<typeof gapSchema>

export const gapQuestionSchema = z.object({
  /** The answer that was given. */
  messageId: id,
  conversationId: id,
  question: z.string(),
  reason: gapReasonSchema,
  /** What the agent wrote beside the reason. */
  comment: z.string(),
  askedAt: time,
})
export type GapQuestion = z.infer<typeof gapQuestionSchema>

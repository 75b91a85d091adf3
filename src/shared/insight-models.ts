import { z } from 'zod'

const count = z.number().int().nonnegative()
export const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** What one day counted; no text of anybody. */
export const insightDaySchema = z.object({
  /** By the calendar of this machine. */
  day: daySchema,
  questions: count,
  /** Given again: the same words, or others that mean the same. */
  cachedExact: count,
  cachedByMeaning: count,
  written: count,
  quoted: count,
  nothingFound: count,
  failed: count,
  /** Of all: how many were drafts of replies. */
  drafts: count,
  /** Copied or inserted. */
  used: count,
  good: count,
  bad: count,
  promptTokens: count,
  answerTokens: count,
  /** In the currency of the prices that were set; null where none was. */
  cost: z.number().nullable(),
})
export type InsightDay = z.infer<typeof insightDaySchema>

export const insightModelSchema = z.object({
  profileName: z.string(),
  modelName: z.string(),
  requests: count,
  tokens: count,
  cost: z.number().nullable(),
})

export const insightStepSchema = z.object({
  step: z.string(),
  count,
  p50Ms: z.number(),
  p95Ms: z.number(),
})

export const insightsSchema = z.object({
  /** Each day of the range, the first one first, also those on which nothing happened. */
  days: z.array(insightDaySchema),
  /** The sums of as many days before. */
  before: insightDaySchema.omit({ day: true }),
  models: z.array(insightModelSchema),
  /** Of the last thousand runs of each step, slowest first. */
  steps: z.array(insightStepSchema),
  minutesPerAnswer: z.number(),
})
export type Insights = z.infer<typeof insightsSchema>

export const insightTopicSchema = z.object({
  /** Its most telling words. */
  label: z.string(),
  /** A question that stands for it. */
  example: z.string(),
  questionCount: count,
})
export type InsightTopic = z.infer<typeof insightTopicSchema>

import { z } from 'zod'
import { call, stream } from './contract-verbs'
import { insightsSchema, insightTopicSchema } from './insight-models'

/** Topics are made of at most so many of the newest questions; embedding them takes some seconds. */
export const TOPIC_QUESTIONS_MAX = 500
const count = z.number().int().nonnegative()
const range = z.object({ days: z.number().int().min(1).max(366).default(30) })

/** The part of the contract about what has been done so far; all of it stays on this machine. */
export const insightsContract = {
  /** The last so many days, today included. */
  'insights.read': call('page', range, insightsSchema),
  /** What the questions of these days are about, as far as it is known; the last event has all. */
  'insights.topics': stream(
    'page',
    range,
    z.object({
      topics: z.array(insightTopicSchema),
      /** Questions looked at so far, and how many there are to look at. */
      done: count,
      total: count,
    }),
  ),
} as const

import { z } from 'zod'
import { call, stream } from './contract-verbs'
import { gapQuestionSchema, gapReasonSchema, gapSchema, gapStateSchema } from './gap-models'
import { feedbackSchema, idSchema, messageSchema } from './models'

const count = z.number().int().nonnegative()
/** A gap asked about more often shows its newest questions. */
export const GAP_QUESTIONS_MAX = 200
const NOTE_MAX_CHARS = 2_000
const typedText = z.string().transform((text) => text.toWellFormed())

export const gapFilterSchema = z.object({
  state: gapStateSchema.nullable().default(null),
  /** Only those with a question of one of these reasons; empty: all. */
  reasons: z.array(gapReasonSchema).max(6).default([]),
  /** In a question or the note. */
  text: typedText.pipe(z.string().max(200)).default(''),
})
export type GapFilter = z.infer<typeof gapFilterSchema>

/** The part of the contract about what was not answered, what people say of answers, and which were used. */
export const gapsContract = {
  /** Most asked first, then newest. */
  'gaps.list': call(
    'page',
    gapFilterSchema.extend({
      offset: count.default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({ gaps: z.array(gapSchema), total: count }),
  ),
  /** Throws not_found. Newest question first. */
  'gaps.get': call(
    'page',
    z.object({ gapId: idSchema }),
    z.object({ gap: gapSchema, questions: z.array(gapQuestionSchema) }),
  ),
  /** Throws not_found. */
  'gaps.update': call(
    'page',
    z.object({
      gapId: idSchema,
      note: typedText.pipe(z.string().max(NOTE_MAX_CHARS)).optional(),
      state: gapStateSchema.optional(),
    }),
    gapSchema,
  ),
  /** How many are open: now, then after each change of the list. */
  'gaps.watch': stream('page', z.object({}), z.object({ open: count, revision: count })),
  'gaps.export': call(
    'page',
    gapFilterSchema.extend({
      as: z.enum(['csv', 'json', 'md']),
      /** Names, addresses and numbers of customers are replaced in questions, comments and notes. */
      isMasked: z.boolean().default(true),
    }),
    z.object({ fileName: z.string(), mediaType: z.string(), text: z.string() }),
  ),
  /**
   * What a person says of an answer; null takes it back. A wrong one is not given from the cache again. Throws not_found
   * and bad_request.
   */
  'answers.judge': call(
    'page',
    z.object({ answerId: idSchema, feedback: feedbackSchema.omit({ at: true }).nullable() }),
    messageSchema,
  ),
  /** It was copied or inserted. The first time counts. */
  'answers.used': call('page', z.object({ answerId: idSchema }), messageSchema),
} as const

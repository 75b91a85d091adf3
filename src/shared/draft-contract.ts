import { z } from 'zod'
import { call, stream } from './contract-verbs'
import { REWRITE_MAX_CHARS } from './limits'
import { idSchema, messageSchema, noticeSchema } from './models'

const typedText = z.string().transform((text) => text.toWellFormed())
/** A draft has some hundred words; an agent may paste more into it, but no book. */
const DRAFT_MAX_CHARS = 100_000

export const rewriteActionSchema = z.enum(['shorter', 'friendlier', 'clearer', 'grammar', 'translate'])
export type RewriteAction = z.infer<typeof rewriteActionSchema>

export const rewriteEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('delta'), text: z.string() }),
  /** Last event. `missing`: numbers, names, links and citations of the old text that the new one does not have. */
  z.object({ kind: z.literal('done'), text: z.string(), missing: z.array(z.string()) }),
  /** Last event: nothing was rewritten, and why. */
  z.object({ kind: z.literal('failed'), notice: noticeSchema }),
])
export type RewriteEvent = z.infer<typeof rewriteEventSchema>

export const draftContract = {
  /** Keeps what the agent made of a draft, in the place of what was written. */
  'drafts.edit': call(
    'page',
    z.object({ answerId: idSchema, text: typedText.pipe(z.string().max(DRAFT_MAX_CHARS)) }),
    messageSchema,
  ),
  /** A piece of a draft in other words. Aborting ends the work as well. */
  'rewrite.start': stream(
    'page',
    z.object({
      text: typedText.pipe(z.string().min(1).max(REWRITE_MAX_CHARS)),
      action: rewriteActionSchema,
      /** BCP 47; of a translation. */
      language: z.string().min(2).max(35).nullable().default(null),
    }),
    rewriteEventSchema,
  ),
} as const

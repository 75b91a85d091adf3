import { z } from 'zod'
import { call } from './contract-verbs'
import { idSchema } from './models'
import { supportResultSchema } from './support-models'

/** Longer than any answer that is kept. */
const TEXT_MAX_CHARS = 1024 * 1024

/** The part of the contract about what is backed by the knowledge base. */
export const supportContract = {
  /** Each sentence of an answer, or of what its writer made of it, judged by the passages beside the answer. */
  'support.check': call(
    'page',
    z.object({ messageId: idSchema, text: z.string().max(TEXT_MAX_CHARS).optional() }),
    supportResultSchema,
  ),
  /** The same for any text and passages, to judge the judge by cases of one's own. */
  'eval.support': call(
    'host',
    z.object({ draft: z.string().max(TEXT_MAX_CHARS), passages: z.array(z.string()).max(1000) }),
    supportResultSchema,
  ),
}

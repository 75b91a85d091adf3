import { z } from 'zod'
import { call } from './contract-verbs'
import { customMaskRuleSchema, maskingModeSchema, maskSpanSchema, sentRequestSchema } from './masking-models'
import { idSchema } from './models'

const TEXT_MAX_CHARS = 1024 * 1024
const text = z.string().max(TEXT_MAX_CHARS)

/** The part of the contract about what is replaced before a text leaves the machine. */
export const maskingContract = {
  /** What would be replaced in a text that is being written. */
  'masking.preview': call(
    'page',
    z.object({ text }),
    z.object({ mode: maskingModeSchema, spans: z.array(maskSpanSchema.extend({ label: z.string() })) }),
  ),
  /** What was sent for an answer, word for word; empty where no server was asked, or it is longer ago than 30 days. */
  'masking.sent': call(
    'page',
    z.object({ messageId: idSchema }),
    z.object({ requests: z.array(sentRequestSchema) }),
  ),
  /** Whether a rule can be used; throws bad_request with the reason. */
  'masking.checkRule': call('page', customMaskRuleSchema, z.object({})),
  /** The rules in force on texts of one's own. */
  'eval.mask': call(
    'host',
    z.object({ texts: z.array(text).max(1000) }),
    z.object({ results: z.array(z.object({ masked: z.string(), spans: z.array(maskSpanSchema) })) }),
  ),
}

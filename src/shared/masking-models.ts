import { z } from 'zod'

/** What is replaced before a text leaves the machine. custom: by a rule of the user's own. */
export const maskKindSchema = z.enum([
  'name',
  'email',
  'phone',
  'card',
  'iban',
  'order',
  'address',
  'key',
  'custom',
])
export type MaskKind = z.infer<typeof maskKindSchema>

/** A stretch of a text that is replaced, in UTF-16 units. */
export const maskSpanSchema = z.object({
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  kind: maskKindSchema,
})
export type MaskSpan = z.infer<typeof maskSpanSchema>

/** A rule of the user's own: a regular expression without flags; its first group is masked, or all it finds. */
export const customMaskRuleSchema = z.object({
  /** Names the placeholder: "contract" becomes [CONTRACT_1]. */
  name: z.string().regex(/^[\p{L}][\p{L}\p{N} ]{0,23}$/u),
  pattern: z.string().min(1).max(300),
})
export type CustomMaskRule = z.infer<typeof customMaskRuleSchema>

/** A request as it left the machine. */
export const sentRequestSchema = z.object({
  server: z.string(),
  modelName: z.string(),
  maskedCount: z.number().int().nonnegative(),
  sentAt: z.number().int(),
  messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })),
})
export type SentRequest = z.infer<typeof sentRequestSchema>

/** off: nothing is replaced; forced: the administrator has decided it, and nothing is released. */
export const maskingModeSchema = z.enum(['off', 'on', 'forced'])
export type MaskingMode = z.infer<typeof maskingModeSchema>

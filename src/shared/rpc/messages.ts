import { z } from 'zod'
import { ERROR_CODES } from '../errors'

/** The wire: three requests, four answers. Ids are chosen by the client and unique on its port. */
const id = z.number().int().nonnegative()

export const requestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), id, method: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('stream'), id, method: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('cancel'), id }),
])
export type Request = z.infer<typeof requestSchema>

export const wireErrorSchema = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  retry: z.boolean(),
})

export type Response =
  | { readonly type: 'reply'; readonly id: number; readonly output: unknown }
  | { readonly type: 'event'; readonly id: number; readonly event: unknown }
  | { readonly type: 'end'; readonly id: number }
  | { readonly type: 'error'; readonly id: number; readonly error: z.infer<typeof wireErrorSchema> }

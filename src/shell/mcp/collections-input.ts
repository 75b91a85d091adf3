import { z } from 'zod'

/** Names, because those are what people say; ids mean nothing to another program. */
export const collectionsInput = z
  .array(z.string().trim().min(1))
  .max(100)
  .optional()
  .describe('Only documents of these collections, by name; all of them when left out')

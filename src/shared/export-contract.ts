import { z } from 'zod'
import { call } from './contract-verbs'
import { idSchema } from './models'

export const exportFormatSchema = z.enum(['md', 'html', 'json', 'pdf'])
export type ExportFormat = z.infer<typeof exportFormatSchema>

export const exportContract = {
  /** A conversation with its sources as a file for other programs. Throws not_found. */
  'conversations.export': call(
    'page',
    z.object({
      conversationId: idSchema,
      as: exportFormatSchema,
      /** Names, addresses and numbers of customers are replaced, in what is quoted as well. */
      isMasked: z.boolean().default(false),
    }),
    z.object({
      /** Safe on every system. */
      fileName: z.string(),
      mediaType: z.string(),
      /** UTF-8 text, or the bytes of a PDF in base64. */
      text: z.string(),
      encoding: z.enum(['utf8', 'base64']),
    }),
  ),
} as const

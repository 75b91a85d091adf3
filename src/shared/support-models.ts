import { z } from 'zod'

/**
 * Why a sentence is not backed: a number, a name or the sense differs from the passage that is nearest to it, or no
 * passage speaks of it.
 */
export const supportFaultSchema = z.enum(['number', 'name', 'opposite', 'not_found'])
export type SupportFault = z.infer<typeof supportFaultSchema>

/** A sentence of an answer or a draft, and whether the passages beside it bear it out. */
export const supportedSentenceSchema = z.object({
  /** Where it stands in the text that was checked, in UTF-16 units. */
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  /** Without marks of markup and citations. */
  text: z.string(),
  /** courtesy: a greeting, thanks, a question back: nothing that a source could bear out. */
  verdict: z.enum(['backed', 'unbacked', 'courtesy']),
  fault: supportFaultSchema.nullable(),
  /** The passage that bears it out, or comes nearest; its number, from 1. */
  passage: z.number().int().positive().nullable(),
  /** The very words in that passage's text. */
  evidence: z.object({ start: z.number().int().nonnegative(), end: z.number().int().positive() }).nullable(),
})
export type SupportedSentence = z.infer<typeof supportedSentenceSchema>

export const supportResultSchema = z.object({
  sentences: z.array(supportedSentenceSchema),
  /** words: without the embedding model only words, numbers and names were compared, so more is marked than need be. */
  comparedBy: z.enum(['meaning', 'words']),
})
export type SupportResult = z.infer<typeof supportResultSchema>

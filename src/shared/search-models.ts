import { z } from 'zod'
import { formatSchema, idSchema, passageSchema } from './models'

const count = z.number().int().nonnegative()

export const searchModeSchema = z.enum(['hybrid', 'keyword', 'semantic'])
export type SearchMode = z.infer<typeof searchModeSchema>

/**
 * What a result is limited to; an absent or empty list limits nothing. One of the collections, of the formats and of
 * the languages, and all of the tags. Both dates are inclusive.
 */
export const searchFilterSchema = z.object({
  collectionIds: z.array(idSchema).max(1000).optional(),
  formats: z.array(formatSchema).max(100).optional(),
  tags: z.array(z.string().max(200)).max(100).optional(),
  languages: z.array(z.string().max(35)).max(100).optional(),
  dateFrom: z.number().int().optional(),
  dateTo: z.number().int().optional(),
})
export type SearchFilter = z.infer<typeof searchFilterSchema>

/** What one list gave to a passage: its rank there, the list's own measure, and weight and share of the score. */
const whyPartSchema = z.object({
  rank: idSchema,
  measure: z.number(),
  weight: z.number(),
  contribution: z.number(),
})

/** Why a passage stands where it does. The contributions add up to its score. */
export const searchWhySchema = z.object({
  /** `measure` is bm25; larger is better. */
  keyword: whyPartSchema.nullable(),
  /** `measure` is the cosine similarity. */
  meaning: whyPartSchema.nullable(),
})
export type SearchWhy = z.infer<typeof searchWhySchema>

export const searchHitSchema = passageSchema.extend({
  /**
   * A few lines around the best sentence, on one line and without markup. Matching words stand between \u0002 and
   * \u0003, the best sentence between \u0004 and \u0005. Absent unless details were asked for.
   */
  snippet: z.string().optional(),
  why: searchWhySchema.optional(),
  format: formatSchema.optional(),
})
export type SearchHit = z.infer<typeof searchHitSchema>

/** Words that are written nowhere, and those they were probably meant to be. */
export const correctionSchema = z.object({
  /** searched: the corrected words were looked for; suggested: perhaps they were meant. */
  kind: z.enum(['searched', 'suggested']),
  /** What was typed, with the corrected words in it. */
  text: z.string(),
  words: z.array(z.object({ typed: z.string(), corrected: z.string() })),
})
export type Correction = z.infer<typeof correctionSchema>

/** The operators that were found in what was typed. */
export const queryReadingSchema = z.object({
  phrases: z.array(z.string()),
  without: z.array(z.string()),
  titles: z.array(z.string()),
  tags: z.array(z.string()),
  formats: z.array(formatSchema),
  languages: z.array(z.string()),
  collections: z.array(z.string()),
})
export type QueryReading = z.infer<typeof queryReadingSchema>

export const searchResultSchema = z.object({
  passages: z.array(searchHitSchema),
  /** The mode that was really used: keyword when meaning-based search is not available. */
  mode: searchModeSchema,
  /** One plain sentence when the search was less than what was asked for; else null. */
  degraded: z.string().nullable(),
  tookMs: z.number(),
  /** Null when every word is written somewhere, or nothing is near. */
  correction: correctionSchema.nullable(),
  /** Null when nothing of what was typed is an operator. */
  reading: queryReadingSchema.nullable(),
  /** True when no passage fulfils the operators: these are near what was looked for, and do not. */
  isNearest: z.boolean(),
})
export type SearchResult = z.infer<typeof searchResultSchema>

/** What there is to filter by, with the number of documents; the most frequent first. */
export const searchFacetsSchema = z.object({
  collections: z.array(z.object({ id: idSchema, name: z.string(), count })),
  formats: z.array(z.object({ format: formatSchema, count })),
  tags: z.array(z.object({ tag: z.string(), count })),
  languages: z.array(z.object({ language: z.string(), count })),
  /** The oldest and the newest date of any document; null when there is none. */
  dates: z.object({ from: z.number().int(), to: z.number().int() }).nullable(),
})
export type SearchFacets = z.infer<typeof searchFacetsSchema>

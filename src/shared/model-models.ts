import { z } from 'zod'
import { isAllowedServerUrl } from './server-url'

const id = z.number().int().positive()
const time = z.number().int()
const count = z.number().int().nonnegative()

/** A key as a shell hands it to the engine. */
export interface HeldKey {
  readonly profileId: number
  /** Null: there is none any more. */
  readonly apiKey: string | null
  /** From where it is kept, not from a person just now: it stays with the server it was given for. */
  readonly isStored: boolean
}

/** The profile of the one key and server there was before there were several; it cannot be removed. */
export const FIRST_PROFILE_ID = 1

/**
 * ok: it may be asked; resting: after failures in a row it is not asked before `until`, and then with one request
 * first; probing: that one is under way.
 */
export const modelHealthSchema = z.object({
  state: z.enum(['ok', 'resting', 'probing']),
  until: time.nullable(),
  /** What was wrong, as a sentence; null when nothing is. */
  reason: z.string().nullable(),
})
export type ModelHealth = z.infer<typeof modelHealthSchema>

/** In the person's own currency, for a million tokens; null: not known, so no cost is counted. */
const price = z.number().min(0).max(100_000).nullable()

export const profileFieldsSchema = z.object({
  name: z.string().trim().min(1).max(60),
  /** Base address of the model server, without the version path. Plain http only on the machine itself. */
  serverUrl: z.string().max(2000).refine(isAllowedServerUrl),
  modelName: z.string().trim().min(1).max(200),
  creativity: z.number().int().min(0).max(100),
  maxAnswerTokens: z.number().int().min(64).max(4096),
  promptPrice: price,
  answerPrice: price,
  /** False for a server that asks for none, such as one on this machine. */
  needsKey: z.boolean(),
})
export type ProfileFields = z.infer<typeof profileFieldsSchema>
export const profilePatchSchema = profileFieldsSchema.partial()
export type ProfilePatch = z.infer<typeof profilePatchSchema>

export const modelProfileSchema = profileFieldsSchema.extend({
  id,
  isActive: z.boolean(),
  /** other_server: there is a key, but it was given for another server, and is not sent to this one. */
  key: z.enum(['none', 'configured', 'other_server']),
  /** The server the key was given for; null without a key. */
  keyServer: z.string().nullable(),
})
export type ModelProfile = z.infer<typeof modelProfileSchema>

/** Tokens and cost of one day with one model; `cost` is null where no price is set. */
export const usageDaySchema = z.object({
  /** YYYY-MM-DD by the calendar of this machine. */
  day: z.string(),
  profileId: id,
  profileName: z.string(),
  modelName: z.string(),
  requests: count,
  promptTokens: count,
  answerTokens: count,
  cost: z.number().nullable(),
})
export type UsageDay = z.infer<typeof usageDaySchema>

export const budgetStateSchema = z.object({
  tokensToday: count,
  costToday: z.number(),
  tokenLimit: count.nullable(),
  costLimit: z.number().nullable(),
  isUsedUp: z.boolean(),
})
export type BudgetState = z.infer<typeof budgetStateSchema>

export const modelOverviewSchema = z.object({
  profiles: z.array(modelProfileSchema),
  budget: budgetStateSchema,
  health: modelHealthSchema,
})
export type ModelOverview = z.infer<typeof modelOverviewSchema>

export const promptNameSchema = z.enum(['answer', 'draft', 'summary', 'rewrite', 'standalone', 'macro'])
export type PromptName = z.infer<typeof promptNameSchema>

export const promptSchema = z.object({
  name: promptNameSchema,
  title: z.string(),
  about: z.string(),
  /** What is in force; may be changed. */
  text: z.string(),
  /** Stands behind it, whatever the text says. */
  frame: z.string(),
  placeholders: z.array(z.object({ name: z.string(), about: z.string() })),
  isChanged: z.boolean(),
  /** The text comes with the app anew, and was changed after the person had changed theirs. */
  isShippedNewer: z.boolean(),
})
export type Prompt = z.infer<typeof promptSchema>

export const promptVersionSchema = z.object({ id, text: z.string(), createdAt: time, isShipped: z.boolean() })
export type PromptVersion = z.infer<typeof promptVersionSchema>

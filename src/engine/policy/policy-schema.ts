import { z } from 'zod'

/** How a public key is written: what `pack keygen` prints. 32 bytes are 43 characters of base64url. */
export const packKeySchema = z.string().regex(/^ed25519:[A-Za-z0-9_-]{43}$/)

/** A pack that every desktop of the organisation has. */
export const policyPackSchema = z.strictObject({
  /** A .vmpack file, a folder with such files (a network share), or an https address. */
  location: z.string().min(1).max(4096),
  /** Name of the collection; made when it is missing. The pack's own name when absent. */
  collection: z.string().trim().min(1).max(80).optional(),
})
export type PolicyPack = z.infer<typeof policyPackSchema>

/**
 * What an administrator decides for a machine. Strict: a word that this version does not know may be a restriction,
 * and a restriction that is not understood cannot be kept.
 */
export const policySchema = z.strictObject({
  /** Web pages and sitemaps as sources. */
  allowWebImport: z.boolean().default(true),
  /** Only packs signed by one of `trustedPackKeys`. */
  requireSignedPacks: z.boolean().default(false),
  /** Personal details are replaced in all that leaves the machine, and nobody releases one. */
  requireMasking: z.boolean().default(false),
  /** What becomes of questions is counted by day and shown. */
  allowInsights: z.boolean().default(true),
  trustedPackKeys: z.array(packKeySchema).max(100).default([]),
  packs: z.array(policyPackSchema).max(100).default([]),
})
export type Policy = z.infer<typeof policySchema>

export const DEFAULT_POLICY: Policy = policySchema.parse({})

/** In force while the file cannot be read: everything that it could forbid is forbidden. */
export const CLOSED_POLICY: Policy = {
  allowWebImport: false,
  requireSignedPacks: true,
  requireMasking: true,
  allowInsights: false,
  trustedPackKeys: [],
  packs: [],
}

import { z } from 'zod'
import { idSchema } from './models'

/** Why a pack is not taken. */
export const packRefusalCodeSchema = z.enum([
  'not_a_pack',
  'newer_format',
  'damaged',
  'altered',
  'unsafe_name',
  'too_large',
  'signature_wrong',
  'not_signed',
  'key_not_trusted',
  'other_key',
  'older',
  'same_number',
  'other_place',
  'gone',
  'no_access',
  'unreachable',
  'changed',
  'storage_full',
])
export type PackRefusalCode = z.infer<typeof packRefusalCodeSchema>

const count = z.number().int().nonnegative()
const time = z.number().int()

/** A pack as it says of itself. */
export const packDescriptionSchema = z.object({
  packId: z.string(),
  name: z.string(),
  serial: z.number().int().positive(),
  /** When it was built, as its builder says. */
  createdAt: time.nullable(),
  documentCount: count,
  chunkCount: count,
  modelName: z.string().nullable(),
  /** ed25519:…; null when it is not signed. */
  publicKey: z.string().nullable(),
})
export type PackDescription = z.infer<typeof packDescriptionSchema>

export const packSchema = packDescriptionSchema.extend({
  id: idSchema,
  sourceId: idSchema,
  collectionId: idSchema,
  /** trusted: by a key of the administrator's policy; signed: by a key that nobody vouched for. */
  signature: z.enum(['trusted', 'signed', 'none']),
  locationId: idSchema.nullable(),
  installedAt: time,
  updatedAt: time,
  /** Set by the administrator: cannot be removed here. */
  isManaged: z.boolean(),
  /** False when its vectors are of another model, so that its text is embedded here. */
  hasFittingVectors: z.boolean(),
})
export type Pack = z.infer<typeof packSchema>

export const packLocationSchema = z.object({
  id: idSchema,
  kind: z.enum(['file', 'folder', 'https']),
  /** A path or an address, for people. */
  address: z.string(),
  isManaged: z.boolean(),
  state: z.enum(['waiting', 'checking', 'installing', 'current', 'unreachable', 'refused']),
  /** One plain sentence; null when there is nothing to say. */
  message: z.string().nullable(),
  lastCheckedAt: time.nullable(),
  /** When something new was last installed from there. */
  lastChangedAt: time.nullable(),
  /** Bytes that travelled at the last check. */
  lastBytes: count,
})
export type PackLocation = z.infer<typeof packLocationSchema>

export const packListSchema = z.object({ packs: z.array(packSchema), locations: z.array(packLocationSchema) })
export type PackList = z.infer<typeof packListSchema>

/** What came of one pack of a location. */
export const packOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['installed', 'updated', 'unchanged']),
    /** Where it was found: a file's name, or the address. */
    label: z.string(),
    packId: z.string(),
    name: z.string(),
    serial: z.number().int(),
    added: count,
    changed: count,
    removed: count,
    /** Bytes read from the share or the server. */
    readBytes: count,
    sizeBytes: count,
    tookMs: z.number(),
    /** Said beside it, such as that its text is embedded anew. */
    message: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('refused'),
    label: z.string(),
    packId: z.string().nullable(),
    code: packRefusalCodeSchema,
    message: z.string(),
  }),
])
export type PackOutcome = z.infer<typeof packOutcomeSchema>

/** What reading every byte of a pack came to. */
export const packVerificationSchema = z.discriminatedUnion('kind', [
  packDescriptionSchema.extend({ kind: z.literal('ok'), sizeBytes: count }),
  z.object({ kind: z.literal('refused'), code: packRefusalCodeSchema, message: z.string() }),
])
export type PackVerification = z.infer<typeof packVerificationSchema>

export const packBuildSchema = z.object({
  /** unchanged: the pack that is there holds the same, and was left alone. */
  kind: z.enum(['built', 'unchanged']),
  packId: z.string(),
  serial: z.number().int(),
  documentCount: count,
  chunkCount: count,
  sizeBytes: count,
  /** Whose vectors are in it; null when it has none, because there was no model. */
  modelName: z.string().nullable(),
  /** Documents whose name no pack may have, or that another one has already but for its case. */
  leftOut: z.array(z.string()),
})
export type PackBuild = z.infer<typeof packBuildSchema>

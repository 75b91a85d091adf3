import { z } from 'zod'
import { call, stream } from './contract-verbs'
import { idSchema } from './models'
import { packBuildSchema, packListSchema, packOutcomeSchema, packVerificationSchema } from './packs'

const nothing = z.object({})
const done = z.object({})
/** The private key that a pack is signed with; null builds one without a signature. */
const keyFileSchema = z.string().min(1).nullable().default(null)

/** The part of the contract about knowledge packs. */
export const packContract = {
  'packs.list': call('page', nothing, packListSchema),
  'packs.watch': stream('page', nothing, packListSchema),
  /** What a picker handed over, or an https address. Folders and addresses are looked at from then on. */
  'packs.install': call(
    'page',
    z.object({
      from: z.union([
        z.object({ handle: z.string().regex(/^[0-9a-f]{32}$/) }),
        z.object({ address: z.string().min(1).max(4096) }),
      ]),
      /** Absent: one with the pack's name. */
      collectionId: idSchema.optional(),
    }),
    z.object({ outcomes: z.array(packOutcomeSchema) }),
  ),
  /** Looks now, at one place or at all. */
  'packs.check': call(
    'page',
    z.object({ locationId: idSchema.optional() }),
    z.object({ outcomes: z.array(packOutcomeSchema) }),
  ),
  /** With its documents; `id` is the row's, not the pack's own. */
  'packs.remove': call('page', z.object({ id: idSchema }), done),
  /** The place is not looked at any more; what was installed from it stays. */
  'packs.removeLocation': call('page', z.object({ locationId: idSchema }), done),
  'packs.installFrom': call(
    'host',
    z.object({
      /** A whole path, or an https address. */
      place: z.string().min(1).max(4096),
      collection: z.string().trim().min(1).max(80).nullable().default(null),
      /** Null: folders and addresses are looked at from now on, files are not. */
      isWatched: z.boolean().nullable().default(null),
      /** Also an older issue, or one of another key. */
      isForced: z.boolean().default(false),
    }),
    z.object({ outcomes: z.array(packOutcomeSchema) }),
  ),
  /** Of the administrator's tools; each works on files and changes nothing in the knowledge base but for `prepareBuild`. */
  'packs.createKey': call(
    'host',
    z.object({ file: z.string().min(1) }),
    z.object({ publicKey: z.string(), publicFile: z.string() }),
  ),
  'packs.sign': call(
    'host',
    z.object({ file: z.string().min(1), keyFile: z.string().min(1) }),
    z.object({ publicKey: z.string() }),
  ),
  'packs.verify': call(
    'host',
    z.object({ file: z.string().min(1), key: z.string().min(1).nullable().default(null) }),
    packVerificationSchema,
  ),
  /** Takes over the vectors of an issue that is there, so that only texts that are new need the model. */
  'packs.prepareBuild': call(
    'host',
    z.object({ file: z.string().min(1), keyFile: keyFileSchema }),
    z.object({ vectorCount: z.number().int() }),
  ),
  /** Everything in the knowledge base as a pack. */
  'packs.build': call(
    'host',
    z.object({
      file: z.string().min(1),
      folder: z.string().min(1),
      name: z.string().min(1),
      packId: z.string().nullable().default(null),
      serial: z.number().int().positive().nullable().default(null),
      withOriginals: z.boolean().default(false),
      keyFile: keyFileSchema,
    }),
    packBuildSchema,
  ),
} as const

import { z } from 'zod'
import { call, stream } from './contract-verbs'
import {
  FIRST_PROFILE_ID,
  modelOverviewSchema,
  profileFieldsSchema,
  profilePatchSchema,
  promptNameSchema,
  promptSchema,
  promptVersionSchema,
  usageDaySchema,
} from './model-models'
import { idSchema, noticeSchema } from './models'

const nothing = z.object({})
const done = z.object({})
const profile = z.object({ profileId: idSchema })
const prompt = z.object({ name: promptNameSchema })
const failed = z.object({ kind: z.literal('failed'), notice: noticeSchema })

/** The part of the contract about who writes answers. */
export const modelContract = {
  'model.overview': call('page', nothing, modelOverviewSchema),
  'model.watch': stream('page', nothing, modelOverviewSchema),
  'model.addProfile': call('page', profileFieldsSchema, profile),
  /** A key stays with the server it was given for: with another address it is not sent until it is confirmed. */
  'model.updateProfile': call('page', profile.extend({ patch: profilePatchSchema }), done),
  'model.removeProfile': call('page', profile, done),
  'model.activate': call('page', profile, done),
  /** A person says that the profile's key is also for the server its address names now. */
  'model.confirmKey': call('page', profile, done),
  /** Without a profile the one in use. Asked also while the server is left alone; a success ends that. */
  'model.test': call(
    'page',
    z.object({ profileId: idSchema.nullable().default(null) }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('ok'), modelName: z.string(), tookMs: z.number() }),
      failed,
    ]),
  ),
  /** The models the profile's server offers. */
  'model.list': call(
    'page',
    profile,
    z.discriminatedUnion('kind', [z.object({ kind: z.literal('ok'), names: z.array(z.string()) }), failed]),
  ),
  /** Of the newest so many days on which a model was asked. */
  'model.usage': call(
    'page',
    z.object({ days: z.number().int().min(1).max(3660).default(30) }),
    z.object({ days: z.array(usageDaySchema) }),
  ),
  'prompts.list': call('page', nothing, z.object({ prompts: z.array(promptSchema) })),
  /** Refused with a sentence when it is empty, too long, or has a placeholder that stands for nothing. */
  'prompts.save': call('page', prompt.extend({ text: z.string().max(100_000) }), promptSchema),
  'prompts.reset': call('page', prompt, promptSchema),
  'prompts.versions': call('page', prompt, z.object({ versions: z.array(promptVersionSchema) })),
  /** Held in memory only; null forgets it. */
  'secrets.setApiKey': call(
    'host',
    z.object({
      apiKey: z.string().trim().min(1).max(500).nullable(),
      profileId: idSchema.default(FIRST_PROFILE_ID),
      /** From where it is kept, not from a person just now: it stays with the server it was given for. */
      isStored: z.boolean().default(false),
    }),
    done,
  ),
} as const

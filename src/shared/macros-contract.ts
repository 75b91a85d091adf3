import { z } from 'zod'
import { call, stream } from './contract-verbs'
import {
  macroBasisSchema,
  macroDuplicatesSchema,
  macroFieldsSchema,
  macroImportResultSchema,
  macroProposalSchema,
  macroSchema,
  macroSummarySchema,
} from './macro-models'
import { idSchema, noticeSchema } from './models'

const nothing = z.object({})
const count = z.number().int().nonnegative()
const macroList = z.object({ macros: z.array(macroSummarySchema) })
const passages = z.array(macroBasisSchema).max(100)
/** A thread that is answered has some thousand words at most; what is longer is read from its end. */
const THREAD_MAX_CHARS = 100_000
const IMPORT_MAX_CHARS = 50 * 1024 * 1024

/** The part of the contract about canned replies. */
export const macrosContract = {
  /** By folder and name. */
  'macros.list': call('page', nothing, macroList),
  /** The same now, then after each change. */
  'macros.watch': stream('page', nothing, macroList),
  /** How many there are, and how many to look at: now, then after each change. */
  'macros.count': stream('page', nothing, z.object({ total: count, flagged: count })),
  'macros.get': call('page', z.object({ macroId: idSchema }), macroSchema),
  'macros.create': call('page', macroFieldsSchema.extend({ passages: passages.default([]) }), macroSchema),
  /** `passages` replaces those that it rests on; those that stay keep their state. Left out, all stay. */
  'macros.update': call(
    'page',
    macroFieldsSchema.partial().extend({
      macroId: idSchema,
      keptPassageIds: z.array(idSchema).max(1000).optional(),
      newPassages: passages.default([]),
    }),
    macroSchema,
  ),
  'macros.remove': call(
    'page',
    z.object({ macroIds: z.array(idSchema).min(1).max(10_000) }),
    z.object({ removed: z.number().int() }),
  ),
  /** Of the folder itself and all in it; '' takes its macros out of it. */
  'macros.moveFolder': call(
    'page',
    z.object({ from: z.string(), to: z.string() }),
    z.object({ moved: z.number().int() }),
  ),
  /**
   * Its text, and what of its variables is known: for certain, or as a suggestion that a person should see. `text` is
   * the thread that is answered; the last message of the conversation stands in where it says nothing.
   */
  'macros.prepare': call(
    'page',
    z.object({
      macroId: idSchema,
      text: z.string().max(THREAD_MAX_CHARS).default(''),
      conversationId: idSchema.nullable().default(null),
    }),
    z.object({
      body: z.string(),
      known: z.record(z.string(), z.string()),
      suggested: z.record(z.string(), z.string()),
      isInternal: z.boolean(),
    }),
  ),
  /** It was put into a text. */
  'macros.used': call('page', z.object({ macroId: idSchema }), nothing),
  /** A new wording for a flagged macro, made without a model. */
  'macros.propose': call('page', z.object({ macroId: idSchema }), macroProposalSchema),
  /** The same by the model. Aborting ends the work as well. */
  'macros.rewrite': stream(
    'page',
    z.object({ macroId: idSchema }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('delta'), text: z.string() }),
      /** Last event. `lost`: variables of the old text that the new one does not have. */
      z.object({ kind: z.literal('done'), text: z.string(), lost: z.array(z.string()) }),
      /** Last event: nothing was written, and why. */
      z.object({ kind: z.literal('failed'), notice: noticeSchema }),
    ]),
  ),
  /** Takes the passages as they stand now for its basis; what went is no basis any more. With another text, or as it is. */
  'macros.settle': call(
    'page',
    z.object({ macroId: idSchema, body: macroFieldsSchema.shape.body.optional() }),
    macroSchema,
  ),
  /** `isTrial`: says what would be done and does nothing. Throws bad_request for what is no list of macros at all. */
  'macros.import': call(
    'page',
    z.object({
      text: z.string().max(IMPORT_MAX_CHARS),
      duplicates: macroDuplicatesSchema.default('skip'),
      /** All go into this folder, with their own folders in it. */
      folder: z.string().max(1000).default(''),
      isTrial: z.boolean().default(false),
    }),
    macroImportResultSchema,
  ),
  'macros.export': call(
    'page',
    z.object({ as: z.enum(['csv', 'json']), folder: z.string().max(1000).default('') }),
    z.object({ fileName: z.string(), mediaType: z.string(), text: z.string(), count: z.number().int() }),
  ),
} as const

import { z } from 'zod'
import { cacheContract } from './cache-contract'
import { call, stream } from './contract-verbs'
import { draftContract } from './draft-contract'
import { exportContract } from './export-contract'
import { gapsContract } from './gaps-contract'
import { insightsContract } from './insights-contract'
import { ORIGINAL_WINDOW_MAX_BYTES, TEXT_WINDOW_MAX_CHARS } from './limits'
import { macrosContract } from './macros-contract'
import { maskingContract } from './masking-contract'
import { modelContract } from './model-contract'
import {
  answerTaskSchema,
  collectionSchema,
  conversationHitSchema,
  conversationSchema,
  doctorSchema,
  documentDetailSchema,
  documentSortSchema,
  documentStateSchema,
  documentSummarySchema,
  formatSchema,
  idSchema,
  importFileSchema,
  importFileStateSchema,
  importJobSchema,
  knowledgeSourceSchema,
  layoutBlockSchema,
  messageSchema,
  missingOriginalSchema,
  passageSchema,
  policySummarySchema,
  statusSchema,
} from './models'
import { packContract } from './pack-contract'
import { searchFacetsSchema, searchFilterSchema, searchModeSchema, searchResultSchema } from './search-models'
import { settingsPatchSchema, settingsSchema } from './settings'
import { supportContract } from './support-contract'

/**
 * Every method and stream of the engine: name → input, output (or event), and who may use it.
 * `page`: the window or the browser page. `host`: only the process that started the engine, or a terminal of the
 * same user; such methods take paths and secrets, which a page never may.
 */
export type { Access } from './contract-verbs'

const nothing = z.object({})
const done = z.object({})
/** What a person types: any string, repaired where it has lone surrogates. Length is judged by the method, in words. */
const typedText = z.string().transform((text) => text.toWellFormed())
/** Globs of paths inside a source; see knowledgeSourceSchema. */
const patterns = z.array(typedText.pipe(z.string().max(500))).max(100)
const page = {
  offset: z.number().int().nonnegative().default(0),
  limit: z.number().int().min(1).max(500).default(100),
}

export { QUESTION_MAX_CHARS, TEXT_WINDOW_MAX_CHARS } from './limits'

export const answerEventSchema = z.discriminatedUnion('kind', [
  /** First event always: the message as it stands, with what has been written so far. */
  z.object({ kind: z.literal('snapshot'), message: messageSchema }),
  z.object({ kind: z.literal('step'), step: z.enum(['searching', 'waiting', 'writing']) }),
  z.object({ kind: z.literal('passages'), passages: z.array(passageSchema) }),
  z.object({ kind: z.literal('delta'), text: z.string() }),
  /** Last event always: the message as it was saved. */
  z.object({ kind: z.literal('done'), message: messageSchema }),
])
export type AnswerEvent = z.infer<typeof answerEventSchema>

export const importEventSchema = z.object({
  jobs: z.array(importJobSchema),
  /** Files whose row changed since the last event, at most 500 of the newest. */
  files: z.array(importFileSchema),
})
export type ImportEvent = z.infer<typeof importEventSchema>

const searchQuerySchema = z.object({
  text: typedText,
  limit: z.number().int().min(1).max(100).default(10),
  mode: searchModeSchema.default('hybrid'),
  filter: searchFilterSchema.default({}),
  /** Quoted phrases, -word, title:, tag:, type:, lang:, in: limit the result; else they are text. */
  operators: z.boolean().default(true),
  /** Misspelt words are searched for as they were probably meant; else as typed. */
  correct: z.boolean().default(true),
  /** Each passage with its snippet and with the numbers of its rank. */
  details: z.boolean().default(false),
})

export const contract = {
  'status.get': call('page', nothing, statusSchema),
  /** The status now, then each change; at most 5 events a second. */
  'status.watch': stream('page', nothing, statusSchema),

  'documents.list': call(
    'page',
    z.object({
      filter: typedText.default(''),
      /** Absent or empty: all of them. */
      collectionIds: z.array(idSchema).max(1000).optional(),
      sourceId: idSchema.optional(),
      formats: z.array(formatSchema).max(100).optional(),
      state: documentStateSchema.optional(),
      sort: documentSortSchema.default('added'),
      ...page,
    }),
    z.object({ documents: z.array(documentSummarySchema), total: z.number().int() }),
  ),
  'documents.get': call('page', z.object({ documentId: idSchema }), documentDetailSchema),
  /** A window of the stored text, so that a huge document never crosses the border whole. */
  'documents.text': call(
    'page',
    z.object({
      documentId: idSchema,
      start: z.number().int().nonnegative(),
      end: z.number().int().positive(),
    }),
    z.object({ start: z.number().int(), end: z.number().int(), text: z.string() }),
  ),
  /** How the text in a window is shown: the blocks that touch it. Without any stored, the text has to do. */
  'documents.layout': call(
    'page',
    z.object({
      documentId: idSchema,
      start: z.number().int().nonnegative(),
      end: z.number().int().positive(),
    }),
    z.object({ isStored: z.boolean(), blocks: z.array(layoutBlockSchema) }),
  ),
  /** A window of the file's own bytes, where they are still those that were read. */
  'documents.original': call(
    'page',
    z.object({
      documentId: idSchema,
      offset: z.number().int().nonnegative(),
      length: z.number().int().min(1).max(ORIGINAL_WINDOW_MAX_BYTES),
    }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('bytes'), base64: z.string(), totalBytes: z.number().int() }),
      z.object({ kind: z.literal('missing'), reason: missingOriginalSchema }),
    ]),
  ),
  /** Where the words of a query stand in one document, in reading order. */
  'documents.hits': call(
    'page',
    z.object({ documentId: idSchema, text: typedText }),
    z.object({
      hits: z.array(z.object({ start: z.number().int(), end: z.number().int() })),
      /** There are more than are listed. */
      isCut: z.boolean(),
    }),
  ),
  /** Whether a passage kept with an answer still stands where it did; where it stands now, if it moved. */
  'documents.locate': call(
    'page',
    z.object({
      documentId: idSchema,
      start: z.number().int().nonnegative(),
      text: z.string().min(1).max(TEXT_WINDOW_MAX_CHARS),
    }),
    z.object({
      kind: z.enum(['same', 'moved', 'changed']),
      start: z.number().int(),
      end: z.number().int(),
    }),
  ),
  /** The file for its own program: only of kinds that are read here, never a program. A page learns no path. */
  'documents.location': call(
    'host',
    z.object({ documentId: idSchema }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('file'), path: z.string() }),
      z.object({ kind: z.literal('missing'), reason: missingOriginalSchema }),
    ]),
  ),
  'documents.remove': call(
    'page',
    z.object({ documentIds: z.array(idSchema).min(1).max(10_000) }),
    z.object({ removed: z.number().int() }),
  ),
  /** Reads its file again, whether it changed or not; its source must have a place to look at. */
  'documents.readAgain': call('page', z.object({ documentId: idSchema }), done),
  'documents.removeSample': call('page', nothing, z.object({ removed: z.number().int() })),
  'documents.restoreSample': call('page', nothing, z.object({ jobId: idSchema })),

  'collections.list': call('page', nothing, z.object({ collections: z.array(collectionSchema) })),
  'collections.create': call('page', z.object({ name: typedText }), collectionSchema),
  'collections.rename': call('page', z.object({ collectionId: idSchema, name: typedText }), collectionSchema),
  /** With its sources and documents; the first one cannot be removed. */
  'collections.remove': call(
    'page',
    z.object({ collectionId: idSchema }),
    z.object({ removed: z.number().int() }),
  ),
  'sources.list': call(
    'page',
    z.object({ collectionId: idSchema.optional() }),
    z.object({ sources: z.array(knowledgeSourceSchema) }),
  ),
  /** Collections and sources now, then after each change. */
  'sources.watch': stream(
    'page',
    nothing,
    z.object({ collections: z.array(collectionSchema), sources: z.array(knowledgeSourceSchema) }),
  ),
  /** Follows folders and files that a picker handed over, or a site by its address (then without handles). */
  'sources.add': call(
    'page',
    z.object({
      handles: z
        .array(z.string().regex(/^[0-9a-f]{32}$/))
        .max(10_000)
        .default([]),
      address: typedText.optional(),
      webKind: z.enum(['page', 'sitemap']).default('page'),
      collectionId: idSchema.default(1),
      include: patterns.default([]),
      exclude: patterns.default([]),
      isWatched: z.boolean().default(true),
    }),
    z.object({ sources: z.array(knowledgeSourceSchema), jobIds: z.array(idSchema) }),
  ),
  /** Other patterns are applied at once; another collection takes the documents along. */
  'sources.update': call(
    'page',
    z.object({
      sourceId: idSchema,
      label: typedText.optional(),
      include: patterns.optional(),
      exclude: patterns.optional(),
      isWatched: z.boolean().optional(),
      collectionId: idSchema.optional(),
    }),
    knowledgeSourceSchema,
  ),
  /** With its documents; files and folders themselves stay. */
  'sources.remove': call('page', z.object({ sourceId: idSchema }), z.object({ removed: z.number().int() })),
  'sources.rescan': call('page', z.object({ sourceId: idSchema }), done),

  /** Starts reading what a picker or a drop handed over. Handles come from the host, so a page never names a path. */
  'import.start': call(
    'page',
    z.object({
      handles: z
        .array(z.string().regex(/^[0-9a-f]{32}$/))
        .min(1)
        .max(10_000),
      /** The first one when it is left out. */
      collectionId: idSchema.optional(),
    }),
    z.object({ jobId: idSchema }),
  ),
  /** Stops the reading until `import.resume`, over restarts too; what is read is still made searchable by meaning. */
  'import.pause': call('page', z.object({ jobId: idSchema }), done),
  'import.resume': call('page', z.object({ jobId: idSchema }), done),
  /** The list of files as text for a spreadsheet or a program; without a job those of all jobs that are shown. */
  'import.export': call(
    'page',
    z.object({
      jobId: idSchema.optional(),
      states: z.array(importFileStateSchema).optional(),
      as: z.enum(['csv', 'json']),
    }),
    z.object({ fileName: z.string(), mediaType: z.string(), text: z.string() }),
  ),
  'import.jobs': call('page', nothing, z.object({ jobs: z.array(importJobSchema) })),
  'import.files': call(
    'page',
    z.object({ jobId: idSchema.optional(), states: z.array(importFileStateSchema).optional(), ...page }),
    z.object({ files: z.array(importFileSchema), total: z.number().int() }),
  ),
  'import.cancel': call('page', z.object({ jobId: idSchema }), done),
  /** Reads refused files again; needs the file still to be where it was. */
  'import.retry': call('page', z.object({ fileIds: z.array(idSchema).min(1).max(10_000) }), done),
  /** At most 5 events a second, however large the import. */
  'import.watch': stream('page', nothing, importEventSchema),
  'import.dismiss': call('page', z.object({ jobId: idSchema }), done),
  'import.paths': call(
    'host',
    z.object({ paths: z.array(z.string().min(1)).min(1), collectionId: idSchema.optional() }),
    z.object({ jobId: idSchema }),
  ),
  /** The host hands over what a person picked and gets the handle the page may use. `label` is shown instead of the path. */
  'import.grant': call(
    'host',
    z.object({
      path: z.string().min(1),
      label: z.string().optional(),
      isTemporary: z.boolean().default(false),
    }),
    z.object({ handle: z.string() }),
  ),

  'search.query': call('page', searchQuerySchema, searchResultSchema),
  /**
   * The same as it is typed: where the model needs a moment, first what the words find, then the whole. Aborting ends
   * the work as well.
   */
  'search.live': stream(
    'page',
    searchQuerySchema,
    z.object({ result: searchResultSchema, isFinal: z.boolean() }),
  ),
  /** What there is to filter by. */
  'search.facets': call('page', nothing, searchFacetsSchema),
  /** Someone begins to type a question: loads the model meanwhile. */
  'search.warmUp': call('page', nothing, done),
  'search.batch': call(
    'host',
    z.object({
      texts: z.array(typedText).max(10_000),
      limit: z.number().int().min(1).max(100).default(10),
      mode: searchModeSchema.default('hybrid'),
    }),
    z.object({ results: z.array(searchResultSchema) }),
  ),

  /** Saves the question, starts the answer and returns at once; the answer goes on when the caller goes away. */
  'ask.start': call(
    'page',
    z.object({
      question: typedText,
      conversationId: idSchema.nullable().default(null),
      askAnew: z.boolean().default(false),
      /** Passages of these collections only; empty: of all. */
      collectionIds: z.array(idSchema).max(1000).default([]),
      task: answerTaskSchema.default({ kind: 'answer' }),
      /** Details that the model may see as they are; an administrator can forbid it. */
      released: z.array(z.string().max(500)).max(200).default([]),
    }),
    z.object({ conversationId: idSchema, questionId: idSchema, answerId: idSchema }),
  ),
  /** Follows an answer; works before, during and after it is written. Aborting stops the watching, not the answer. */
  'ask.watch': stream('page', z.object({ answerId: idSchema }), answerEventSchema),
  /** Ends the answer and keeps what has come. */
  'ask.stop': call('page', z.object({ answerId: idSchema }), done),

  'conversations.list': call(
    'page',
    z.object({ ...page }),
    z.object({ conversations: z.array(conversationSchema), total: z.number().int() }),
  ),
  /** Newest `limit` messages before `beforeId` (all when absent), oldest first; one more where that is the first one's question. */
  'conversations.messages': call(
    'page',
    z.object({
      conversationId: idSchema,
      beforeId: idSchema.optional(),
      limit: z.number().int().min(1).max(500).default(50),
    }),
    z.object({ conversation: conversationSchema, messages: z.array(messageSchema), hasEarlier: z.boolean() }),
  ),
  'conversations.rename': call(
    'page',
    z.object({ conversationId: idSchema, title: typedText }),
    conversationSchema,
  ),
  'conversations.pin': call(
    'page',
    z.object({ conversationId: idSchema, isPinned: z.boolean() }),
    conversationSchema,
  ),
  'conversations.remove': call('page', z.object({ conversationId: idSchema }), done),
  /** Removes the messages and keeps the conversation. */
  'conversations.clear': call('page', z.object({ conversationId: idSchema }), conversationSchema),
  'conversations.search': call(
    'page',
    z.object({ text: typedText, limit: z.number().int().min(1).max(100).default(30) }),
    z.object({ hits: z.array(conversationHitSchema) }),
  ),
  /** Removes what is older than the expiry that is set; removes nothing when none is set. */
  'conversations.cleanUp': call('page', nothing, z.object({ removed: z.number().int() })),

  ...packContract,
  ...cacheContract,
  ...draftContract,
  ...modelContract,
  ...supportContract,
  ...maskingContract,
  ...macrosContract,
  ...gapsContract,
  ...insightsContract,
  ...exportContract,

  'settings.get': call('page', nothing, settingsSchema),
  'settings.update': call('page', settingsPatchSchema, settingsSchema),
  'settings.watch': stream('page', nothing, settingsSchema),
  'cache.clear': call('page', nothing, z.object({ removed: z.number().int() })),

  /** What the administrator of this machine has decided, as far as a page has to know. */
  'policy.get': call('page', nothing, policySummarySchema),
  'doctor.run': call('page', nothing, doctorSchema),
  /** Makes both indexes anew from the stored texts and vectors; everything else waits, a second for 9,000 passages. */
  'doctor.repair': call('host', nothing, z.object({ tookMs: z.number() })),
  /** Finishes what is under way for at most two seconds, closes the database, and ends the engine. */
  'engine.stop': call('host', nothing, done),
} as const

export type Contract = typeof contract
export type MethodName = keyof Contract
type OfVerb<V> = { [M in MethodName]: Contract[M]['verb'] extends V ? M : never }[MethodName]
export type CallName = OfVerb<'call'>
export type StreamName = OfVerb<'stream'>

/** What a caller may write (defaults left out) and what a handler gets (defaults filled in). */
export type InputOf<M extends MethodName> = z.input<Contract[M]['input']>
export type ParsedInputOf<M extends MethodName> = z.output<Contract[M]['input']>
export type OutputOf<M extends CallName> = z.output<Extract<Contract[M], { verb: 'call' }>['output']>
export type EventOf<M extends StreamName> = z.output<Extract<Contract[M], { verb: 'stream' }>['event']>

/** One function for each method; a missing or a surplus one does not compile. */
export type Handlers = {
  readonly [M in CallName]: (
    input: ParsedInputOf<M>,
    signal: AbortSignal,
  ) => OutputOf<M> | Promise<OutputOf<M>>
} & {
  readonly [M in StreamName]: (input: ParsedInputOf<M>, signal: AbortSignal) => AsyncIterable<EventOf<M>>
}

import { z } from 'zod'
import { ERROR_CODES } from './errors'
import { modelHealthSchema } from './model-models'

/** Positions are UTF-16 code units into the document's stored text; `end` is exclusive. Times are Unix milliseconds. */
const position = z.number().int().nonnegative()
export const idSchema = z.number().int().positive()
const id = idSchema
const time = z.number().int()
const count = z.number().int().nonnegative()

export const formatSchema = z.enum([
  'markdown',
  'text',
  'html',
  'mhtml',
  'csv',
  'pdf',
  'docx',
  'pptx',
  'xlsx',
  'odt',
  'epub',
  'email',
  'json',
])
export type DocumentFormat = z.infer<typeof formatSchema>

export const headingSchema = z.object({
  level: z.number().int().min(1).max(6),
  title: z.string(),
  start: position,
})
export type Heading = z.infer<typeof headingSchema>

/** `page` counts from 1. */
export const pageSchema = z.object({ page: id, start: position, end: position })
export type Page = z.infer<typeof pageSchema>

/** What a document says about itself, where it says it. */
export const documentFactsSchema = z.object({
  tags: z.array(z.string()),
  /** Base tag of BCP 47 in lower case: 'en', 'pt'. */
  language: z.string().nullable(),
  dateMs: time.nullable(),
  /** Where it can be read on the web; https or http. */
  url: z.string().nullable(),
  /** Marked as a draft, or as not for customers. */
  isInternal: z.boolean(),
})
export type DocumentFacts = z.infer<typeof documentFactsSchema>

export const layoutSpanSchema = z.object({
  /** hidden: signs of the source's own syntax, which a reader does not want to see. */
  kind: z.enum(['strong', 'emphasis', 'code', 'link', 'hidden']),
  start: position,
  end: position,
  /** Of a link: as it was written; whether it may be opened is decided where it is shown. */
  href: z.string().optional(),
})
export type LayoutSpan = z.infer<typeof layoutSpanSchema>

/**
 * How a stretch of a document's text is shown. Blocks lie in reading order and never overlap, and each has something
 * to see; what lies between them is not shown. Spans and cells lie in order inside of their block; a span may lie in
 * another one, and only hidden ones take text away.
 */
export const layoutBlockSchema = z.object({
  kind: z.enum(['heading', 'paragraph', 'list-item', 'table-row', 'code', 'quote', 'record', 'rule']),
  start: position,
  end: position,
  /** Of a heading 1 … 6; of a list item or a quote how deep it stands, from 1. */
  level: z.number().int().min(1).max(9).optional(),
  /** What stands before a list item: '•', '2.'. */
  marker: z.string().optional(),
  /** Of a table row; an empty cell has start = end. */
  cells: z.array(z.object({ start: position, end: position })).optional(),
  /** The table's first row, when it names the columns. */
  isHeader: z.boolean().optional(),
  spans: z.array(layoutSpanSchema).optional(),
})
export type LayoutBlock = z.infer<typeof layoutBlockSchema>

export const documentSourceSchema = z.enum(['sample', 'user'])

export const documentSummarySchema = documentFactsSchema.omit({ dateMs: true }).extend({
  id,
  externalId: z.string().nullable(),
  source: documentSourceSchema,
  sourceId: id,
  collectionId: id,
  /** When it says it was written or last changed. */
  date: time.nullable(),
  /** A label for people: where the file came from. Never opened. */
  path: z.string(),
  title: z.string(),
  format: formatSchema,
  sizeBytes: count,
  importedAt: time,
  chunkCount: count,
  /** Chunks that meaning-based search can find; less than chunkCount while embeddings arrive. */
  embeddedCount: count,
})
export type DocumentSummary = z.infer<typeof documentSummarySchema>

/** ready: every passage is found by meaning too; waiting: some are not yet; internal: not meant for customers. */
export const documentStateSchema = z.enum(['ready', 'waiting', 'internal'])
export type DocumentState = z.infer<typeof documentStateSchema>

/** added: the newest first; title: by the alphabet; date: by what documents say of themselves, the newest first. */
export const documentSortSchema = z.enum(['added', 'title', 'date', 'size'])
export type DocumentSort = z.infer<typeof documentSortSchema>

export const documentDetailSchema = documentSummarySchema.extend({
  contentHash: z.string(),
  textLength: count,
  headings: z.array(headingSchema),
  pages: z.array(pageSchema),
})
export type DocumentDetail = z.infer<typeof documentDetailSchema>

/**
 * gone: nothing lies where the file was; changed: what lies there is another content; not_kept: it came without its
 * file (a web page, a row of a table, a member of an archive).
 */
export const missingOriginalSchema = z.enum(['gone', 'changed', 'not_kept'])
export type MissingOriginal = z.infer<typeof missingOriginalSchema>

/** A chunk found for a query, or given to an answer. It keeps its text, so it can be read after its document is gone. */
export const passageSchema = z.object({
  chunkId: id,
  documentId: id,
  externalId: z.string().nullable(),
  path: z.string(),
  title: z.string(),
  /** Headings above the passage, joined with " › "; empty when there are none. */
  heading: z.string(),
  page: id.nullable(),
  start: position,
  end: position,
  text: z.string(),
  /** SHA-256 of `text`: what cached answers rest on. */
  textHash: z.string(),
  /** Fused score; larger is better; comparable within one result list only. */
  score: z.number(),
  /** Rank in each list, from 1; null when the list did not have it. */
  keywordRank: id.nullable(),
  semanticRank: id.nullable(),
  /** Cosine similarity to the query, -1 … 1; null when it was not computed. */
  similarity: z.number().nullable(),
  /** From a document that is not meant for customers. */
  isInternal: z.boolean(),
})
export type Passage = z.infer<typeof passageSchema>

export const messageStateSchema = z.enum(['complete', 'streaming', 'stopped', 'interrupted', 'failed'])
export type MessageState = z.infer<typeof messageStateSchema>

export const noticeSchema = z.object({
  code: z.string(),
  message: z.string(),
  level: z.enum(['info', 'warning', 'error']),
})
export type Notice = z.infer<typeof noticeSchema>

/**
 * What an answer was asked to be. draft: a reply ready to send to the customer whose message the question is;
 * summary: what the thread that the question is says.
 */
export const answerTaskSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answer') }),
  z.object({
    kind: z.literal('draft'),
    tone: z.enum(['friendly', 'formal', 'brief', 'apologetic']),
    length: z.enum(['short', 'medium', 'long']),
    /** BCP 47, such as 'de'; null: the customer's own. */
    language: z.string().max(35).nullable(),
  }),
  z.object({ kind: z.literal('summary') }),
])
export type AnswerTask = z.infer<typeof answerTaskSchema>

/** What one answer cost, as the server counted it. */
export const tokenUsageSchema = z.object({ promptTokens: count, answerTokens: count })
export type TokenUsage = z.infer<typeof tokenUsageSchema>

export const feedbackSchema = z.object({
  verdict: z.enum(['good', 'bad']),
  /** Why it was bad; null for a good one, or when nobody said. */
  reason: z.enum(['wrong', 'incomplete', 'outdated', 'tone', 'other']).nullable(),
  comment: z.string().max(2000),
  at: time,
})
export type Feedback = z.infer<typeof feedbackSchema>

export const messageSchema = z.object({
  id,
  conversationId: id,
  role: z.enum(['user', 'assistant']),
  /** Markdown; citations are [n], where n is a place in `passages`, from 1. */
  text: z.string(),
  state: messageStateSchema,
  /** model: written by the model; extractive: the best passages quoted; none: nothing was found. Null for users. */
  origin: z.enum(['model', 'extractive', 'none']).nullable(),
  /** When the stored answer was first written; null when this answer was made anew. */
  cachedAt: time.nullable(),
  modelName: z.string().nullable(),
  /** Why the answer is not what was asked for (no key, offline, cut off …). */
  notice: noticeSchema.nullable(),
  passages: z.array(passageSchema),
  /** Numbers the model cited that were not among the passages; they were taken out of the text. */
  droppedCitations: z.array(z.number().int()),
  /** Of an answer; null for users. */
  task: answerTaskSchema.nullable(),
  /** Null where no server was asked, or it did not say. */
  usage: tokenUsageSchema.nullable(),
  /** The earlier question of the same meaning whose stored answer this is; null for one of the very same words. */
  cachedQuestion: z.string().nullable(),
  /** The question as it was made to stand alone for the search; null when it was searched for as it is. */
  searchedFor: z.string().nullable(),
  feedback: feedbackSchema.nullable(),
  /** When it was first copied or inserted. */
  usedAt: time.nullable(),
  createdAt: time,
})
export type Message = z.infer<typeof messageSchema>

export const conversationSchema = z.object({
  id,
  title: z.string(),
  isPinned: z.boolean(),
  /** Forgotten when the next conversation begins or the app closes (history is switched off). */
  isTemporary: z.boolean(),
  messageCount: count,
  createdAt: time,
  updatedAt: time,
})
export type Conversation = z.infer<typeof conversationSchema>

export const conversationHitSchema = z.object({
  conversation: conversationSchema,
  messageId: id.nullable(),
  /** Plain text around the first hit; the matching words stand between \u0002 and \u0003. */
  snippet: z.string(),
})
export type ConversationHit = z.infer<typeof conversationHitSchema>

export const refusalCodeSchema = z.enum([
  'empty',
  'no_text',
  'too_large',
  'too_complex',
  'no_access',
  'not_a_file',
  'gone',
  'changed',
  'outside_folder',
  'loop',
  'binary',
  'encoding',
  'xml_dtd',
  'ratio',
  'too_many',
  'unsafe_name',
  'csv_quote',
  'encrypted',
  'damaged',
  'old_format',
  'unsupported',
  'bad_line',
  'timed_out',
  'parser_failed',
  'storage_full',
  /** Of the web: an address that is not read, a site that forbids it, a site that cannot be reached. */
  'address',
  'robots',
  'unreachable',
])
export type RefusalCode = z.infer<typeof refusalCodeSchema>

export const importFileStateSchema = z.enum([
  'waiting',
  'reading',
  'done',
  'unchanged',
  'refused',
  'cancelled',
])
export type ImportFileState = z.infer<typeof importFileStateSchema>

export const importFileSchema = z.object({
  id,
  jobId: id,
  path: z.string(),
  state: importFileStateSchema,
  sizeBytes: count.nullable(),
  documentId: id.nullable(),
  /** How many documents the file gave (a .jsonl gives many). */
  documentCount: count,
  refusal: z.object({ code: refusalCodeSchema, message: z.string() }).nullable(),
  /** Imported, but something is worth knowing (guessed encoding, replaced bytes). */
  warning: z.string().nullable(),
})
export type ImportFile = z.infer<typeof importFileSchema>

export const importJobSchema = z.object({
  id,
  state: z.enum(['listing', 'running', 'paused', 'done', 'cancelled']),
  source: documentSourceSchema,
  sourceId: id,
  /** A rescan reads only what changed in its source. */
  kind: z.enum(['import', 'rescan']),
  createdAt: time,
  finishedAt: time.nullable(),
  total: count,
  done: count,
  unchanged: count,
  refused: count,
  cancelled: count,
  /** Documents that went because their files did. */
  removed: count,
  /** Files that are read, and whose passages search by meaning does not find yet. */
  waitingForMeaning: count,
  /** About how long the reading will still take; null while there is nothing to judge by. */
  remainingMs: z.number().nullable(),
})
export type ImportJob = z.infer<typeof importJobSchema>

export const collectionSchema = z.object({
  id,
  name: z.string(),
  createdAt: time,
  sourceCount: count,
  documentCount: count,
})
export type Collection = z.infer<typeof collectionSchema>

export const sourceKindSchema = z.enum(['folder', 'files', 'web', 'pack', 'sample'])
export type SourceKind = z.infer<typeof sourceKindSchema>

export const knowledgeSourceSchema = z.object({
  id,
  collectionId: id,
  kind: sourceKindSchema,
  label: z.string(),
  /** A folder's path or a web address, for people; empty where there is no single place. */
  location: z.string(),
  /** Glob patterns of paths inside the source, with / between folders; an empty list includes everything. */
  include: z.array(z.string()),
  exclude: z.array(z.string()),
  isWatched: z.boolean(),
  /** unreachable: its drive or site cannot be seen now; what was read from it stays. */
  state: z.enum(['ready', 'scanning', 'unreachable', 'failed']),
  /** One plain sentence about the state; null when there is nothing to say. */
  message: z.string().nullable(),
  documentCount: count,
  /** Files of the source that could not be read at the last look. */
  refusedCount: count,
  lastScanAt: time.nullable(),
  createdAt: time,
})
export type KnowledgeSource = z.infer<typeof knowledgeSourceSchema>

export const policySummarySchema = z.object({
  /** broken: the policy's file cannot be read, and everything that it could forbid is forbidden. */
  state: z.enum(['none', 'in_force', 'broken']),
  allowWebImport: z.boolean(),
  requireSignedPacks: z.boolean(),
  allowInsights: z.boolean(),
})
export type PolicySummary = z.infer<typeof policySummarySchema>

export const modelStateSchema = z.enum(['idle', 'loading', 'ready', 'missing', 'damaged', 'failed'])
export type ModelState = z.infer<typeof modelStateSchema>

/** What the status bar and the banners show. Counts are facts of this moment. */
export const statusSchema = z.object({
  documentCount: count,
  sampleDocumentCount: count,
  chunkCount: count,
  embeddedCount: count,
  conversationCount: count,
  messageCount: count,
  cachedAnswerCount: count,
  answersToday: count,
  answersFromCacheToday: count,
  embedding: z.object({
    state: modelStateSchema,
    message: z.string().nullable(),
    modelId: z.string().nullable(),
  }),
  /** configured: the model can be asked; none: its key is missing, and answers are extractive. Never the key itself. */
  apiKey: z.enum(['configured', 'none']),
  modelName: z.string(),
  /** How the last request to the model server went; null before the first. */
  lastRequest: z
    .object({
      ok: z.boolean(),
      at: time,
      firstTokenMs: z.number().nullable(),
      /** Why it failed; null when it did not. */
      code: z.enum(ERROR_CODES).nullable(),
      message: z.string().nullable(),
    })
    .nullable(),
  /** Whether the model server is left alone after failures. */
  modelServer: modelHealthSchema,
  /** Nothing more is asked of the model today. */
  isBudgetUsedUp: z.boolean(),
  /** Import under way; null when there is none. */
  activeImport: importJobSchema.nullable(),
  notices: z.array(noticeSchema),
})
export type Status = z.infer<typeof statusSchema>

export const latencySchema = z.object({ step: z.string(), count, p50Ms: z.number(), p95Ms: z.number() })
export const doctorSchema = z.object({
  version: z.string(),
  node: z.string(),
  sqlite: z.string(),
  sqliteVec: z.string(),
  platform: z.string(),
  dataDir: z.string(),
  databaseBytes: count,
  walBytes: count,
  logBytes: count,
  counts: z.object({
    documents: count,
    chunks: count,
    embedded: count,
    conversations: count,
    messages: count,
    cachedAnswers: count,
    cachedVectors: count,
  }),
  embedding: z.object({
    state: modelStateSchema,
    modelId: z.string().nullable(),
    dimension: z.number().int().nullable(),
    folder: z.string(),
  }),
  /** Hits and misses since the database was made; rate is null before the first. */
  caches: z.array(z.object({ name: z.string(), hits: count, misses: count, rate: z.number().nullable() })),
  latencies: z.array(latencySchema),
  eventLoopDelayP99Ms: z.number(),
  rssBytes: count,
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
})
export type Doctor = z.infer<typeof doctorSchema>

import { z } from 'zod'
import { idSchema } from './models'

const count = z.number().int().nonnegative()
const time = z.number().int()
const position = z.number().int().nonnegative()
/** What a person types; length and form are judged by the room, in words. */
const typedText = z.string().transform((text) => text.toWellFormed())

export const MACROS_MAX = 5000

/** What a person writes of a macro. `folder` is a path with / between its names, '' for none; `shortcut` may be ''. */
export const macroFieldsSchema = z.object({
  name: typedText,
  shortcut: typedText,
  folder: typedText,
  body: typedText,
})
export type MacroFields = z.infer<typeof macroFieldsSchema>

/** A stretch of a document that a macro rests on, as it was when it was attached. */
export const macroBasisSchema = z.object({
  documentId: idSchema,
  title: z.string().max(2000),
  heading: z.string().max(2000),
  page: idSchema.nullable(),
  start: position,
  text: z.string().min(1).max(50_000),
  isInternal: z.boolean(),
})
export type MacroBasis = z.infer<typeof macroBasisSchema>

export const macroPassageSchema = macroBasisSchema.extend({
  id: idSchema,
  /** changed: its document says something else there now; gone: the document, or all that is like it, went. */
  state: z.enum(['same', 'changed', 'gone']),
  /** What stands there now, of a changed one. */
  now: z.object({ start: position, end: position, text: z.string() }).nullable(),
})
export type MacroPassage = z.infer<typeof macroPassageSchema>

export const macroSummarySchema = z.object({
  id: idSchema,
  name: z.string(),
  shortcut: z.string(),
  folder: z.string(),
  /** The beginning of its text, on one line. */
  snippet: z.string(),
  useCount: count,
  lastUsedAt: time.nullable(),
  updatedAt: time,
  passageCount: count,
  /** How many of them changed or went since the macro was last looked at. */
  changedCount: count,
  /** It rests on a passage that is not meant for customers. */
  isInternal: z.boolean(),
})
export type MacroSummary = z.infer<typeof macroSummarySchema>

export const macroSchema = macroSummarySchema.omit({ snippet: true }).extend({
  body: z.string(),
  createdAt: time,
  passages: z.array(macroPassageSchema),
})
export type Macro = z.infer<typeof macroSchema>

const replacementSchema = z.object({ from: z.string(), to: z.string() })

/** The text of a flagged macro with what changed in its passages put into it where it stood word for word. */
export const macroProposalSchema = z.object({
  body: z.string(),
  replaced: z.array(replacementSchema),
  /** Changes of the passages that have no counterpart in the text: a person has to look. */
  left: z.array(replacementSchema),
})
export type MacroProposal = z.infer<typeof macroProposalSchema>

/** What is done with a macro that is there already, by its shortcut or by its name in the same folder. */
export const macroDuplicatesSchema = z.enum(['skip', 'rename', 'replace'])
export type MacroDuplicates = z.infer<typeof macroDuplicatesSchema>

export const macroImportResultSchema = z.object({
  added: count,
  replaced: count,
  renamed: count,
  skipped: count,
  /** Passages that the file names and this knowledge base does not have. */
  passagesMissing: count,
  /** Rows that were left out, with the reason in words; `row` counts from 1. */
  refused: z.array(z.object({ row: z.number().int(), name: z.string(), reason: z.string() })),
})
export type MacroImportResult = z.infer<typeof macroImportResultSchema>

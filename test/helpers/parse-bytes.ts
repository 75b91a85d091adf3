import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  DEFAULT_PARSE_LIMITS,
  type OpenReply,
  type ParsedBatch,
  type ParsedDocument,
  type ParseLimits,
  type RefusedFile,
  type RefusedMember,
} from '../../src/engine/parse/parse-messages'
import { createParseService } from '../../src/engine/parse/parse-service'
import { tempFolder } from './temp-database'
import { TOKENIZER_FILE } from './temp-ingest'

/** One for all, as in the parse process: it keeps the vocabulary, which takes longer to read than most files. */
const service = createParseService()

/** Reads a file as the parse process does, in this process: what is tested is the reading, not the line to it. */
export async function parsePath(
  filePath: string,
  path = filePath,
  limits: ParseLimits = DEFAULT_PARSE_LIMITS,
): Promise<
  | {
      readonly kind: 'parsed'
      documents: ParsedDocument[]
      refusedMembers: RefusedMember[]
      warning: string | null
    }
  | RefusedFile
> {
  const request = { filePath, path, limits, tokenizerFile: TOKENIZER_FILE }
  const opened = (await service.answer({ kind: 'open', request })) as OpenReply
  if (opened.kind === 'refused') return opened
  const documents: ParsedDocument[] = []
  const refusedMembers: RefusedMember[] = []
  for (let kind = 'parse'; ; kind = 'next') {
    const reply = (await service.answer({ kind })) as ParsedBatch | RefusedFile
    if (reply.kind === 'refused') return reply
    refusedMembers.push(...reply.refusedMembers)
    for (const document of reply.documents) {
      const { text } = document
      const chunks = document.chunks.map((chunk) => ({ ...chunk, text: text.slice(chunk.start, chunk.end) }))
      documents.push({ ...document, chunks })
    }
    if (!reply.hasMore) return { kind: 'parsed', documents, refusedMembers, warning: reply.warning }
  }
}

export async function parseBytes(name: string, bytes: Buffer | string) {
  const filePath = join(tempFolder(), name)
  writeFileSync(filePath, bytes)
  return parsePath(filePath, name)
}

/** The one document of a file that must be readable. */
export async function parseOne(
  name: string,
  bytes: Buffer | string,
): Promise<ParsedDocument & { warning: string | null }> {
  const result = await parseBytes(name, bytes)
  if (result.kind === 'refused') throw new Error(`${result.code}: ${result.message}`)
  const [document] = result.documents
  if (!document || result.documents.length > 1) throw new Error(`${result.documents.length} documents`)
  return { ...document, warning: result.warning }
}

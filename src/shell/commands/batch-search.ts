import { readFile } from 'node:fs/promises'
import { text as readText } from 'node:stream/consumers'
import { AppError } from '@shared/errors'
import type { Passage } from '@shared/models'
import type { SearchMode } from '@shared/search-models'
import { z } from 'zod'
import type { CommandContext, ExitCode } from '../command-context'
import { toPassageJson } from './search'

export interface BatchSearchOptions {
  /** `-` is standard input. */
  readonly file: string
  readonly limit: number
  readonly mode: SearchMode
}

const lineSchema = z.object({ id: z.union([z.string(), z.number()]), text: z.string() })
type BatchQuestion = z.infer<typeof lineSchema>

/** Large enough that embedding works in full batches, small enough that results start to come within seconds. */
const QUESTIONS_PER_CALL = 200

/** Many questions in one process: JSONL in, JSONL out, in the order given. Nothing is searched when a line is bad. */
export async function runBatchSearch(
  context: CommandContext,
  options: BatchSearchOptions,
): Promise<ExitCode> {
  const { output, signal } = context
  const { limit, mode } = options
  const questions = parseQuestions(await readInput(options.file), options.file)
  let degraded: string | null = null
  await context.withEngine(async (client) => {
    for (let start = 0; start < questions.length; start += QUESTIONS_PER_CALL) {
      const some = questions.slice(start, start + QUESTIONS_PER_CALL)
      const texts = some.map((question) => question.text)
      const { results } = await client.call('search.batch', { texts, limit, mode }, signal)
      for (const [index, result] of results.entries()) {
        degraded ??= result.degraded
        output.json({ id: some[index]?.id, results: result.passages.map(toResultJson) })
      }
    }
  })
  if (degraded) output.note(degraded)
  return 0
}

/** The keys of a batch are fixed: programs that read it check them. Heading and page are in a single search. */
function toResultJson(passage: Passage) {
  const { heading: _heading, page: _page, ...result } = toPassageJson(passage)
  return result
}

async function readInput(file: string): Promise<string> {
  try {
    return file === '-' ? await readText(process.stdin) : await readFile(file, 'utf8')
  } catch (cause) {
    const code = (cause as { code?: unknown }).code
    const reason = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${String(code)})`
    throw new AppError('bad_request', `${file}: ${reason}.`, { cause })
  }
}

/** Throws bad_request with the number of the first line that is not {"id": …, "text": "…"}. */
export function parseQuestions(content: string, file: string): readonly BatchQuestion[] {
  const questions: BatchQuestion[] = []
  const lines = content.replace(/^\ufeff/, '').split(/\r?\n/)
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    questions.push(parseLine(line, `${file}, line ${index + 1}`))
  }
  return questions
}

function parseLine(line: string, place: string): BatchQuestion {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (cause) {
    throw new AppError('bad_request', `${place}: this is not JSON.`, { cause })
  }
  const parsed = lineSchema.safeParse(value)
  if (!parsed.success)
    throw new AppError(
      'bad_request',
      `${place}: expected an object with "id" and "text", such as {"id": 1, "text": "…"}.`,
    )
  return parsed.data
}

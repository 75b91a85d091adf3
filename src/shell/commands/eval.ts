import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { CACHE_PAIRS_MAX } from '@shared/cache-contract'
import { AppError } from '@shared/errors'
import type { Client } from '@shared/rpc/client'
import { z } from 'zod'
import type { CommandContext, ExitCode } from '../command-context'

export interface EvalOptions {
  readonly name: string
  /** `-` is standard input. */
  readonly file: string
}

/** A case as it comes, told apart from others by its id. */
interface Case {
  readonly id: string | number
}

interface EvalKind {
  /** Null for what is no such case. */
  readonly read: (value: unknown) => Case | null
  readonly example: string
  readonly casesPerCall: number
  /** What the engine says to these cases, in their order. */
  readonly judge: (client: Client, cases: readonly Case[], signal: AbortSignal) => Promise<readonly object[]>
}

interface EvalKindOptions<Line extends Case> extends Pick<EvalKind, 'example' | 'casesPerCall'> {
  readonly line: z.ZodType<Line>
  readonly judge: (client: Client, cases: readonly Line[], signal: AbortSignal) => Promise<readonly object[]>
}

function evalKind<Line extends Case>({ line, judge, ...rest }: EvalKindOptions<Line>): EvalKind {
  return {
    ...rest,
    read: (value) => line.safeParse(value).data ?? null,
    // they come from `read` of the same kind
    judge: (client, cases, signal) => judge(client, cases as readonly Line[], signal),
  }
}

const id = z.union([z.string(), z.number()])
const TEXTS_PER_CALL = 100

/** What can be judged on cases of one's own, by name; each is a command. */
export const EVAL_KINDS: Readonly<Record<string, EvalKind>> = {
  cache: evalKind({
    line: z.object({ id, a: z.string(), b: z.string() }),
    example: '{"id": 1, "a": "…", "b": "…"}',
    casesPerCall: CACHE_PAIRS_MAX,
    judge: async (client, cases, signal) => {
      const pairs = cases.map(({ a, b }) => ({ a, b }))
      return (await client.call('eval.cache', { pairs }, signal)).results
    },
  }),
  mask: evalKind({
    line: z.object({ id, text: z.string() }),
    example: '{"id": 1, "text": "…"}',
    casesPerCall: TEXTS_PER_CALL,
    judge: async (client, cases, signal) => {
      const texts = cases.map(({ text }) => text)
      return (await client.call('eval.mask', { texts }, signal)).results
    },
  }),
  support: evalKind({
    line: z.object({ id, draft: z.string(), passages: z.array(z.string()) }),
    example: '{"id": 1, "draft": "…", "passages": ["…"]}',
    casesPerCall: 1,
    judge: (client, cases, signal) =>
      Promise.all(cases.map(({ draft, passages }) => judgeDraft(client, { draft, passages }, signal))),
  }),
}

/** `passage` is the number of the one that bears the sentence out, from 1. What claims nothing counts as backed. */
async function judgeDraft(
  client: Client,
  given: { readonly draft: string; readonly passages: string[] },
  signal: AbortSignal,
) {
  const { sentences } = await client.call('eval.support', given, signal)
  return {
    sentences: sentences.map(({ text, verdict, passage }) => ({
      text,
      backed: verdict !== 'unbacked',
      passage: verdict === 'backed' ? passage : null,
    })),
  }
}

/**
 * Cases of one's own through the product's own code, in one process: JSONL in, JSONL out, in the order given, as they
 * are judged. Throws bad_request with the number of the first line that is no case; those before it are judged.
 */
export async function runEval(context: CommandContext, { name, file }: EvalOptions): Promise<ExitCode> {
  const kind = EVAL_KINDS[name]
  if (!kind) throw new AppError('bad_request', `There is nothing to judge by the name ${name}.`)
  await context.withEngine((client) => judgeFile(context, client, { kind, file }))
  return 0
}

async function judgeFile(
  { output, signal }: CommandContext,
  client: Client,
  { kind, file }: { readonly kind: EvalKind; readonly file: string },
): Promise<void> {
  let waiting: Case[] = []
  const judgeWaiting = async () => {
    const cases = waiting
    waiting = []
    if (cases.length === 0) return
    const results = await kind.judge(client, cases, signal)
    for (const [place, result] of results.entries()) output.json({ id: cases[place]?.id, ...result })
  }
  let number = 0
  for await (const text of linesOf(file)) {
    number += 1
    const line = number === 1 ? text.replace(/^\ufeff/, '') : text
    if (line.trim() === '') continue
    const read = readCase(line, kind)
    if (read === null) {
      await judgeWaiting()
      throw new AppError(
        'bad_request',
        `${file}, line ${number}: expected an object such as ${kind.example}.`,
      )
    }
    waiting.push(read)
    if (waiting.length >= kind.casesPerCall) await judgeWaiting()
  }
  await judgeWaiting()
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = file === '-' ? process.stdin : createReadStream(file)
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  } catch (cause) {
    const code = (cause as { code?: unknown }).code
    const reason = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${String(code)})`
    throw new AppError('bad_request', `${file}: ${reason}.`, { cause })
  }
}

function readCase(line: string, { read }: EvalKind): Case | null {
  try {
    return read(JSON.parse(line))
  } catch {
    return null
  }
}

import { createHash } from 'node:crypto'
import { isCancelled, toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { SupportedSentence, SupportResult } from '@shared/support-models'
import type { Embedder } from '../embed/embedder'
import { isCourtesy } from './courtesy'
import { type DraftSentence, draftSentences } from './draft-sentences'
import { type Evidence, evidenceOf, type SupportPassage } from './evidence'
import { judgeSentence, type Statement, textsToCompare } from './judge-sentence'
import { signOffFrom } from './sign-off'
import { createVectors, type Vectors } from './vectors'

export interface Support {
  /** Judges each sentence of a draft by the passages beside it, on this machine alone. Throws cancelled. */
  check(given: CheckInput): Promise<SupportResult>
}

export interface CheckInput {
  readonly draft: string
  readonly passages: readonly SupportPassage[]
  /** What the draft answers; names and numbers of it need no evidence. */
  readonly asked?: string
  readonly signal: AbortSignal
}

const KEPT_RESULTS = 50

/** Speaks of what the sentence before it named. */
const PRONOUN =
  /(?<!\p{L})(?:it|its|they|them|this|that|these|those|there|er|sie|es|diese\p{L}*|il|elle|ils|elles|cela|eso|esto|lo|la)(?!\p{L})/iu

export function createSupport({
  embedder,
  log,
}: {
  readonly embedder: Pick<Embedder, 'embed' | 'model'>
  readonly log: Logger
}): Support {
  const vectors = createVectors(embedder)
  /** An answer is looked at again each time it comes into sight. */
  const known = new Map<string, SupportResult>()

  return {
    async check(given) {
      const key = keyOf(given, embedder.model?.id ?? null)
      const before = known.get(key)
      if (before) return before
      const result = await judge(given)
      if (known.size >= KEPT_RESULTS) known.delete(known.keys().next().value ?? '')
      // without the model more is marked than need be: looked at anew when it is back
      if (result.comparedBy === 'meaning') known.set(key, result)
      return result
    },
  }

  /** 1. Sentences and evidence; 2. what both mean; 3. the words of what is alike; 4. a judgement each. */
  async function judge({ draft, passages, asked = '', signal }: CheckInput): Promise<SupportResult> {
    // 1.
    const sentences = draftSentences(draft)
    const signedFrom = signOffFrom(sentences.map(({ text }) => text))
    const statements = sentences.map((sentence, at) =>
      at < signedFrom ? toStatement(sentence, sentences[at - 1], asked) : null,
    )
    const evidence = evidenceOf(passages)

    // 2. and 3.
    const loaded = await loadVectors(vectors, statements, evidence, signal)

    // 4.
    return {
      sentences: sentences.map((sentence, at) => {
        const statement = statements[at]
        if (!statement) return courtesyOf(sentence)
        return toSupported(sentence, judgeSentence(statement, evidence, loaded))
      }),
      comparedBy: loaded ? 'meaning' : 'words',
    }
  }

  async function loadVectors(
    all: Vectors,
    statements: readonly (Statement | null)[],
    evidence: readonly Evidence[],
    signal: AbortSignal,
  ): Promise<Vectors | null> {
    const stated = statements.filter((statement) => statement !== null)
    if (!embedder.model) return null
    try {
      await all.load(
        [...stated.flatMap(({ text, inContext }) => [text, inContext]), ...evidence.map(({ text }) => text)],
        signal,
      )
      await all.load(
        stated.flatMap((statement) => textsToCompare(statement, evidence, all)),
        signal,
      )
      return all
    } catch (thrown) {
      if (isCancelled(thrown)) throw thrown
      log.warn('support_without_model', { code: toAppError(thrown).code })
      return null
    }
  }
}

/** Null for one that states nothing. */
function toStatement(
  { text, cited }: DraftSentence,
  before: DraftSentence | undefined,
  asked: string,
): Statement | null {
  if (isCourtesy(text)) return null
  const leans = before !== undefined && PRONOUN.test(text)
  return {
    text,
    inContext: leans ? `${before.text} ${text}` : text,
    cited: cited.map((number) => number - 1),
    asked,
  }
}

function courtesyOf({ start, end, text }: DraftSentence): SupportedSentence {
  return { start, end, text, verdict: 'courtesy', fault: null, passage: null, evidence: null }
}

function toSupported(
  { start, end, text }: DraftSentence,
  { isBacked, fault, evidence }: ReturnType<typeof judgeSentence>,
): SupportedSentence {
  return {
    start,
    end,
    text,
    verdict: isBacked ? 'backed' : 'unbacked',
    fault,
    passage: evidence ? evidence.passage + 1 : null,
    evidence: evidence && { start: evidence.start, end: evidence.end },
  }
}

function keyOf({ draft, passages, asked }: CheckInput, modelId: number | null): string {
  const parts = [modelId, draft, asked, passages.map(({ title, heading, text }) => [title, heading, text])]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

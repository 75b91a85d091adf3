import { verifyCitations } from '../../src/engine/ask/citations'
import type { Support } from '../../src/engine/support/support'
import type { Passage } from '../../src/shared/models'
import { sentencesOf } from '../../src/shared/sentences'
import { holdsAnswer, isAnswerable, isExpected, type Outcome } from './evaluate'
import type { GoldenQuestion } from './golden-questions'
import type { Corpus } from './open-corpus'

/**
 * Of answers without a model. A citation is right when it leads to a document that the question's label names; an answer
 * is found when one of its citations leads to the passage with the words of the answer (where no few words are the
 * answer, to the document).
 */
export interface CitationScore {
  readonly answers: number
  readonly citations: number
  /** Share of the citations that are right. */
  readonly precision: number
  /** Share of the questions with an answer for which it is found. */
  readonly recall: number
}

export function scoreCitations(outcomes: readonly Outcome[]): CitationScore {
  const answerable = outcomes.filter(({ question }) => isAnswerable(question))
  const citations = answerable.flatMap(({ question, cited }) =>
    cited.map((passage) => ({ question, passage })),
  )
  const right = citations.filter(({ question, passage }) => isExpected(passage, question)).length
  const isFound = ({ question, cited }: Outcome) =>
    cited.some((passage) =>
      question.answer.length > 0 ? holdsAnswer(passage, question) : isExpected(passage, question),
    )
  return {
    answers: answerable.length,
    citations: citations.length,
    precision: right / Math.max(1, citations.length),
    recall: answerable.filter(isFound).length / Math.max(1, answerable.length),
  }
}

/**
 * Of a scripted model: it says one sentence each of the first three passages found, cites the first rightly, the second
 * by a number that no passage has, and the third not at all. What is shown in the end are the citations that verification
 * leaves and the keys that the support check finds. One is right when it leads to the passage the sentence was taken
 * from, or to another with the very sentence.
 */
export interface ScriptedScore {
  readonly sentences: number
  readonly shown: number
  readonly precision: number
  /** Share of the sentences that lead to their passage. */
  readonly recall: number
  /** Invented numbers that came through. */
  readonly invented: number
}

const SAID = 3
const INVENTED = 97

export async function scoreScripted(
  corpus: Pick<Corpus, 'search'>,
  questions: readonly GoldenQuestion[],
  support: Support,
): Promise<ScriptedScore> {
  const { signal } = new AbortController()
  const texts = questions.filter(isAnswerable).map(({ question }) => question)
  const results = await corpus.search.batch({ texts, limit: 6, mode: 'hybrid' }, signal)
  const total = { sentences: 0, shown: 0, right: 0, found: 0, invented: 0 }
  for (const { passages } of results) {
    const said = passages.slice(0, SAID).map(firstSentence)
    const marks = [' [1]', ` [${INVENTED}]`, '']
    const draft = said.map((sentence, at) => `- ${sentence}${marks[at]}`).join('\n')
    const { text } = verifyCitations(draft, passages.length)
    const { sentences } = await support.check({ draft: text, passages, signal })
    for (const [at, sentence] of said.entries()) {
      const own = sentences.filter(({ text: words }) => sentence.includes(words) || words.includes(sentence))
      const numbers = new Set(
        own.flatMap(({ start, end, verdict, passage }) => {
          const cited = [...text.slice(start, end).matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]))
          return cited.length > 0 || verdict !== 'backed' ? cited : [passage ?? 0]
        }),
      )
      const right = [...numbers].filter((number) => passages[number - 1]?.text.includes(sentence)).length
      total.sentences += 1
      total.shown += numbers.size
      total.right += right
      total.found += Number(right > 0)
      total.invented += Number(numbers.has(INVENTED) || (at === 1 && text.includes(`[${INVENTED}]`)))
    }
  }
  const { sentences, shown, right, found, invented } = total
  return {
    sentences,
    shown,
    precision: right / Math.max(1, shown),
    recall: found / Math.max(1, sentences),
    invented,
  }
}

/** Of at least six words where there is one. */
function firstSentence({ text }: Passage): string {
  const said = sentencesOf(text).map(({ start, end }) => text.slice(start, end).replace(/\n/g, ' '))
  const plain = said.filter((sentence) => text.includes(sentence) && !/[[\]|]/.test(sentence))
  return plain.find((sentence) => sentence.split(/\s+/).length >= 6) ?? plain[0] ?? text.slice(0, 80)
}

import { ask, isTuningQuestion, MODES, type Outcome, score } from './evaluate'
import { type GoldenQuestion, readGoldenQuestions } from './golden-questions'
import { openSampleKnowledge } from './sample-knowledge'

const HEADER = 'set            mode      count   hit@1   hit@3  hit@10     MRR  answer@3'

/** Prints how well each kind of search answers the golden questions, by kind of question and for both halves. */
export async function printEvaluation(): Promise<void> {
  const questions = readGoldenQuestions()
  const sample = await openSampleKnowledge()
  try {
    const { documents, chunks } = sample.knowledge.counts()
    console.log(`${documents} documents, ${chunks} passages, ${questions.length} questions\n\n${HEADER}`)
    const outcomes = new Map<string, Outcome[]>()
    for (const mode of MODES) outcomes.set(mode, await ask(sample.search, questions, mode))
    for (const [name, isIn] of subsets(questions)) {
      for (const mode of MODES)
        printRow(name, mode, outcomes.get(mode)?.filter((o) => isIn(o.question)) ?? [])
      console.log('')
    }
  } finally {
    sample.close()
  }
}

function subsets(questions: readonly GoldenQuestion[]): [string, (question: GoldenQuestion) => boolean][] {
  const kinds = [
    ...new Set(questions.filter((question) => question.expected.length > 0).map(({ kind }) => kind)),
  ]
  return [
    ...kinds.map((kind): [string, (question: GoldenQuestion) => boolean] => [kind, (q) => q.kind === kind]),
    ['tuned (odd)', isTuningQuestion],
    ['held out', (question) => !isTuningQuestion(question)],
    ['all', () => true],
  ]
}

function printRow(name: string, mode: string, outcomes: readonly Outcome[]): void {
  const { count, hit1, hit3, hit10, mrr, answer3 } = score(outcomes)
  const figures = [hit1, hit3, hit10, mrr].map((value) => value.toFixed(3).padStart(8)).join('')
  console.log(
    `${name.padEnd(14)} ${mode.padEnd(9)}${String(count).padStart(6)}${figures}${answer3.toFixed(3).padStart(10)}`,
  )
}

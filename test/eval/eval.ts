import { type JudgedPair, judgeAllPairs, scorePairs } from './cache-curve'
import { answerShare, ask, isAnswerable, MODES, type Outcome, refusalErrors, score } from './evaluate'
import { isTuningQuestion, readGoldenQuestions } from './golden-questions'
import { type Corpus, openCorpus } from './open-corpus'
import { printCitations, printMasking } from './print-details'
import { printSupport } from './print-support'
import { PAIR_SETS } from './question-pairs'
import { QUESTION_SETS, type QuestionSet } from './question-sets'

const HEADER = 'questions              search    count   hit@1   hit@3  hit@10     MRR  answer@3'
const REFUSAL_HEADER =
  'nothing found          search    answerable  refused   unanswerable  answered   of those unrelated'

type Row = readonly [name: string, mode: string, outcomes: readonly Outcome[]]

/**
 * `npm run eval`: how well each kind of search finds what answers the golden questions, a set each and all together,
 * both halves and every kind of question, and how often "nothing found" is wrong. With `--write-vectors` the vectors
 * of all passages are stored anew.
 */
export async function printEvaluation(options: readonly string[]): Promise<void> {
  const rows: Row[] = []
  for (const set of QUESTION_SETS) rows.push(...(await evaluateSet(set, options.includes('--write-vectors'))))
  rows.push(
    ...MODES.map(
      (mode): Row => ['all sets', mode, rows.filter((row) => row[1] === mode).flatMap((row) => row[2])],
    ),
  )
  console.log(`\n${HEADER}`)
  for (const [name, mode, outcomes] of rows) {
    printScore(name, mode, outcomes)
    printScore(
      '  tuned on',
      mode,
      outcomes.filter(({ question }) => isTuningQuestion(question)),
    )
    printScore(
      '  held out',
      mode,
      outcomes.filter(({ question }) => !isTuningQuestion(question)),
    )
  }
  console.log(`\nall sets by kind\n${HEADER}`)
  const all = rows.filter(([name]) => name === 'all sets')
  for (const kind of new Set(all[0]?.[2].map(({ question }) => question.kind)))
    for (const [, mode, outcomes] of all) {
      const some = outcomes.filter(({ question }) => question.kind === kind && isAnswerable(question))
      if (some.length > 0) printScore(kind, mode, some)
    }
  await printCacheCurve(options.includes('--write-vectors'))
  console.log(`\n${REFUSAL_HEADER}`)
  for (const [name, mode, outcomes] of rows) {
    printRefusals(name, mode, outcomes)
    printRefusals(
      '  tuned on',
      mode,
      outcomes.filter(({ question }) => isTuningQuestion(question)),
    )
    printRefusals(
      '  held out',
      mode,
      outcomes.filter(({ question }) => !isTuningQuestion(question)),
    )
  }
  await printCitations(
    rows.filter(([, mode]) => mode === 'hybrid').map(([name, , outcomes]) => [name, outcomes] as const),
  )
  await printSupport()
  printMasking()
}

const CURVE_HEADER = 'same question          at least     pairs    kept   wrong   cosine alone: kept   wrong'
const LEAST_COSINES = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]

/** How many stored answers are served in other words, right and wrong, as the least cosine grows. */
async function printCacheCurve(writeVectors: boolean): Promise<void> {
  const pairs = await judgeAllPairs({ writeVectors })
  console.log(`\n${CURVE_HEADER}`)
  const sets: readonly (readonly [string, readonly JudgedPair[]])[] = [
    ...PAIR_SETS.map((set) => [set, pairs.filter((pair) => pair.set === set)] as const),
    ['all', pairs],
  ]
  for (const [name, some] of sets)
    for (const least of LEAST_COSINES) {
      const served = scorePairs(some, ({ isHit, cosine }) => isHit && cosine >= least)
      const alone = scorePairs(some, ({ cosine }) => cosine >= least)
      console.log(
        `${name.padEnd(22)} ${least.toFixed(2).padStart(8)} ${String(some.length).padStart(9)}${percent(served.kept)}${percent(served.wrong)}${percent(alone.kept).padStart(21)}${percent(alone.wrong)}`,
      )
    }
}

async function evaluateSet(set: QuestionSet, writeVectors: boolean): Promise<Row[]> {
  const questions = readGoldenQuestions(set.questionsFile)
  const corpus: Corpus = await openCorpus(set, { writeVectors })
  try {
    const { documents, chunks } = corpus.knowledge.counts()
    const answerable = questions.filter(isAnswerable).length
    console.log(
      `${set.name}: ${documents} documents, ${chunks} passages, ${answerable} questions with an answer, ${questions.length - answerable} without`,
    )
    const rows: Row[] = []
    for (const mode of MODES) rows.push([set.name, mode, await ask(corpus, questions, mode)])
    return rows
  } finally {
    corpus.close()
  }
}

function printScore(name: string, mode: string, outcomes: readonly Outcome[]): void {
  const { count, hit1, hit3, hit10, mrr } = score(outcomes)
  const figures = [hit1, hit3, hit10, mrr].map((value) => value.toFixed(3).padStart(8)).join('')
  const answer = answerShare(outcomes).toFixed(3).padStart(10)
  console.log(`${name.padEnd(22)} ${mode.padEnd(9)}${String(count).padStart(6)}${figures}${answer}`)
}

function printRefusals(name: string, mode: string, outcomes: readonly Outcome[]): void {
  const { answerable, refused, unanswerable, answered } = refusalErrors(outcomes)
  const unrelated = refusalErrors(outcomes.filter(({ question }) => question.kind === 'unrelated'))
  console.log(
    `${name.padEnd(22)} ${mode.padEnd(9)}${String(answerable).padStart(11)}${percent(refused)}${String(unanswerable).padStart(15)}${percent(answered)}${percent(unrelated.answered)}`,
  )
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`.padStart(10)
}

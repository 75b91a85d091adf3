import { beforeAll, expect, test } from 'vitest'
import { createSupport } from '../../src/engine/support/support'
import { SILENT_LOG } from '../../src/shared/log'
import type { SearchMode } from '../../src/shared/search-models'
import { answerShare, ask, MODES, type Outcome, refusalErrors, type Score, score } from './evaluate'
import { type ScriptedScore, scoreCitations, scoreScripted } from './evaluate-citations'
import { type GoldenQuestion, isTuningQuestion, readGoldenQuestions } from './golden-questions'
import { openCorpus } from './open-corpus'
import { QUESTION_SETS } from './question-sets'

type SetName = (typeof QUESTION_SETS)[number]['name']
const found = new Map<SetName, Map<SearchMode, Outcome[]>>()
let scripted: ScriptedScore | null = null
/** As on a machine without the embedding model: in a second, and what means more can only find more. */
const wordsOnly = createSupport({
  embedder: { model: null, embed: async () => new Float32Array() },
  log: SILENT_LOG,
})
/** A few changed passages are embedded on the spot, in a second or two. */
const MAX_EMBEDDED = 60

beforeAll(async () => {
  for (const set of QUESTION_SETS) {
    const corpus = await openCorpus(set, { maxEmbedded: MAX_EMBEDDED })
    try {
      const questions = readGoldenQuestions(set.questionsFile)
      const outcomes = new Map<SearchMode, Outcome[]>()
      for (const mode of MODES) outcomes.set(mode, await ask(corpus, questions, mode))
      found.set(set.name, outcomes)
      if (set.name === 'plant-shop') scripted = await scoreScripted(corpus, questions, wordsOnly)
    } finally {
      corpus.close()
    }
  }
}, 600_000)

function outcomesOf(mode: SearchMode, name: SetName | null = null): Outcome[] {
  const sets = name === null ? [...found.values()] : [found.get(name)]
  return sets.flatMap((outcomes) => outcomes?.get(mode) ?? [])
}

function scoreOf(mode: SearchMode, name: SetName | null = null): Score {
  return score(outcomesOf(mode, name))
}

// floors lie about three questions below what was measured, so that a change of words in an article passes
test.each([
  ['plant-shop', 'keyword', { hit1: 0.77, hit3: 0.86, hit10: 0.91, mrr: 0.82 }],
  ['plant-shop', 'semantic', { hit1: 0.82, hit3: 0.9, hit10: 0.96, mrr: 0.87 }],
  ['plant-shop', 'hybrid', { hit1: 0.83, hit3: 0.92, hit10: 0.97, mrr: 0.88 }],
  ['node-tools', 'keyword', { hit1: 0.57, hit3: 0.66, hit10: 0.81, mrr: 0.64 }],
  ['node-tools', 'semantic', { hit1: 0.63, hit3: 0.8, hit10: 0.89, mrr: 0.72 }],
  ['node-tools', 'hybrid', { hit1: 0.66, hit3: 0.81, hit10: 0.89, mrr: 0.74 }],
  ['tiddlywiki', 'keyword', { hit1: 0.51, hit3: 0.63, hit10: 0.69, mrr: 0.58 }],
  ['tiddlywiki', 'semantic', { hit1: 0.64, hit3: 0.78, hit10: 0.87, mrr: 0.72 }],
  ['tiddlywiki', 'hybrid', { hit1: 0.66, hit3: 0.79, hit10: 0.86, mrr: 0.73 }],
] as const)('on %s, %s search answers the questions as well as it should', (name, mode, floor) => {
  const measured = scoreOf(mode, name)
  for (const figure of ['hit1', 'hit3', 'hit10', 'mrr'] as const)
    expect(measured[figure], figure).toBeGreaterThanOrEqual(floor[figure])
})

test.each(QUESTION_SETS.map((set) => set.name))(
  'on %s, hybrid is no worse than the better of its two parents',
  (name) => {
    const hybrid = scoreOf('hybrid', name)
    for (const parent of ['keyword', 'semantic'] as const) {
      expect(hybrid.mrr, `MRR of ${parent}`).toBeGreaterThanOrEqual(scoreOf(parent, name).mrr)
      expect(hybrid.hit1, `hit@1 of ${parent}`).toBeGreaterThanOrEqual(scoreOf(parent, name).hit1)
    }
  },
)

test.each([
  ['over all questions', () => true],
  ['over the questions nothing was tuned on', (question: GoldenQuestion) => !isTuningQuestion(question)],
] as const)('over all sets together, hybrid is better than both parents %s', (_name, isIn) => {
  const of = (mode: SearchMode) => score(outcomesOf(mode).filter(({ question }) => isIn(question)))
  for (const parent of ['keyword', 'semantic'] as const) {
    expect(of('hybrid').mrr, `MRR of ${parent}`).toBeGreaterThan(of(parent).mrr)
    expect(of('hybrid').hit1, `hit@1 of ${parent}`).toBeGreaterThan(of(parent).hit1)
    expect(of('hybrid').hit3, `hit@3 of ${parent}`).toBeGreaterThanOrEqual(of(parent).hit3)
  }
})

test('the passage with the words of the answer is among the first three for most questions', () => {
  expect(answerShare(outcomesOf('hybrid'))).toBeGreaterThanOrEqual(0.76)
})

// each ceiling lies about three questions above what was measured
test.each([
  ['keyword', { refused: 0.16, answered: 0.33 }],
  ['hybrid', { refused: 0.13, answered: 0.4 }],
] as const)(
  'after %s search, what has no answer is told from what has as well as it was measured',
  (mode, most) => {
    const measured = refusalErrors(outcomesOf(mode))
    expect(measured.refused, 'with an answer, and refused').toBeLessThanOrEqual(most.refused)
    expect(measured.answered, 'without one, and answered').toBeLessThanOrEqual(most.answered)
  },
)

test('nothing is quoted to a question about anything else', () => {
  for (const mode of MODES) {
    const unrelated = outcomesOf(mode).filter(({ question }) => question.kind === 'unrelated')
    expect(unrelated.length, mode).toBeGreaterThan(10)
    expect(refusalErrors(unrelated).answered, mode).toBe(0)
  }
})

// a few citations below what was measured
test('most citations of answers without a model lead to a document that answers, and most answers are among them', () => {
  const { precision, recall, citations } = scoreCitations(outcomesOf('hybrid'))
  expect(citations).toBeGreaterThan(300)
  expect(precision).toBeGreaterThanOrEqual(0.58)
  expect(recall).toBeGreaterThanOrEqual(0.73)
})

test('of a scripted model, invented numbers are gone and nearly every key leads to the passage that says it', () => {
  expect(scripted?.invented).toBe(0)
  expect(scripted?.precision).toBeGreaterThanOrEqual(0.96)
  expect(scripted?.recall).toBeGreaterThanOrEqual(0.83)
})

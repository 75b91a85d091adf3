import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SearchMode } from '../../src/shared/search-models'
import { ask, isTuningQuestion, MODES, type Outcome, type Score, score } from './evaluate'
import { readGoldenQuestions } from './golden-questions'
import { openSampleKnowledge, type SampleKnowledge } from './sample-knowledge'

const questions = readGoldenQuestions()
const outcomes = new Map<SearchMode, Outcome[]>()
let sample: SampleKnowledge

beforeAll(async () => {
  sample = await openSampleKnowledge()
  for (const mode of MODES) outcomes.set(mode, await ask(sample.search, questions, mode))
}, 300_000)
afterAll(() => sample.close())

function scoreOf(mode: SearchMode, isIn: (outcome: Outcome) => boolean = () => true): Score {
  return score((outcomes.get(mode) ?? []).filter(isIn))
}

// floors lie about three questions below what was measured, so that a change of words in an article passes
test.each([
  ['keyword', { hit1: 0.72, hit3: 0.83, hit10: 0.88, mrr: 0.78 }],
  ['semantic', { hit1: 0.8, hit3: 0.88, hit10: 0.95, mrr: 0.85 }],
  ['hybrid', { hit1: 0.82, hit3: 0.94, hit10: 0.96, mrr: 0.88 }],
] as const)('%s search answers the golden questions as well as it should', (mode, floor) => {
  const found = scoreOf(mode)
  for (const name of ['hit1', 'hit3', 'hit10', 'mrr'] as const)
    expect(found[name], name).toBeGreaterThanOrEqual(floor[name])
})

test.each([
  ['over all questions', () => true],
  ['over the questions nothing was tuned on', (outcome: Outcome) => !isTuningQuestion(outcome.question)],
] as const)('hybrid is at least as good as the better of its two parents %s', (_name, isIn) => {
  const hybrid = scoreOf('hybrid', isIn)
  for (const parent of ['keyword', 'semantic'] as const) {
    expect(hybrid.mrr, `MRR of ${parent}`).toBeGreaterThanOrEqual(scoreOf(parent, isIn).mrr)
    expect(hybrid.hit3, `hit@3 of ${parent}`).toBeGreaterThanOrEqual(scoreOf(parent, isIn).hit3)
  }
})

test('every code and every keyword query finds its document among the first three', () => {
  for (const kind of ['code', 'keyword'] as const)
    expect(scoreOf('hybrid', (outcome) => outcome.question.kind === kind).hit3, kind).toBe(1)
})

test('the passage with the words of the answer is among the first three for four questions of five', () => {
  expect(scoreOf('hybrid').answer3).toBeGreaterThanOrEqual(0.8)
})

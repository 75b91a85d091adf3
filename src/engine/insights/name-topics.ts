import type { InsightTopic } from '@shared/insight-models'
import { questionWords } from '../search/question-terms'

const LABEL_WORDS = 3
const SHOWN = 12

/** Groups of questions with the words that tell them from the others; the largest first. */
export function nameTopics(
  questions: readonly string[],
  groups: readonly (readonly number[])[],
): InsightTopic[] {
  const words = questions.map(questionWords)
  const overall = countStems(words)
  return groups
    .toSorted((a, b) => b.length - a.length)
    .slice(0, SHOWN)
    .map((members) => ({
      label: labelOf(
        members.map((index) => words[index] ?? []),
        overall,
        questions.length,
      ),
      // the first one leads its group
      example: questions[members[0] ?? 0] ?? '',
      questionCount: members.length,
    }))
}

type Words = readonly { readonly word: string; readonly stem: string }[]

function countStems(all: readonly Words[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const words of all) for (const { stem } of words) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  return counts
}

/** Frequent here and rare elsewhere. */
function labelOf(members: readonly Words[], overall: ReadonlyMap<string, number>, total: number): string {
  const here = countStems(members)
  const spelt = new Map(members.flatMap((words) => words.map(({ stem, word }) => [stem, word] as const)))
  return [...here]
    .map(([stem, count]) => ({ stem, weight: count * Math.log(1 + total / (overall.get(stem) ?? 1)) }))
    .sort((a, b) => b.weight - a.weight || a.stem.localeCompare(b.stem))
    .slice(0, LABEL_WORDS)
    .map(({ stem }) => spelt.get(stem) ?? stem)
    .join(' · ')
}

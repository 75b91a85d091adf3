import type { DaySums } from '@shared/insight-days'
import { countOf, formatCount, formatPercent } from '../ui/figures'

export interface Tile {
  readonly label: string
  readonly value: string
  /** Against as many days before; null where there was nothing to compare with. */
  readonly change: string | null
  readonly hint: string
}

const STEP_WORDS: Readonly<Record<string, string>> = {
  search: 'Search, all of it',
  'search.embed_query': 'Meaning of the question',
  'search.keyword': 'Search by keyword',
  'search.semantic': 'Search by meaning',
  'answer.cached': 'Stored answer given again',
  'answer.overhead': 'Answer, without the model server',
  'answer.first_token': 'First word of the model server',
  'answer.total': 'Answer, all of it',
  'import.read': 'Reading a file',
  'import.write': 'Storing a document',
  'embed.batch': 'Meaning of passages, a batch',
}

export function stepLabel(step: string): string {
  return STEP_WORDS[step] ?? step
}

/** What stands at the top: each with how it was got. */
export function tilesOf(sums: DaySums, before: DaySums, minutesPerAnswer: number): Tile[] {
  const cached = (of: DaySums) => of.cachedExact + of.cachedByMeaning
  const share = (part: number, whole: number) => (whole === 0 ? '–' : formatPercent(part / whole))
  return [
    {
      label: 'Questions',
      value: formatCount(sums.questions),
      change: changeOf(sums.questions, before.questions),
      hint:
        sums.drafts > 0
          ? `${formatCount(sums.drafts)} of them for replies`
          : 'Answers, replies and summaries',
    },
    {
      label: 'Given from the cache',
      value: share(cached(sums), sums.questions),
      change: changeOfShare(cached(sums), sums.questions, cached(before), before.questions),
      hint: `${formatCount(sums.cachedExact)} in the same words, ${formatCount(sums.cachedByMeaning)} by meaning`,
    },
    {
      label: 'Nothing found',
      value: share(sums.nothingFound, sums.questions),
      change: changeOfShare(sums.nothingFound, sums.questions, before.nothingFound, before.questions),
      hint: `${formatCount(sums.nothingFound)} of ${countOf(sums.questions, 'question')}`,
    },
    {
      label: 'Used',
      value: formatCount(sums.used),
      change: changeOf(sums.used, before.used),
      hint: `Copied answers · ${formatCount(sums.good)} good, ${formatCount(sums.bad)} bad`,
    },
    {
      label: 'Time saved (estimate)',
      value: formatMinutes(sums.used * minutesPerAnswer),
      change: null,
      hint: `${formatCount(sums.used)} used × ${minutesPerAnswer} min each, your guess`,
    },
    {
      label: 'Tokens',
      value: formatCount(sums.promptTokens + sums.answerTokens),
      change: changeOf(sums.promptTokens + sums.answerTokens, before.promptTokens + before.answerTokens),
      hint: sums.cost === null ? 'No price is set in the profile' : `Cost ${formatCost(sums.cost)}`,
    },
  ]
}

export function formatCost(cost: number): string {
  return cost.toFixed(cost > 0 && cost < 1 ? 4 : 2)
}

function formatMinutes(minutes: number): string {
  if (minutes < 60) return `${Math.round(minutes)} min`
  return `${(minutes / 60).toFixed(1)} h`
}

function changeOf(now: number, before: number): string | null {
  if (before === 0) return null
  const change = Math.round(((now - before) / before) * 100)
  return `${change > 0 ? '+' : change < 0 ? '−' : '±'}${Math.abs(change)} %`
}

function changeOfShare(part: number, whole: number, partBefore: number, wholeBefore: number): string | null {
  if (whole === 0 || wholeBefore === 0) return null
  const points = Math.round((part / whole - partBefore / wholeBefore) * 100)
  return `${points > 0 ? '+' : points < 0 ? '−' : '±'}${Math.abs(points)} points`
}

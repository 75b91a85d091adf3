import { writeCsv } from '@shared/csv'
import type { Gap, GapQuestion, GapReason } from '@shared/gap-models'

export interface ExportedGap {
  readonly gap: Gap
  readonly questions: readonly GapQuestion[]
}

const REASONS: Readonly<Record<GapReason, string>> = {
  nothing: 'nothing found',
  wrong: 'wrong',
  incomplete: 'incomplete',
  outdated: 'outdated',
  tone: 'tone',
  other: 'other',
}

const COLUMNS = ['gap', 'state', 'question', 'reason', 'comment', 'asked', 'note', 'answered by'] as const

/** A row for each question, so that a spreadsheet can count and sort them. */
export function gapsAsCsv(gaps: readonly ExportedGap[]): string {
  return writeCsv(
    COLUMNS,
    gaps.flatMap(({ gap, questions }) =>
      rowsOf(questions).map(({ question, reason, comment, askedAt }) => [
        gap.id,
        gap.state,
        question ?? gap.question,
        reason ? REASONS[reason] : null,
        comment ?? null,
        askedAt === undefined ? null : new Date(askedAt).toISOString(),
        gap.note,
        gap.answeredBy?.title ?? null,
      ]),
    ),
  )
}

/** What is kept for its note alone has a row, too. */
function rowsOf(questions: readonly GapQuestion[]): readonly Partial<GapQuestion>[] {
  return questions.length > 0 ? questions : [{}]
}

export function gapsAsJson(gaps: readonly ExportedGap[]): string {
  const list = gaps.map(({ gap, questions }) => ({
    id: gap.id,
    state: gap.state,
    closedBy: gap.closedBy,
    questionCount: gap.questionCount,
    note: gap.note,
    answeredBy: gap.answeredBy?.title ?? null,
    questions: questions.map(({ question, reason, comment, askedAt }) => ({
      question,
      reason,
      comment,
      askedAt: new Date(askedAt).toISOString(),
    })),
  }))
  return `${JSON.stringify(list, null, 2)}\n`
}

export function gapsAsMarkdown(gaps: readonly ExportedGap[]): string {
  const blocks = gaps.map(({ gap, questions }) => {
    const facts = [`${gap.state}`, `asked ${gap.questionCount} ${gap.questionCount === 1 ? 'time' : 'times'}`]
    if (gap.answeredBy) facts.push(`answered by ${inline(gap.answeredBy.title)}`)
    const lines = questions.map(
      ({ question, reason, comment }) =>
        `- ${inline(question)} (${REASONS[reason]}${comment === '' ? '' : `: ${inline(comment)}`})`,
    )
    const note = gap.note === '' ? [] : [`Note: ${inline(gap.note)}`]
    return [`## ${inline(gap.question)}`, facts.join(' · '), ...note, lines.join('\n')].join('\n\n')
  })
  return `${['# Knowledge gaps', ...blocks].join('\n\n')}\n`
}

function inline(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|]/g, '\\$&')
}

import type { Gap } from '@shared/gap-models'
import type { CommandContext, ExitCode } from '../command-context'
import { formatTime, layOutTable, oneLine } from '../text-layout'
import { writeText } from '../write-text'

const PER_PAGE = 500

export interface GapsOptions {
  readonly state: 'open' | 'closed' | 'all'
  readonly search: string
  /** Null: a list for the terminal. */
  readonly file: {
    readonly as: 'csv' | 'json' | 'md'
    readonly isMasked: boolean
    /** Undefined: to standard output. */
    readonly path: string | undefined
  } | null
}

export async function runGaps(
  context: CommandContext,
  { state, search, file }: GapsOptions,
): Promise<ExitCode> {
  const { output, signal } = context
  const filter = { state: state === 'all' ? null : state, text: search }
  if (file) {
    const { as, isMasked, path } = file
    const { text } = await context.withEngine((client) =>
      client.call('gaps.export', { ...filter, as, isMasked }, signal),
    )
    await writeText(output, text, path)
    return 0
  }
  const gaps = await context.withEngine(async (client) => {
    const all: Gap[] = []
    for (;;) {
      const page = await client.call('gaps.list', { ...filter, offset: all.length, limit: PER_PAGE }, signal)
      all.push(...page.gaps)
      if (page.gaps.length === 0 || all.length >= page.total) return all
    }
  })
  if (output.isJson) output.json(gaps)
  else if (gaps.length === 0) output.line(emptyWords(state, search))
  else printGaps(context, gaps)
  return 0
}

function emptyWords(state: GapsOptions['state'], search: string): string {
  if (search !== '') return 'No gap says this.'
  return state === 'all' ? 'There are no gaps.' : `There are no ${state} gaps.`
}

function printGaps({ output }: CommandContext, gaps: readonly Gap[]): void {
  const [heads, ...lines] = layOutTable(
    [
      { head: 'ASKED', align: 'right' },
      { head: 'QUESTION', isFlexible: true },
      { head: 'LAST' },
      { head: 'STATE' },
    ],
    gaps.map((gap) => [
      String(gap.questionCount),
      oneLine(gap.question),
      formatTime(gap.lastAskedAt),
      gap.closedBy === 'knowledge' ? 'answered' : gap.state,
    ]),
    output.columns,
  )
  output.line(output.dim(heads ?? ''))
  for (const line of lines) output.line(line)
}

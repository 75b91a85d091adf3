import { daysAsCsv, sumDays } from '@shared/insight-days'
import type { Insights } from '@shared/insight-models'
import type { CommandContext, ExitCode } from '../command-context'
import { layOutTable, oneLine } from '../text-layout'
import { writeText } from '../write-text'

export interface InsightsOptions {
  readonly days: number
  /** Null: a summary for the terminal. */
  readonly file: {
    readonly as: 'csv' | 'json'
    /** Undefined: to standard output. */
    readonly path: string | undefined
  } | null
}

export async function runInsights(
  context: CommandContext,
  { days, file }: InsightsOptions,
): Promise<ExitCode> {
  const { output, signal } = context
  const insights = await context.withEngine((client) => client.call('insights.read', { days }, signal))
  if (file) {
    const text = file.as === 'csv' ? daysAsCsv(insights.days) : `${JSON.stringify(insights, null, 2)}\n`
    await writeText(output, text, file.path)
  } else if (output.isJson) output.json(insights)
  else printInsights(context, insights)
  return 0
}

function printInsights({ output }: CommandContext, { days, models, minutesPerAnswer }: Insights): void {
  const sums = sumDays(days)
  const cached = sums.cachedExact + sums.cachedByMeaning
  const rows = [
    ['Questions', String(sums.questions), `${sums.drafts} for replies`],
    ['From the cache', String(cached), `${sums.cachedByMeaning} by meaning`],
    ['Nothing found', String(sums.nothingFound), ''],
    ['Failed', String(sums.failed), ''],
    ['Used', String(sums.used), `${sums.good} good, ${sums.bad} bad`],
    [
      'Time saved',
      `${sums.used * minutesPerAnswer} min`,
      `an estimate: ${minutesPerAnswer} min for each used`,
    ],
    ['Tokens', String(sums.promptTokens + sums.answerTokens), costOf(sums.cost)],
    ...models.map((model) => [
      oneLine(`  ${model.modelName} · ${model.profileName}`),
      String(model.tokens),
      costOf(model.cost),
    ]),
  ]
  const [heads, ...lines] = layOutTable(
    [{ head: `LAST ${days.length} DAYS` }, { head: '', align: 'right' }, { head: '', isFlexible: true }],
    rows,
    output.columns,
  )
  output.line(output.dim(heads ?? ''))
  for (const line of lines) output.line(line)
}

function costOf(cost: number | null): string {
  return cost === null ? 'no price is set' : `cost ${cost.toFixed(cost > 0 && cost < 1 ? 4 : 2)}`
}

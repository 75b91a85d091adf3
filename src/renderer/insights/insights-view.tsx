import { daysAsCsv, sumDays } from '@shared/insight-days'
import type { InsightDay, Insights } from '@shared/insight-models'
import { FileDown } from 'lucide-react'
import { useState } from 'react'
import { useBridge, useCall, useSaveSettings } from '../engine/use-engine'
import { useAnnounce } from '../ui/announcer'
import { Button } from '../ui/button'
import { ErrorNotice } from '../ui/error-notice'
import { INPUT_CLASS } from '../ui/field'
import { countOf, formatCount, formatDuration } from '../ui/figures'
import { SegmentButtons } from '../ui/segmented'
import { AfterDelay, Skeleton } from '../ui/skeleton'
import { BarChart } from './bar-chart'
import { formatCost, stepLabel, tilesOf } from './insight-words'
import { Panel } from './panel'
import { Topics } from './topics'

const RANGES = [7, 30, 90].map((days) => ({ value: days, label: `${days} days` }))
/** More steps say nothing to a person. */
const STEPS_SHOWN = 8

/** What has been asked and what became of it; every figure is counted and kept on this computer. */
export function InsightsView() {
  const [range, setRange] = useState<number>(30)
  const bridge = useBridge()
  const announce = useAnnounce()
  const call = useCall('insights.read', { days: range }, { keepsPrevious: true })
  const insights = call.kind === 'ready' ? call.output : null

  async function save(days: readonly InsightDay[]): Promise<void> {
    const fileName = `insights-${days.length}-days.csv`
    if (await bridge.saveText({ fileName, mediaType: 'text/csv', text: daysAsCsv(days) }))
      announce(`${fileName} was saved.`, 'shown')
  }

  return (
    <section aria-label="Insights" className="flex h-full min-h-0 flex-col bg-panel">
      <header className="flex min-h-[56px] shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-4 py-2 sm:px-7">
        <div className="me-auto min-w-0">
          <h1 className="text-answer font-semibold tracking-tight">Insights</h1>
          <p className="text-xs text-muted">Counted on this computer, and kept there.</p>
        </div>
        <SegmentButtons label="Days" value={range} segments={RANGES} onChange={setRange} />
        <Button disabled={!insights} onClick={() => insights && void save(insights.days)}>
          <FileDown aria-hidden />
          CSV
        </Button>
      </header>
      <div className="min-h-0 grow overflow-y-auto bg-bg px-4 py-4 sm:px-7">
        {call.kind === 'failed' && <ErrorNotice error={call.error} onRetry={call.reload} />}
        {call.kind === 'loading' && (
          <AfterDelay>
            <Skeleton className="h-40" />
          </AfterDelay>
        )}
        {insights && <Figures insights={insights} range={range} />}
      </div>
    </section>
  )
}

function Figures({ insights, range }: { readonly insights: Insights; readonly range: number }) {
  const { days, before, models, steps, minutesPerAnswer } = insights
  const sums = sumDays(days)
  const columns = days.map(({ day }) => day)
  const values = (read: (day: InsightDay) => number) => days.map(read)
  return (
    <div className="@container mx-auto flex max-w-5xl flex-col gap-4">
      {sums.questions === 0 && (
        <p className="rounded-lg border border-line bg-panel px-4 py-3 text-sm text-muted">
          Nothing was asked in these {range} days. Ask a question, and the figures begin here.
        </p>
      )}
      <dl className="grid grid-cols-2 gap-3 @2xl:grid-cols-3">
        {tilesOf(sums, before, minutesPerAnswer).map(({ label, value, change, hint }) => (
          <div key={label} className="rounded-lg border border-line bg-panel px-4 py-3">
            <dt className="text-xs text-muted">{label}</dt>
            <dd className="mt-0.5 flex flex-wrap items-baseline gap-x-2">
              <span className="text-xl font-semibold tracking-tight tabular-nums">{value}</span>
              {change !== null && (
                <span className="text-xs text-muted tabular-nums" title={`Against the ${range} days before`}>
                  {change}
                </span>
              )}
            </dd>
            <dd className="mt-0.5 text-xs text-muted">{hint}</dd>
          </div>
        ))}
      </dl>
      <MinutesSetting minutes={minutesPerAnswer} />
      <div className="grid gap-4 @3xl:grid-cols-2">
        <BarChart
          title="Questions a day"
          summary={`${countOf(sums.questions, 'question')} in ${range} days, ${formatCount(Math.max(0, ...values((day) => day.questions)))} on the busiest day.`}
          columns={columns}
          series={[
            { label: 'Written by a model', color: 'var(--accent)', values: values((day) => day.written) },
            {
              label: 'From the cache',
              color: 'var(--accent-line)',
              values: values((day) => day.cachedExact + day.cachedByMeaning),
            },
            { label: 'Quoted', color: 'var(--line-control)', values: values((day) => day.quoted) },
            { label: 'Nothing found', color: 'var(--mark-line)', values: values((day) => day.nothingFound) },
            { label: 'Failed', color: 'var(--red)', values: values((day) => day.failed) },
          ]}
        />
        <BarChart
          title="Tokens a day"
          summary={
            sums.cost === null
              ? `${formatCount(sums.promptTokens + sums.answerTokens)} tokens in ${range} days; no price is set.`
              : `${formatCount(sums.promptTokens + sums.answerTokens)} tokens in ${range} days for ${formatCost(sums.cost)}.`
          }
          columns={columns}
          series={[
            { label: 'Sent', color: 'var(--accent-line)', values: values((day) => day.promptTokens) },
            { label: 'Written', color: 'var(--accent)', values: values((day) => day.answerTokens) },
          ]}
        />
      </div>
      <Topics days={range} />
      <div className="grid items-start gap-4 @3xl:grid-cols-2">
        <Panel
          title="Slowest steps"
          about="Of the last thousand runs of each; half took less than the first figure."
        >
          <Rows
            heads={['Step', 'Half below', '95 % below']}
            rows={steps
              .slice(0, STEPS_SHOWN)
              .map(({ step, p50Ms, p95Ms }) => [
                stepLabel(step),
                formatDuration(p50Ms),
                formatDuration(p95Ms),
              ])}
            empty="Nothing was measured yet."
          />
        </Panel>
        <Panel title="Models" about={`In these ${range} days, as their servers counted.`}>
          <Rows
            heads={['Model', 'Tokens', 'Cost']}
            rows={models.map(({ profileName, modelName, tokens, cost }) => [
              `${modelName} · ${profileName}`,
              formatCount(tokens),
              cost === null ? 'no price' : formatCost(cost),
            ])}
            empty="No model was asked."
          />
        </Panel>
      </div>
    </div>
  )
}

function MinutesSetting({ minutes }: { readonly minutes: number }) {
  const save = useSaveSettings()
  const [typed, setTyped] = useState(String(minutes))
  return (
    <label className="flex flex-wrap items-center gap-2 text-xs text-muted">
      One used answer saves about
      <input
        type="number"
        min={0}
        max={120}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          const value = Math.min(120, Math.max(0, Number(typed) || 0))
          setTyped(String(value))
          if (value !== minutes) save({ minutesPerAnswer: value })
        }}
        className={`${INPUT_CLASS} h-7 w-16! text-xs tabular-nums`}
      />
      minutes: a guess of yours, which the estimate is made of.
    </label>
  )
}

interface RowsProps {
  readonly heads: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly empty: string
}

function Rows({ heads, rows, empty }: RowsProps) {
  if (rows.length === 0) return <p className="text-sm text-muted">{empty}</p>
  return (
    <table className="w-full text-left text-sm tabular-nums">
      <thead>
        <tr className="text-xs text-muted">
          {heads.map((head, at) => (
            <th key={head} className={`py-1 pe-3 font-medium ${at > 0 ? 'text-right' : ''}`}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name = '', ...figures]) => (
          <tr key={name} className="border-t border-line">
            <th scope="row" className="py-1.5 pe-3 font-normal [overflow-wrap:anywhere]">
              {name}
            </th>
            {figures.map((figure, at) => (
              <td key={heads[at + 1]} className="whitespace-nowrap py-1.5 pe-3 text-right">
                {figure}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

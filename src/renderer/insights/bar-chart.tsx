import { useId, useState } from 'react'
import { Button } from '../ui/button'
import { formatCount } from '../ui/figures'

export interface ChartSeries {
  readonly label: string
  /** A colour of the theme, as a CSS value. */
  readonly color: string
  /** One for each column. */
  readonly values: readonly number[]
}

interface BarChartProps {
  readonly title: string
  /** Says in words what the picture shows. */
  readonly summary: string
  /** Below the columns, and the first column of the table. */
  readonly columns: readonly string[]
  readonly series: readonly ChartSeries[]
  readonly format?: (value: number) => string
}

/** In units of the picture, which grows with its frame. */
const HEIGHT = 120
const COLUMN = 20
const GAP = 4

/** Stacked bars; the same figures as a table, one press away. */
export function BarChart({ title, summary, columns, series, format = formatCount }: BarChartProps) {
  const [isTable, setTable] = useState(false)
  const headingId = useId()
  const sums = columns.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0))
  return (
    <figure aria-labelledby={headingId} className="min-w-0 rounded-lg border border-line bg-panel p-4">
      <figcaption className="mb-2 flex items-start gap-2">
        <span className="min-w-0 grow">
          <span id={headingId} className="block text-sm font-semibold">
            {title}
          </span>
          <span className="block text-xs text-muted">{summary}</span>
        </span>
        <Button size="small" variant="ghost" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </figcaption>
      {isTable ? (
        <FigureTable title={title} columns={columns} series={series} format={format} />
      ) : (
        <>
          <Bars summary={summary} columns={columns} series={series} format={format} sums={sums} />
          <div aria-hidden className="mt-1 flex justify-between text-xs text-faint tabular-nums">
            <span>{columns[0]}</span>
            <span>{columns.at(-1)}</span>
          </div>
        </>
      )}
      <ul
        aria-label={`Colours of ${title}`}
        className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted"
      >
        {series.map(({ label, color, values }) => (
          <li key={label} className="flex items-center gap-1.5">
            <Swatch color={color} />
            {label}{' '}
            <span className="tabular-nums">{format(values.reduce((sum, value) => sum + value, 0))}</span>
          </li>
        ))}
      </ul>
    </figure>
  )
}

/** Drawn, because the page's policy allows no style in its markup. */
function Swatch({ color }: { readonly color: string }) {
  return (
    <svg aria-hidden viewBox="0 0 10 10" className="size-2.5">
      <rect width="10" height="10" rx="2" fill={color} />
    </svg>
  )
}

interface BarsProps extends Required<Omit<BarChartProps, 'title'>> {
  readonly sums: readonly number[]
}

function Bars({ summary, columns, series, format, sums }: BarsProps) {
  const highest = Math.max(1, ...sums)
  const width = columns.length * COLUMN
  return (
    <svg
      role="img"
      aria-label={summary}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-32 w-full"
    >
      <line
        x1="0"
        x2={width}
        y1={HEIGHT}
        y2={HEIGHT}
        stroke="var(--line-strong)"
        vectorEffect="non-scaling-stroke"
      />
      {columns.map((column, at) => {
        let top = HEIGHT
        return (
          <g key={column}>
            <title>
              {[column, ...series.map(({ label, values }) => `${label}: ${format(values[at] ?? 0)}`)].join(
                '\n',
              )}
            </title>
            {/* the whole column answers to the mouse, however low its bar */}
            <rect x={at * COLUMN} y="0" width={COLUMN} height={HEIGHT} fill="transparent" />
            {series.map(({ label, color, values }) => {
              const height = ((values[at] ?? 0) / highest) * HEIGHT
              top -= height
              return (
                <rect
                  key={label}
                  x={at * COLUMN + GAP / 2}
                  y={top}
                  width={COLUMN - GAP}
                  height={height}
                  fill={color}
                />
              )
            })}
          </g>
        )
      })}
    </svg>
  )
}

function FigureTable({ title, columns, series, format }: Required<Omit<BarChartProps, 'summary'>>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled by the keyboard too
    <section aria-label={`Table of ${title}`} tabIndex={0} className="max-h-64 overflow-auto">
      <table className="w-full text-left text-xs tabular-nums">
        <thead>
          <tr>
            <th className="py-1 pe-3 font-medium">Day</th>
            {series.map(({ label }) => (
              <th key={label} className="py-1 pe-3 text-right font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map((column, at) => (
            <tr key={column} className="border-t border-line">
              <th scope="row" className="py-1 pe-3 font-normal">
                {column}
              </th>
              {series.map(({ label, values }) => (
                <td key={label} className="py-1 pe-3 text-right">
                  {format(values[at] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

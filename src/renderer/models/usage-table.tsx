import type { UsageDay } from '@shared/model-models'
import { usageCells } from './model-words'

const COLUMNS = ['Day', 'Model', 'Requests', 'Tokens sent', 'Tokens written', 'Cost'] as const
/** The columns of words; the others hold figures. */
const WORD_COLUMNS = 2

interface UsageTableProps {
  readonly days: readonly UsageDay[]
  readonly currency: string
}

export function UsageTable({ days, currency }: UsageTableProps) {
  return (
    // a region that scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways where there is no room
    <section aria-label="Use of the last days" tabIndex={0} className="overflow-x-auto px-4 py-3">
      <table className="w-full text-sm">
        <thead className="text-xs text-muted">
          <tr>
            {COLUMNS.map((name, place) => (
              <th
                key={name}
                scope="col"
                className={`pb-1.5 font-medium whitespace-nowrap ${alignment(place)}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((row) => (
            <tr key={`${row.day} ${row.profileId} ${row.modelName}`} className="border-t border-line">
              {usageCells(row, currency).map((cell, place) => (
                <td
                  key={COLUMNS[place]}
                  className={`py-1.5 whitespace-nowrap tabular-nums ${alignment(place)}`}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function alignment(place: number): string {
  return place < WORD_COLUMNS ? 'pe-4 text-start' : 'ps-4 text-end'
}

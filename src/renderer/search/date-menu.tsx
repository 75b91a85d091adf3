import type { SearchFilter } from '@shared/search-models'
import { ChevronDown } from 'lucide-react'
import { Button } from '../ui/button'
import { TextField } from '../ui/field'
import { Popover } from '../ui/popover'
import { dayOf, withDates } from './filter-state'

interface DateMenuProps {
  readonly filter: SearchFilter
  readonly onChange: (filter: SearchFilter) => void
}

const DAY_MS = 24 * 60 * 60 * 1000
const SPANS = [
  { label: 'Last 30 days', days: 30 },
  { label: 'Last year', days: 365 },
] as const

/** The date of a document is the one it names itself, else the day it was added. */
export function DateMenu({ filter, onChange }: DateMenuProps) {
  const from = dayOf(filter.dateFrom)
  const to = dayOf(filter.dateTo)
  const isChosen = from !== '' || to !== ''
  return (
    <Popover
      label="Filter by date"
      trigger={
        <Button size="small" className={isChosen ? 'border-accent-line bg-accent-soft' : ''}>
          Date
          <ChevronDown aria-hidden className="size-3.5! text-faint" />
        </Button>
      }
    >
      <div className="flex flex-col gap-2 p-1">
        <div className="flex flex-wrap gap-1.5">
          {SPANS.map(({ label, days }) => (
            <Button
              key={days}
              size="small"
              onClick={() => onChange(withDates(filter, dayOf(Date.now() - days * DAY_MS), ''))}
            >
              {label}
            </Button>
          ))}
          <Button size="small" disabled={!isChosen} onClick={() => onChange(withDates(filter, '', ''))}>
            Any date
          </Button>
        </div>
        <TextField
          label="From"
          type="date"
          value={from}
          max={to || undefined}
          onChange={(event) => onChange(withDates(filter, event.target.value, to))}
        />
        <TextField
          label="Until"
          type="date"
          value={to}
          min={from || undefined}
          onChange={(event) => onChange(withDates(filter, from, event.target.value))}
        />
        <p className="text-xs text-faint">The date a document names itself, else the day it was added.</p>
      </div>
    </Popover>
  )
}

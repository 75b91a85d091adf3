import type { SearchFacets, SearchFilter } from '@shared/search-models'
import { X } from 'lucide-react'
import { Button } from '../ui/button'
import { formatDay } from '../ui/figures'
import { DateMenu } from './date-menu'
import { FilterMenu } from './filter-menu'
import { chosenValues, facetsOf, isFiltering, toggled, withChosen, withDates } from './filter-state'

interface FilterBarProps {
  readonly facets: SearchFacets | null
  readonly filter: SearchFilter
  readonly onChange: (filter: SearchFilter) => void
}

/** The menus to filter with, and a chip for each thing that was chosen. */
export function FilterBar({ facets, filter, onChange }: FilterBarProps) {
  const shown = facetsOf(facets, filter)
  const chips = shown.flatMap((facet) =>
    chosenValues(filter, facet.name).map((value) => ({
      key: `${facet.name} ${value}`,
      text: `${facet.label}: ${facet.options.find((option) => option.value === value)?.label ?? value}`,
      remove: () =>
        onChange(withChosen(filter, facet.name, toggled(chosenValues(filter, facet.name), value))),
    })),
  )
  const dates = dateWords(filter)
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1.5">
      {shown.map((facet) => (
        <FilterMenu
          key={facet.name}
          facet={facet}
          chosen={chosenValues(filter, facet.name)}
          onToggle={(value) =>
            onChange(withChosen(filter, facet.name, toggled(chosenValues(filter, facet.name), value)))
          }
        />
      ))}
      {facets?.dates && <DateMenu filter={filter} onChange={onChange} />}
      {chips.map(({ key, text, remove }) => (
        <FilterChip key={key} text={text} onRemove={remove} />
      ))}
      {dates && <FilterChip text={dates} onRemove={() => onChange(withDates(filter, '', ''))} />}
      {isFiltering(filter) && (
        <Button size="small" variant="ghost" onClick={() => onChange({})}>
          Clear filters
        </Button>
      )}
    </div>
  )
}

function FilterChip({ text, onRemove }: { readonly text: string; readonly onRemove: () => void }) {
  return (
    <button
      type="button"
      aria-label={`Remove the filter ${text}`}
      onClick={onRemove}
      className="inline-flex h-7 max-w-56 items-center gap-1 rounded-full border border-accent-line bg-accent-soft pr-1.5 pl-2.5 text-xs text-accent transition-colors hover:border-accent"
    >
      <span dir="auto" className="min-w-0 truncate">
        {text}
      </span>
      <X aria-hidden className="size-3.5 shrink-0" />
    </button>
  )
}

function dateWords({ dateFrom, dateTo }: SearchFilter): string | null {
  if (dateFrom !== undefined && dateTo !== undefined) return `${formatDay(dateFrom)} – ${formatDay(dateTo)}`
  if (dateFrom !== undefined) return `Since ${formatDay(dateFrom)}`
  return dateTo === undefined ? null : `Until ${formatDay(dateTo)}`
}

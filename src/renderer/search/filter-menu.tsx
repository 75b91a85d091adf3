import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button'
import { CheckRow } from '../ui/check-row'
import { INPUT_CLASS } from '../ui/field'
import { formatCount } from '../ui/figures'
import { Popover } from '../ui/popover'
import { type Facet, fittingOptions } from './filter-state'

/** A list longer than this is searched, not scanned. */
const SEARCHED_FROM = 9

interface FilterMenuProps {
  readonly facet: Facet
  readonly chosen: readonly string[]
  readonly onToggle: (value: string) => void
}

/** One thing to filter by; how many are chosen stands on its button. */
export function FilterMenu({ facet, chosen, onToggle }: FilterMenuProps) {
  return (
    <Popover
      label={`Filter by ${facet.label.toLowerCase()}`}
      trigger={
        <Button size="small" className={chosen.length > 0 ? 'border-accent-line bg-accent-soft' : ''}>
          {facet.label}
          {chosen.length > 0 && <span className="font-semibold text-accent">{chosen.length}</span>}
          <ChevronDown aria-hidden className="size-3.5! text-faint" />
        </Button>
      }
    >
      <FilterOptions facet={facet} chosen={chosen} onToggle={onToggle} />
    </Popover>
  )
}

function FilterOptions({ facet, chosen, onToggle }: FilterMenuProps) {
  const [typed, setTyped] = useState('')
  const shown = fittingOptions(facet.options, typed)
  return (
    <>
      {facet.options.length >= SEARCHED_FROM && (
        <input
          type="text"
          aria-label={`Find a ${facet.label.toLowerCase()}`}
          placeholder={`Find a ${facet.label.toLowerCase()}`}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className={`${INPUT_CLASS} mb-1 h-8 text-sm`}
        />
      )}
      {shown.map(({ value, label, count }) => (
        <CheckRow
          key={value}
          isChecked={chosen.includes(value)}
          onToggle={() => onToggle(value)}
          aside={formatCount(count)}
        >
          {label}
        </CheckRow>
      ))}
      {shown.length === 0 && <p className="px-2 py-1.5 text-sm text-muted">None of that name.</p>}
      {facet.name === 'tags' && chosen.length > 1 && (
        <p className="px-2 pt-1.5 pb-0.5 text-xs text-faint">Documents that have all of them.</p>
      )}
    </>
  )
}

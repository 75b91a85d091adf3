import type { DocumentFormat, DocumentSort, DocumentState } from '@shared/models'
import { ArrowDownUp, ChevronDown } from 'lucide-react'
import { formatLabel } from '../document/format-label'
import { useCall } from '../engine/use-engine'
import { Button } from '../ui/button'
import { CheckRow } from '../ui/check-row'
import { formatCount } from '../ui/figures'
import { Menu, MenuChoices } from '../ui/menu'
import { Popover } from '../ui/popover'
import type { Documents } from './use-documents'

const STATES: readonly { readonly value: DocumentState | 'any'; readonly text: string }[] = [
  { value: 'any', text: 'Any state' },
  { value: 'ready', text: 'Ready' },
  { value: 'waiting', text: 'Meaning search follows' },
  { value: 'internal', text: 'Internal' },
]

const SORTS: readonly { readonly value: DocumentSort; readonly text: string }[] = [
  { value: 'added', text: 'Newest first' },
  { value: 'title', text: 'By title' },
  { value: 'date', text: 'By its own date' },
  { value: 'size', text: 'Largest first' },
]

/** Kinds, states and order of the documents. */
export function DocumentFilters({ documents }: { readonly documents: Documents }) {
  const { choice, choose } = documents
  const { state } = choice
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <KindFilter chosen={choice.formats} onChange={(formats) => choose({ formats })} />
      <Menu
        align="start"
        trigger={
          <Button size="small" className={state ? 'border-accent-line bg-accent-soft' : ''}>
            {state ? STATES.find(({ value }) => value === state)?.text : 'State'}
            <ChevronDown aria-hidden className="size-3.5! text-faint" />
          </Button>
        }
      >
        <MenuChoices
          label="State"
          value={state ?? 'any'}
          choices={STATES}
          onChange={(value) => choose({ state: value === 'any' ? null : value })}
        />
      </Menu>
      <Menu
        align="start"
        trigger={
          <Button size="small" variant="ghost">
            <ArrowDownUp aria-hidden className="size-3.5!" />
            {SORTS.find(({ value }) => value === choice.sort)?.text}
          </Button>
        }
      >
        <MenuChoices
          label="Order"
          value={choice.sort}
          choices={SORTS}
          onChange={(sort) => choose({ sort })}
        />
      </Menu>
    </div>
  )
}

interface KindFilterProps {
  readonly chosen: readonly DocumentFormat[]
  readonly onChange: (formats: readonly DocumentFormat[]) => void
}

function KindFilter({ chosen, onChange }: KindFilterProps) {
  const [first] = chosen
  return (
    <Popover
      label="Kinds of files"
      trigger={
        <Button size="small" className={first ? 'border-accent-line bg-accent-soft' : ''}>
          {chosen.length === 1 && first ? formatLabel(first) : 'Kind'}
          {chosen.length > 1 && <span className="font-semibold text-accent">{chosen.length}</span>}
          <ChevronDown aria-hidden className="size-3.5! text-faint" />
        </Button>
      }
    >
      <KindOptions chosen={chosen} onChange={onChange} />
    </Popover>
  )
}

/** Asked for when it is opened: the counts cost a pass over all documents. */
function KindOptions({ chosen, onChange }: KindFilterProps) {
  const facets = useCall('search.facets', {})
  const formats = facets.kind === 'ready' ? facets.output.formats : []
  const toggle = (format: DocumentFormat) =>
    onChange(chosen.includes(format) ? chosen.filter((other) => other !== format) : [...chosen, format])
  return formats.map(({ format, count }) => (
    <CheckRow
      key={format}
      isChecked={chosen.includes(format)}
      onToggle={() => toggle(format)}
      aside={formatCount(count)}
    >
      {formatLabel(format)}
    </CheckRow>
  ))
}

import { toAppError } from '@shared/errors'
import type { Gap, GapReason } from '@shared/gap-models'
import { CircleHelp, FileDown, FileJson, FileText, Search } from 'lucide-react'
import { useDeferredValue, useEffect, useState } from 'react'
import { useBridge, useCall, useClient, useStream } from '../engine/use-engine'
import { useAnnounce } from '../ui/announcer'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { ErrorNotice } from '../ui/error-notice'
import { INPUT_CLASS } from '../ui/field'
import { countOf } from '../ui/figures'
import { Menu, MenuItem, MenuNote } from '../ui/menu'
import { type Segment, SegmentButtons } from '../ui/segmented'
import { AfterDelay, Skeleton } from '../ui/skeleton'
import { useKeptFocus } from '../ui/use-kept-focus'
import { GapCard } from './gap-card'

type Shown = 'open' | 'feedback' | 'closed'

const SHOWN: readonly Segment<Shown>[] = [
  { value: 'open', label: 'Open' },
  { value: 'feedback', label: 'Feedback' },
  { value: 'closed', label: 'Closed' },
]
const FEEDBACK: readonly GapReason[] = ['wrong', 'incomplete', 'outdated', 'tone', 'other']
const PAGE_SIZE = 100
const MOST_SHOWN = 500

/** What the knowledge base did not answer, or not well: who asked, how often, and what became of it. */
export function GapsView() {
  const [shown, setShown] = useState<Shown>('open')
  const [typed, setTyped] = useState('')
  const [limit, setLimit] = useState(PAGE_SIZE)
  const text = useDeferredValue(typed.trim())
  const filter = {
    state: shown === 'feedback' ? null : shown,
    reasons: shown === 'feedback' ? [...FEEDBACK] : [],
    text,
  }
  const watch = useStream('gaps.watch', {})
  const list = useCall('gaps.list', { ...filter, limit }, { keepsPrevious: true })
  const revision = watch.kind === 'ready' ? watch.latest.revision : 0
  const { reload } = list
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again whenever the revision grows
  useEffect(() => reload(), [reload, revision])

  const gaps = list.kind === 'ready' ? list.output.gaps : []
  const total = list.kind === 'ready' ? list.output.total : 0
  // a gap that is closed leaves the list, with the button that closed it
  const cards = useKeptFocus<HTMLUListElement>(gaps.map(({ id }) => id).join(' '))
  return (
    <section aria-label="Gaps" className="flex h-full min-h-0 flex-col bg-panel">
      <header className="flex min-h-[56px] shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-4 py-2 sm:px-7">
        <div className="me-auto min-w-0">
          <h1 className="text-answer font-semibold tracking-tight">Gaps</h1>
          <p className="text-xs text-muted tabular-nums">
            {watch.kind === 'ready' ? `${countOf(watch.latest.open, 'open gap')}` : '\u00a0'}
          </p>
        </div>
        <ExportMenu filter={filter} isEmpty={gaps.length === 0} />
      </header>
      <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 pt-3 sm:px-7">
        <SegmentButtons label="Which gaps" value={shown} segments={SHOWN} onChange={setShown} />
        <label className="relative min-w-40 grow sm:max-w-80">
          <span className="sr-only">Find in questions and notes</span>
          <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-faint" />
          <input
            type="search"
            value={typed}
            placeholder="Find in questions and notes"
            onChange={(event) => setTyped(event.target.value)}
            className={`${INPUT_CLASS} h-8 pl-8 text-sm`}
          />
        </label>
      </div>
      <div className="min-h-0 grow overflow-y-auto px-4 py-3 sm:px-7">
        {list.kind === 'failed' && <ErrorNotice error={list.error} onRetry={reload} />}
        {list.kind === 'loading' && (
          <AfterDelay>
            <Skeleton className="h-16" />
          </AfterDelay>
        )}
        {list.kind === 'ready' && gaps.length === 0 && <NoGaps shown={shown} isFiltered={text !== ''} />}
        <ul ref={cards} aria-label="Gaps" className="flex max-w-3xl flex-col gap-2">
          {gaps.map((gap: Gap) => (
            <li key={gap.id}>
              <GapCard gap={gap} revision={revision} />
            </li>
          ))}
        </ul>
        {total > gaps.length && limit < MOST_SHOWN && (
          <div className="flex justify-center py-3">
            <Button onClick={() => setLimit((last) => Math.min(MOST_SHOWN, last + PAGE_SIZE))}>
              Show more ({gaps.length} of {total})
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}

function NoGaps({ shown, isFiltered }: { readonly shown: Shown; readonly isFiltered: boolean }) {
  if (isFiltered) return <p className="py-6 text-sm text-muted">No gap says this.</p>
  return (
    <EmptyState
      icon={<CircleHelp aria-hidden />}
      title={
        shown === 'open'
          ? 'Nothing is missing'
          : shown === 'closed'
            ? 'Nothing was closed yet'
            : 'No feedback yet'
      }
    >
      {shown === 'feedback'
        ? 'Say with the thumb under an answer what is wrong with it, and it is listed here.'
        : 'Questions that the knowledge base does not answer are gathered here by what they are about. A gap closes by itself when an article answers it.'}
    </EmptyState>
  )
}

interface ExportMenuProps {
  readonly filter: {
    readonly state: 'open' | 'closed' | null
    readonly reasons: GapReason[]
    readonly text: string
  }
  readonly isEmpty: boolean
}

/** Out of the machine's sight details of customers are replaced, unless a person wants them. */
function ExportMenu({ filter, isEmpty }: ExportMenuProps) {
  const client = useClient()
  const bridge = useBridge()
  const announce = useAnnounce()

  async function save(as: 'csv' | 'json' | 'md', isMasked = true): Promise<void> {
    try {
      const file = await client.call('gaps.export', { ...filter, as, isMasked })
      if (await bridge.saveText(file)) announce(`${file.fileName} was saved.`, 'shown')
    } catch (thrown) {
      announce(toAppError(thrown).message, 'shown')
    }
  }

  return (
    <Menu
      trigger={
        <Button disabled={isEmpty}>
          <FileDown aria-hidden />
          Export
        </Button>
      }
    >
      <MenuNote>Names, addresses and numbers of customers are replaced.</MenuNote>
      <MenuItem icon={<FileDown />} hint="For a spreadsheet" onSelect={() => void save('csv')}>
        CSV
      </MenuItem>
      <MenuItem icon={<FileText />} hint="For a wiki or a ticket" onSelect={() => void save('md')}>
        Markdown
      </MenuItem>
      <MenuItem icon={<FileJson />} hint="For other programs" onSelect={() => void save('json')}>
        JSON
      </MenuItem>
      <MenuItem
        icon={<FileDown />}
        hint="Questions word for word, with all details"
        onSelect={() => void save('csv', false)}
      >
        CSV, nothing replaced
      </MenuItem>
    </Menu>
  )
}

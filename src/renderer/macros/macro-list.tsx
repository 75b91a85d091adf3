import type { MacroSummary } from '@shared/macro-models'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronRight, Search, TriangleAlert } from 'lucide-react'
import { memo, useLayoutEffect, useMemo, useRef } from 'react'
import { formatAge } from '../ui/figures'
import { FolderMenu } from './folder-menu'
import type { MacroChoice, MacroDraft } from './macro-draft'
import { groupsOf, type MacroGroup, type MacroListRow, rowsOf } from './macro-groups'

interface MacroListProps {
  readonly macros: readonly MacroSummary[]
  readonly choice: MacroChoice | null
  readonly drafts: Readonly<Record<string, MacroDraft>>
  readonly closedFolders: readonly string[]
  readonly onToggleFolder: (folder: string) => void
  readonly search: string
  readonly onSearch: (text: string) => void
  readonly onChoose: (choice: MacroChoice) => void
}

/** Those to look at first, then folder by folder; while one searches, the best matches first. */
export function MacroList(props: MacroListProps) {
  const { macros, choice, drafts, closedFolders, onToggleFolder, search, onSearch, onChoose } = props
  const groups = useMemo(() => groupsOf(macros, search), [macros, search])
  const rows = useMemo(() => rowsOf(groups, closedFolders), [groups, closedFolders])
  return (
    <nav aria-label="Macros" className="relative flex h-full min-h-0 flex-col">
      <div className="relative shrink-0 p-2">
        <Search aria-hidden className="pointer-events-none absolute top-4 left-4.5 size-4 text-faint" />
        <input
          type="text"
          aria-label="Search macros"
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          placeholder="Search macros"
          value={search}
          onChange={(event) => onSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || search === '') return
            event.preventDefault()
            onSearch('')
          }}
          className="h-8 w-full rounded-md border border-line-control bg-panel ps-8 pe-2 text-sm"
        />
      </div>
      {drafts['new'] !== undefined && (
        <div className="shrink-0 px-2 pb-1">
          <DraftRow draft={drafts['new']} isCurrent={choice === 'new'} onChoose={() => onChoose('new')} />
        </div>
      )}
      <Rows
        rows={rows}
        choice={choice}
        unsaved={Object.keys(drafts).join(' ')}
        onToggleFolder={onToggleFolder}
        onChoose={onChoose}
      />
      {search.trim() !== '' && rows.length === 0 && (
        <p role="status" className="absolute inset-x-0 top-12 px-4 py-3 text-sm text-muted">
          No macro has these words.
        </p>
      )}
    </nav>
  )
}

interface RowsProps extends Pick<MacroListProps, 'choice' | 'onToggleFolder' | 'onChoose'> {
  readonly rows: readonly MacroListRow[]
  /** Ids of macros with changes that are not saved. */
  readonly unsaved: string
}

/** Only those in sight are drawn; apart and remembered, because each letter typed into a macro draws the view anew. */
const Rows = memo(function Rows({ rows, choice, unsaved, onToggleFolder, onChoose }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(rows[index]),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
  })
  // heights belong to rows, and rows to what was searched for
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew with other rows
  useLayoutEffect(() => virtualizer.measure(), [rows, virtualizer])
  const unsavedIds = new Set(unsaved.split(' '))
  return (
    <div ref={scroller} className="min-h-0 grow overflow-y-auto px-2 pb-3">
      <ul aria-label="Macros" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start, size, key }) => {
          const row = rows[index]
          return (
            row && (
              <li
                key={key}
                className="absolute inset-x-0 top-0"
                style={{ height: size, transform: `translateY(${start}px)` }}
              >
                {row.kind === 'group' ? (
                  <GroupHead
                    group={row.group}
                    isOpen={row.isOpen}
                    onToggle={() => onToggleFolder(row.group.key)}
                  />
                ) : (
                  <MacroRow
                    macro={row.macro}
                    isCurrent={row.macro.id === choice}
                    isUnsaved={unsavedIds.has(row.key)}
                    onChoose={() => onChoose(row.macro.id)}
                  />
                )}
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
})

/** Two lines, and a third where it says how often it was used. */
function heightOf(row: MacroListRow | undefined): number {
  if (row?.kind !== 'macro') return 34
  return row.macro.useCount > 0 ? 66 : 50
}

interface GroupHeadProps {
  readonly group: MacroGroup
  readonly isOpen: boolean
  readonly onToggle: () => void
}

function GroupHead({ group, isOpen, onToggle }: GroupHeadProps) {
  const words = (
    <>
      <bdi className="min-w-0 truncate">{group.title}</bdi>
      <span className="ms-auto shrink-0 font-normal tabular-nums">{group.macros.length}</span>
    </>
  )
  const className =
    'flex min-h-7 w-full items-center gap-1 px-1.5 text-xs font-semibold text-muted rounded-md'
  if (!group.canClose) return <h2 className={className}>{words}</h2>
  return (
    <div className="group relative">
      <h2>
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={onToggle}
          className={`${className} text-start hover:bg-sunken`}
        >
          <ChevronRight
            aria-hidden
            className={`size-3.5 shrink-0 transition-transform ${isOpen ? 'rotate-90' : ''}`}
          />
          {words}
        </button>
      </h2>
      {group.folder !== '' && (
        <span className="absolute end-0 top-0 rounded-md bg-bg opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 has-[[data-state=open]]:opacity-100">
          <FolderMenu folder={group.folder} />
        </span>
      )}
    </div>
  )
}

interface MacroRowProps {
  readonly macro: MacroSummary
  readonly isCurrent: boolean
  readonly isUnsaved: boolean
  readonly onChoose: () => void
}

function MacroRow({ macro, isCurrent, isUnsaved, onChoose }: MacroRowProps) {
  const { name, shortcut, snippet, changedCount, useCount, lastUsedAt } = macro
  return (
    <Row isCurrent={isCurrent} onChoose={onChoose}>
      <span className="flex min-w-0 items-center gap-1.5">
        {changedCount > 0 && (
          <TriangleAlert aria-label="Source changed" className="size-3.5 shrink-0 text-amber" />
        )}
        <bdi className="min-w-0 truncate text-sm font-medium">{name}</bdi>
        {isUnsaved && <span className="shrink-0 text-xs text-amber">unsaved</span>}
        {shortcut && (
          <span className="ms-auto max-w-[45%] shrink-0 truncate text-xs text-accent">/{shortcut}</span>
        )}
      </span>
      <bdi className="block truncate text-xs text-muted">{snippet}</bdi>
      {useCount > 0 && lastUsedAt !== null && (
        <span className="block text-xs text-faint">
          used {useCount === 1 ? 'once' : `${useCount} times`}, {formatAge(lastUsedAt, Date.now())}
        </span>
      )}
    </Row>
  )
}

function DraftRow({
  draft,
  isCurrent,
  onChoose,
}: {
  readonly draft: MacroDraft
  readonly isCurrent: boolean
  readonly onChoose: () => void
}) {
  return (
    <Row isCurrent={isCurrent} onChoose={onChoose}>
      <span className="flex min-w-0 items-center gap-1.5">
        <bdi className="min-w-0 truncate text-sm font-medium">{draft.name.trim() || 'New macro'}</bdi>
        <span className="shrink-0 text-xs text-amber">unsaved</span>
      </span>
      <bdi className="block truncate text-xs text-muted">{draft.body.slice(0, 200)}</bdi>
    </Row>
  )
}

interface RowProps {
  readonly isCurrent: boolean
  readonly onChoose: () => void
  readonly children: React.ReactNode
}

function Row({ isCurrent, onChoose, children }: RowProps) {
  return (
    <button
      type="button"
      aria-current={isCurrent ? 'true' : undefined}
      onClick={onChoose}
      className={`-outline-offset-2 w-full min-w-0 rounded-md px-2 py-1.5 text-start ${isCurrent ? 'bg-accent-soft' : 'hover:bg-sunken'}`}
    >
      {children}
    </button>
  )
}

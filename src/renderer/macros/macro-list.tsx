import type { MacroSummary } from '@shared/macro-models'
import { ChevronRight, Search, TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { formatAge } from '../ui/figures'
import { FolderMenu } from './folder-menu'
import type { MacroChoice, MacroDraft } from './macro-draft'
import { searchMacros } from './match-macros'

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

interface Group {
  readonly key: string
  readonly title: string
  readonly macros: readonly MacroSummary[]
  readonly canClose: boolean
  /** '' where it is none. */
  readonly folder: string
}

/** Those to look at first, then folder by folder; while one searches, the best matches first. */
export function MacroList(props: MacroListProps) {
  const { macros, choice, drafts, closedFolders, onToggleFolder, search, onSearch, onChoose } = props
  const groups = useMemo(() => groupsOf(macros, search), [macros, search])
  return (
    <nav aria-label="Macros" className="flex h-full min-h-0 flex-col">
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
      <div className="min-h-0 grow overflow-y-auto px-2 pb-3">
        {drafts['new'] !== undefined && (
          <DraftRow draft={drafts['new']} isCurrent={choice === 'new'} onChoose={() => onChoose('new')} />
        )}
        {groups.map((group) => {
          const isOpen = !group.canClose || !closedFolders.includes(group.key)
          return (
            <section key={group.key} aria-label={group.title} className="mb-1.5">
              <GroupHead group={group} isOpen={isOpen} onToggle={() => onToggleFolder(group.key)} />
              {isOpen && (
                <ul className="grid grid-cols-[minmax(0,1fr)] gap-px">
                  {group.macros.map((macro) => (
                    <li key={macro.id}>
                      <MacroRow
                        macro={macro}
                        isCurrent={macro.id === choice}
                        isUnsaved={drafts[String(macro.id)] !== undefined}
                        onChoose={() => onChoose(macro.id)}
                      />
                    </li>
                  ))}
                </ul>
              )}
            </section>
          )
        })}
        {search.trim() !== '' && groups.length === 0 && (
          <p role="status" className="px-2 py-3 text-sm text-muted">
            No macro has these words.
          </p>
        )}
      </div>
    </nav>
  )
}

/** A macro stands once: those to look at are not in their folders again. */
export function groupsOf(macros: readonly MacroSummary[], search: string): readonly Group[] {
  if (search.trim() !== '') {
    const found = searchMacros(macros, search)
    return found.length === 0
      ? []
      : [{ key: 'found', title: 'Found', macros: found, canClose: false, folder: '' }]
  }
  const flagged = macros.filter(({ changedCount }) => changedCount > 0)
  const groups: Group[] =
    flagged.length === 0
      ? []
      : [{ key: 'flagged', title: 'To look at', macros: flagged, canClose: false, folder: '' }]
  const byFolder = new Map<string, MacroSummary[]>()
  for (const macro of macros) {
    if (macro.changedCount > 0) continue
    const inside = byFolder.get(macro.folder)
    if (inside) inside.push(macro)
    else byFolder.set(macro.folder, [macro])
  }
  for (const [folder, inside] of byFolder)
    groups.push({
      key: `folder ${folder}`,
      title: folder === '' ? 'Without a folder' : folder.replaceAll('/', ' › '),
      macros: inside,
      canClose: true,
      folder,
    })
  return groups
}

interface GroupHeadProps {
  readonly group: Group
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
      className={`w-full min-w-0 rounded-md px-2 py-1.5 text-start ${isCurrent ? 'bg-accent-soft' : 'hover:bg-sunken'}`}
    >
      {children}
    </button>
  )
}

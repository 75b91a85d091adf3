import { assertNever } from '@shared/errors'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useWarmUp } from '../engine/use-warm-up'
import { useNavigation } from '../navigation'
import { readPassageLink } from '../passage-link'
import { useHitActions } from '../search/hit-actions'
import { Dialog } from '../ui/dialog'
import { ErrorNotice } from '../ui/error-notice'
import { Kbd } from '../ui/kbd'
import {
  movedIndex,
  type PaletteAction,
  type PaletteItem,
  type PaletteSection,
  paletteSections,
} from './palette-items'
import { PaletteRow } from './palette-row'
import { type FindsState, usePaletteFinds } from './use-palette-finds'

interface RunnableAction extends PaletteAction {
  readonly run: () => void
}

interface PaletteProps {
  /** What can be done now, in the order to show it. */
  readonly actions: readonly RunnableAction[]
  /** Shows everything that is found for a text. */
  readonly onSearchAll: (text: string) => void
}

const LIST_ID = 'palette-list'
const rowId = (index: number) => `palette-row-${index}`

/** Ctrl+K: one field over articles, conversations and actions. Nothing in here needs a mouse. */
export function Palette({ actions, onSearchAll }: PaletteProps) {
  const { isPaletteOpen, setPaletteOpen } = useNavigation()
  return (
    <Dialog
      open={isPaletteOpen}
      onOpenChange={setPaletteOpen}
      title="Search articles, conversations, actions"
      shape="top"
      isBare
    >
      <PaletteBody actions={actions} onSearchAll={onSearchAll} onClose={() => setPaletteOpen(false)} />
    </Dialog>
  )
}

interface PaletteBodyProps extends PaletteProps {
  readonly onClose: () => void
}

function PaletteBody({ actions, onSearchAll, onClose }: PaletteBodyProps) {
  const navigation = useNavigation()
  const hitActions = useHitActions()
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  useWarmUp(true, query)
  const finds = usePaletteFinds(query)
  const sections = useMemo(() => paletteSections(query, finds, actions), [query, finds, actions])
  const items = useMemo(() => sections.flatMap((section) => section.items), [sections])
  const activeIndex = Math.min(active, items.length - 1)

  function choose(item: PaletteItem<RunnableAction> | undefined): void {
    if (!item) return
    onClose()
    switch (item.kind) {
      case 'article': {
        const { documentId, start, end } = item.passage
        navigation.openDocument({ documentId, start, end })
        break
      }
      case 'conversation':
        navigation.openConversation(item.hit.conversation.id, item.hit.messageId)
        break
      case 'action':
        item.action.run()
        break
      case 'all':
        onSearchAll(item.query)
        break
      default:
        assertNever(item)
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    // while an input method composes, Enter and the arrows are for its own list
    if (event.nativeEvent.isComposing) return
    const item = items[activeIndex]
    if (item?.kind === 'article' && event.altKey && event.nativeEvent.code === 'KeyL') {
      event.preventDefault()
      hitActions.copyLink(item.passage)
      return
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      const link = readPassageLink(query)
      if (link) {
        onClose()
        navigation.openDocument(link)
      } else if ((event.ctrlKey || event.metaKey) && item?.kind === 'article')
        hitActions.copyPassage(item.passage)
      else choose(item)
      return
    }
    const moved = movedIndex(event.key, activeIndex, items.length)
    if (moved === null) return
    event.preventDefault()
    setActive(moved)
  }

  return (
    <>
      <div className="flex items-center gap-2.5 border-b border-line px-4">
        <Search aria-hidden size={16} className="shrink-0 text-faint" />
        <input
          // biome-ignore lint/a11y/noAutofocus: the palette is opened to type into it
          autoFocus
          type="text"
          role="combobox"
          aria-label="Search articles, conversations, actions"
          aria-expanded={items.length > 0}
          aria-controls={LIST_ID}
          aria-autocomplete="list"
          aria-activedescendant={items.length > 0 ? rowId(activeIndex) : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="Search articles, conversations, actions"
          className="h-12 min-w-0 grow bg-transparent text-answer outline-none"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd>Esc</Kbd>
      </div>
      <ResultList
        sections={sections}
        query={query.trim()}
        activeIndex={activeIndex}
        onHover={setActive}
        onChoose={choose}
      />
      <PaletteNotes query={query.trim()} finds={finds} isEmpty={items.length === 0} />
      <div className="flex flex-wrap gap-x-4 gap-y-1 border-t border-line px-4 py-2 text-xs text-faint">
        <span>↑ ↓ to choose</span>
        <span>Enter to open</span>
        <span>Ctrl Enter to copy the passage</span>
        <span>Alt L to copy a link</span>
      </div>
    </>
  )
}

interface ResultListProps {
  readonly sections: readonly PaletteSection<RunnableAction>[]
  readonly query: string
  readonly activeIndex: number
  readonly onHover: (index: number) => void
  readonly onChoose: (item: PaletteItem<RunnableAction>) => void
}

function ResultList({ sections, query, activeIndex, onHover, onChoose }: ResultListProps) {
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row is found by its place; new rows move it too
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' })
  }, [activeIndex, sections])

  let index = 0
  return (
    <div
      ref={list}
      id={LIST_ID}
      role="listbox"
      aria-label="Results"
      className="min-h-0 overflow-y-auto px-1.5 py-1.5 empty:hidden"
    >
      {sections.map(({ title, items }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a listbox
        <div key={title} role="group" aria-label={title}>
          <p
            aria-hidden
            className="px-2.5 pt-2 pb-1 text-[11px] font-semibold uppercase tracking-[0.04em] text-faint"
          >
            {title}
          </p>
          {items.map((item) => {
            const place = index++
            return (
              <PaletteRow
                key={item.key}
                id={rowId(place)}
                item={item}
                query={query}
                isActive={place === activeIndex}
                onHover={() => onHover(place)}
                onChoose={() => onChoose(item)}
              />
            )
          })}
        </div>
      ))}
    </div>
  )
}

interface PaletteNotesProps {
  readonly query: string
  readonly finds: FindsState
  readonly isEmpty: boolean
}

/** What the list alone does not say: that nothing was found, that the search was less than asked for, that it failed. */
function PaletteNotes({ query, finds, isEmpty }: PaletteNotesProps) {
  const isAnswered = query !== '' && finds.query === query
  return (
    <div role="status" className="px-4 empty:hidden">
      {isAnswered && isEmpty && !finds.error && (
        <p className="py-6 text-center text-muted">
          Nothing found for <span className="break-words font-medium text-text">“{query}”</span>
        </p>
      )}
      {isAnswered && finds.correction && (
        <p className="pb-2 text-xs text-muted [overflow-wrap:anywhere]">
          {finds.correction.kind === 'searched' ? 'Showing results for' : 'Did you mean'}{' '}
          <span className="font-medium text-text">{finds.correction.text}</span>
        </p>
      )}
      {isAnswered && finds.degraded && <p className="pb-2 text-xs text-muted">{finds.degraded}</p>}
      {isAnswered && finds.error && (
        <div className="pb-3">
          <ErrorNotice error={finds.error} />
        </div>
      )}
    </div>
  )
}

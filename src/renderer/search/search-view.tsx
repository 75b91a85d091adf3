import type { SearchHit, SearchResult } from '@shared/search-models'
import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useRef, useSyncExternalStore } from 'react'
import { useWarmUp } from '../engine/use-warm-up'
import { useNavigationStore } from '../navigation'
import { readPassageLink } from '../passage-link'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { ErrorNotice } from '../ui/error-notice'
import { countOf } from '../ui/figures'
import { IconButton } from '../ui/icon-button'
import { AfterDelay, Skeleton } from '../ui/skeleton'
import { FilterBar } from './filter-bar'
import { isFiltering } from './filter-state'
import { useHitActions } from './hit-actions'
import { ModeSwitch } from './mode-switch'
import { isLikely } from './result-groups'
import { focusHit, ResultList } from './result-list'
import { SearchNotes } from './search-notes'
import type { SearchSession } from './search-session'
import { SearchTips } from './search-tips'
import { useFacets } from './use-facets'
import { type LiveSearch, useLiveSearch } from './use-live-search'
import { useSearchFocus } from './use-search-focus'
import { whyNotes, wordsLookedFor } from './why-notes'

/** Five screens; whoever needs the fiftieth hit needs another word. */
const RESULTS_ASKED = 50

/** Everything in the knowledge base, passage by passage. What was typed outlives the view. */
export function SearchView({ session }: { readonly session: SearchSession }) {
  const state = useSyncExternalStore(session.subscribe, session.snapshot)
  const { text, mode, filter, asTyped, activeChunkId } = state
  const navigation = useNavigationStore()
  const facets = useFacets()
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const query = text.trim()
  const link = readPassageLink(query)
  useWarmUp(query !== '', query)
  const correct = asTyped !== query
  const live = useLiveSearch(
    query === '' || link ? null : { text: query, mode, filter, correct, limit: RESULTS_ASKED, details: true },
  )
  const actions = useHitActions()
  const hits = live.result?.passages ?? []
  const shown = hits.some(isLikely) ? hits : []
  const first = shown.find(({ chunkId }) => chunkId === activeChunkId) ?? shown[0]
  const focus = useSearchFocus({ field, list, result: live.result, activeChunkId })

  const type = (typed: string) => {
    focus.stay()
    session.set({ text: typed, activeChunkId: null })
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && text !== '') {
      event.preventDefault()
      type('')
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (link) navigation.openDocument(link)
      else if (first && (event.ctrlKey || event.metaKey)) actions.copyPassage(first)
      else if (first) openHit(first)
    } else if (event.key === 'ArrowDown' && first) {
      event.preventDefault()
      focusHit(list.current, first)
    }
  }
  function openHit(hit: SearchHit): void {
    session.set({ activeChunkId: hit.chunkId })
    actions.open(hit)
  }

  return (
    <section aria-label="Search" className="flex h-full min-h-0 flex-col bg-panel">
      <header className="shrink-0 border-b border-line px-4 pt-3 pb-2.5 sm:px-7">
        <div className="mx-auto flex w-full max-w-[820px] flex-col gap-2">
          <h1 className="sr-only">Search</h1>
          <div className="flex min-w-0 flex-wrap items-center gap-2">
            <div className="relative min-w-64 grow">
              <Search
                aria-hidden
                className="pointer-events-none absolute top-2.5 left-3 size-[17px] text-faint"
              />
              <input
                ref={field}
                type="text"
                aria-label="Search the knowledge base"
                aria-describedby="search-hint"
                autoComplete="off"
                spellCheck={false}
                dir="auto"
                placeholder="Words, a question, or an error code"
                value={text}
                onChange={(event) => type(event.target.value)}
                onKeyDown={onKeyDown}
                className="h-9.5 w-full rounded-lg border border-line-control bg-panel pr-9 pl-9.5 text-answer text-text"
              />
              {text !== '' && (
                <IconButton
                  label="Clear"
                  shortcut="Esc"
                  className="absolute! top-1 right-1"
                  onClick={() => {
                    type('')
                    field.current?.focus()
                  }}
                >
                  <X />
                </IconButton>
              )}
            </div>
            <ModeSwitch mode={mode} onChange={(next) => session.set({ mode: next })} />
          </div>
          <FilterBar facets={facets} filter={filter} onChange={(next) => session.set({ filter: next })} />
        </div>
      </header>
      <div className="min-h-0 grow overflow-y-auto px-4 py-3 sm:px-7">
        <div className="mx-auto flex min-h-full w-full max-w-[820px] flex-col gap-3">
          <p id="search-hint" className="sr-only">
            Arrow down to the results. Enter opens, Ctrl Enter copies the passage.
          </p>
          {query === '' && <SearchTips tag={facets?.tags[0]?.tag ?? null} onTry={type} />}
          {link && <LinkFound onOpen={() => navigation.openDocument(link)} />}
          {live.error && <ErrorNotice error={live.error} />}
          <div role="status" className="flex flex-col gap-1 empty:hidden">
            {live.result && (
              <SearchNotes
                result={live.result}
                typed={live.text}
                onSearchFor={type}
                onSearchAsTyped={() => session.set({ asTyped: query })}
              />
            )}
            {live.result && shown.length > 0 && <CountLine live={live} hits={shown} />}
          </div>
          {live.result && shown.length > 0 && (
            <ResultList
              list={list}
              focusEvents={focus.hitEvents}
              hits={shown}
              query={wordsLookedFor(live.text, live.result)}
              activeChunkId={activeChunkId}
              onActive={(chunkId) => session.set({ activeChunkId: chunkId })}
              notes={whyNotes(live.result, filter)}
              onLeave={(typed) => {
                field.current?.focus()
                if (typed !== '') type(text + typed)
              }}
            />
          )}
          {live.result && live.isSettled && shown.length === 0 && (
            <NothingFound
              query={query}
              result={live.result}
              onClearFilters={isFiltering(filter) ? () => session.set({ filter: {} }) : null}
              onAnyWords={mode === 'keyword' ? () => session.set({ mode: 'hybrid' }) : null}
            />
          )}
          {query !== '' && !link && !live.result && !live.error && <ResultSkeleton />}
        </div>
      </div>
      <footer className="hidden shrink-0 border-t border-line px-7 py-1.5 text-xs text-faint lg:block">
        <div className="mx-auto flex w-full max-w-[820px] flex-wrap gap-x-4">
          <span>↑ ↓ to choose</span>
          <span>Enter to open</span>
          <span>Ctrl Enter to copy the passage</span>
          <span>Alt L to copy a link</span>
          <span>Alt W for why</span>
        </div>
      </footer>
    </section>
  )
}

function CountLine({ live, hits }: { readonly live: LiveSearch; readonly hits: readonly SearchHit[] }) {
  const documents = new Set(hits.map(({ documentId }) => documentId)).size
  return (
    <p className="text-xs text-faint tabular-nums">
      {hits.length === RESULTS_ASKED ? 'The best ' : ''}
      {countOf(hits.length, 'passage')} in {countOf(documents, 'document')}
      {live.isSettled ? '' : ' · looking further…'}
    </p>
  )
}

interface NothingFoundProps {
  readonly query: string
  readonly result: SearchResult
  readonly onClearFilters: (() => void) | null
  readonly onAnyWords: (() => void) | null
}

function NothingFound({ query, result, onClearFilters, onAnyWords }: NothingFoundProps) {
  const actions = useHitActions()
  const nearest = result.passages[0]
  return (
    <EmptyState
      icon={<Search />}
      title="Nothing found"
      action={
        <>
          {onClearFilters && <Button onClick={onClearFilters}>Clear filters</Button>}
          {onAnyWords && <Button onClick={onAnyWords}>Search by meaning too</Button>}
        </>
      }
    >
      <p className="[overflow-wrap:anywhere]">
        {result.mode === 'keyword' ? 'No passage holds' : 'Nothing in the knowledge base speaks of'} “
        {query.length > 120 ? `${query.slice(0, 117)}…` : query}”
        {onClearFilters ? ', as far as the filters reach.' : '.'}
      </p>
      {nearest && (
        <p className="pt-2">
          The nearest is{' '}
          <button
            type="button"
            onClick={() => actions.open(nearest)}
            className="min-h-6 rounded-sm text-accent underline underline-offset-3"
          >
            {nearest.title}
          </button>
          , but it is far from it.
        </p>
      )}
    </EmptyState>
  )
}

function LinkFound({ onOpen }: { readonly onOpen: () => void }) {
  return (
    <EmptyState title="This is a link to a passage" action={<Button onClick={onOpen}>Open it</Button>}>
      Enter opens it in its document.
    </EmptyState>
  )
}

function ResultSkeleton() {
  return (
    <AfterDelay>
      <div aria-hidden className="flex flex-col gap-5 pt-2">
        {[0, 1, 2].map((row) => (
          <div key={row} className="flex flex-col gap-2">
            <Skeleton className="h-4 w-1/3" />
            <Skeleton className="h-3 w-full" />
            <Skeleton className="h-3 w-4/5" />
          </div>
        ))}
      </div>
    </AfterDelay>
  )
}

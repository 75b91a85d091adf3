import { assertNever } from '@shared/errors'
import type { SearchHit } from '@shared/search-models'
import { FileText } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { formatLabel } from '../document/format-label'
import { piecesOfText } from '../palette/highlight'
import { Chip } from '../ui/chip'
import { plainName } from '../ui/plain-name'
import { type HitActions, useHitActions } from './hit-actions'
import { groupByDocument, type ResultGroup } from './result-groups'
import { ResultRow } from './result-row'

interface ResultListProps {
  readonly hits: readonly SearchHit[]
  /** The words that are looked for; marked in the titles. */
  readonly query: string
  readonly activeChunkId: number | null
  readonly onActive: (chunkId: number) => void
  /** What was done to the query; shown with the numbers. */
  readonly notes: readonly string[]
  /** The hand goes back to the field: above the first row, or to go on typing. */
  readonly onLeave: (typed: string) => void
  readonly list: RefObject<HTMLDivElement | null>
  readonly focusEvents: { readonly onFocus: () => void; readonly onBlur: () => void }
}

/** Hits under their documents; one tab stop, arrows walk from hit to hit. */
export function ResultList(props: ResultListProps) {
  const { hits, query, activeChunkId, onActive, notes, onLeave, list, focusEvents } = props
  const actions = useHitActions()
  const [explained, setExplained] = useState<ReadonlySet<number>>(new Set())
  const groups = groupByDocument(hits)
  const order = groups.flatMap((group) => group.hits)
  const active = order.some(({ chunkId }) => chunkId === activeChunkId)
    ? activeChunkId
    : (order[0]?.chunkId ?? null)

  const explain = (chunkId: number) =>
    setExplained((last) => {
      const next = new Set(last)
      if (!next.delete(chunkId)) next.add(chunkId)
      return next
    })

  function onKeyDown(hit: SearchHit, event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    const command = commandOf(event)
    if (command === null) return
    event.preventDefault()
    switch (command.kind) {
      case 'copy':
        actions.copyPassage(hit)
        break
      case 'link':
        actions.copyLink(hit)
        break
      case 'why':
        explain(hit.chunkId)
        break
      case 'type':
        onLeave(command.text)
        break
      case 'move':
        moveFrom(order.indexOf(hit), command.step)
        break
      default:
        assertNever(command)
    }
  }

  function moveFrom(index: number, step: number | 'home' | 'end'): void {
    const next = step === 'end' ? order.length - 1 : step === 'home' ? 0 : index + step
    if (next < 0) onLeave('')
    else focusHit(list.current, order[Math.min(next, order.length - 1)])
  }

  return (
    <div ref={list} className="flex flex-col gap-3" {...focusEvents}>
      {groups.map((group) => (
        <DocumentGroup
          key={group.documentId}
          group={group}
          query={query}
          order={order}
          active={active}
          explained={explained}
          notes={notes}
          actions={actions}
          onActive={onActive}
          onExplain={explain}
          onKeyDown={onKeyDown}
        />
      ))}
    </div>
  )
}

interface DocumentGroupProps {
  readonly group: ResultGroup
  readonly query: string
  readonly order: readonly SearchHit[]
  readonly active: number | null
  readonly explained: ReadonlySet<number>
  readonly notes: readonly string[]
  readonly actions: HitActions
  readonly onActive: (chunkId: number) => void
  readonly onExplain: (chunkId: number) => void
  readonly onKeyDown: (hit: SearchHit, event: KeyboardEvent) => void
}

function DocumentGroup(props: DocumentGroupProps) {
  const { group, query, order, active, explained, notes, actions, onActive, onExplain, onKeyDown } = props
  const [first] = group.hits
  return (
    <section aria-label={group.title} className="contain-size-auto min-w-0">
      <header className="flex min-w-0 items-center gap-2 px-2.5 pb-0.5">
        <FileText aria-hidden className="size-4 shrink-0 text-faint" />
        <h2 dir="auto" className="min-w-0 truncate font-semibold" title={group.title}>
          <MarkedTitle title={group.title} query={query} />
        </h2>
        {first?.format && <Chip>{formatLabel(first.format)}</Chip>}
        {first && (
          <span
            className="min-w-24 shrink-[99] truncate text-xs text-faint max-lg:hidden"
            title={plainName(first.path)}
          >
            {plainName(first.path)}
          </span>
        )}
      </header>
      {group.hits.map((hit) => (
        <ResultRow
          key={hit.chunkId}
          hit={hit}
          place={order.indexOf(hit) + 1}
          isActive={hit.chunkId === active}
          isExplained={explained.has(hit.chunkId)}
          notes={notes}
          actions={actions}
          onFocus={() => onActive(hit.chunkId)}
          onExplain={() => onExplain(hit.chunkId)}
          onKeyDown={(event) => onKeyDown(hit, event)}
        />
      ))}
    </section>
  )
}

function MarkedTitle({ title, query }: { readonly title: string; readonly query: string }) {
  return piecesOfText(title, query).map(({ text, isMatch }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces are text in order and carry no state
    isMatch ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
  )
}

type Command =
  | { readonly kind: 'copy' | 'link' | 'why' }
  | { readonly kind: 'move'; readonly step: number | 'home' | 'end' }
  | { readonly kind: 'type'; readonly text: string }

const PAGE_ROWS = 5

/** Null for keys that are not for the list. */
export function commandOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'nativeEvent'>,
): Command | null {
  const { key, ctrlKey, metaKey, altKey } = event
  if (key === 'Enter') return ctrlKey || metaKey ? { kind: 'copy' } : null
  // the code and not the key: with Alt a Mac types other letters
  if (altKey && event.nativeEvent.code === 'KeyL') return { kind: 'link' }
  if (altKey && event.nativeEvent.code === 'KeyW') return { kind: 'why' }
  if (ctrlKey || metaKey || altKey) return null
  const steps: Readonly<Record<string, number | 'home' | 'end'>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: PAGE_ROWS,
    PageUp: -PAGE_ROWS,
    Home: 'home',
    End: 'end',
  }
  const step = steps[key]
  if (step !== undefined) return { kind: 'move', step }
  return key.length === 1 && key !== ' ' ? { kind: 'type', text: key } : null
}

export function focusHit(list: HTMLElement | null, hit: SearchHit | undefined): void {
  if (!hit) return
  const button = list?.querySelector<HTMLElement>(`[data-hit="${hit.chunkId}"]`)
  button?.focus()
  button?.scrollIntoView?.({ block: 'nearest' })
}

import { ChevronDown, ChevronUp, Search } from 'lucide-react'
import { useRef } from 'react'
import { useAction } from '../actions/action-registry'
import { INPUT_CLASS } from '../ui/field'
import { formatCount } from '../ui/figures'
import { IconButton } from '../ui/icon-button'
import type { Hits } from './use-hits'

interface HitBarProps {
  readonly query: string
  readonly onQuery: (query: string) => void
  readonly hits: Hits
}

/** Finds words in the document and goes from one to the next. */
export function HitBar({ query, onQuery, hits }: HitBarProps) {
  const input = useRef<HTMLInputElement>(null)
  const { list, index, isCut, isLoading, go } = hits
  const isTyping = () => /^(?:INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '')
  const hasHits = () => list.length > 0
  useAction({
    name: 'find-in-document',
    label: 'Find in this document',
    shortcut: 'Mod+F',
    run: () => {
      input.current?.focus()
      input.current?.select()
    },
  })
  useAction({ name: 'next-hit', label: 'Next hit', shortcut: 'F3', when: hasHits, run: () => go(1) })
  useAction({
    name: 'previous-hit',
    label: 'Previous hit',
    shortcut: 'Shift+F3',
    when: hasHits,
    run: () => go(-1),
  })
  const byLetter = { isListed: false, when: () => hasHits() && !isTyping() }
  useAction({ name: 'next-hit-letter', label: 'Next hit', shortcut: 'N', ...byLetter, run: () => go(1) })
  useAction({
    name: 'previous-hit-letter',
    label: 'Previous hit',
    shortcut: 'P',
    ...byLetter,
    run: () => go(-1),
  })

  return (
    <search className="flex items-center gap-1">
      <div className="relative w-44">
        <Search aria-hidden className="pointer-events-none absolute top-2 left-2 size-3.5 text-faint" />
        <input
          ref={input}
          type="search"
          aria-label="Find in this document"
          placeholder="Find in document"
          value={query}
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') go(event.shiftKey ? -1 : 1)
            else if (event.key === 'Escape' && query !== '') {
              event.preventDefault()
              onQuery('')
            }
          }}
          className={`${INPUT_CLASS} h-[30px] pl-7 text-sm`}
        />
      </div>
      <span
        role="status"
        className="min-w-14 text-center @max-xl:empty:min-w-0 text-xs text-muted tabular-nums"
      >
        {wordsOf(query, list.length, index, isCut, isLoading)}
      </span>
      <IconButton label="Previous hit" shortcut="P" disabled={list.length === 0} onClick={() => go(-1)}>
        <ChevronUp />
      </IconButton>
      <IconButton label="Next hit" shortcut="N" disabled={list.length === 0} onClick={() => go(1)}>
        <ChevronDown />
      </IconButton>
    </search>
  )
}

function wordsOf(query: string, count: number, index: number | null, isCut: boolean, isLoading: boolean) {
  if (isLoading) return '…'
  if (count === 0) return query.trim() === '' ? '' : 'not found'
  const total = `${formatCount(count)}${isCut ? '+' : ''}`
  if (query.trim() === '') return ''
  return index === null ? `${total} ${count === 1 ? 'hit' : 'hits'}` : `${formatCount(index + 1)} of ${total}`
}

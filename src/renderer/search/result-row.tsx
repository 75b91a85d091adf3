import type { SearchHit } from '@shared/search-models'
import { CircleHelp, Copy, Link2 } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { IconButton } from '../ui/icon-button'
import type { HitActions } from './hit-actions'
import { SnippetText } from './snippet-text'
import { WhyResult } from './why-result'

interface ResultRowProps {
  readonly hit: SearchHit
  /** Place in the whole list, from 1. */
  readonly place: number
  readonly isActive: boolean
  readonly isExplained: boolean
  readonly notes: readonly string[]
  readonly actions: HitActions
  readonly onFocus: () => void
  readonly onExplain: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** One passage: the button opens it; what else can be done stands beside it once it is looked at. */
export function ResultRow(props: ResultRowProps) {
  const { hit, place, isActive, isExplained, notes, actions, onFocus, onExplain, onKeyDown } = props
  const { heading, page, snippet, text, similarity } = hit
  const where = [heading, page === null ? '' : `page ${page}`].filter(Boolean).join(' · ')
  const tabIndex = isActive ? 0 : -1
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the button and of what stands beside it
    <div
      data-active={isActive || undefined}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      className="group/row relative rounded-md transition-colors hover:bg-sunken data-active:bg-accent-soft"
    >
      <button
        type="button"
        data-hit={hit.chunkId}
        tabIndex={tabIndex}
        onClick={() => actions.open(hit)}
        className="block w-full rounded-md px-2.5 py-2 text-left -outline-offset-2"
      >
        <span className="flex min-h-5 min-w-0 items-baseline gap-2 pr-24 text-xs text-muted">
          <span dir="auto" className="min-w-0 truncate">
            {where || 'Beginning of the document'}
          </span>
          {similarity !== null && (
            <span className="shrink-0 text-faint tabular-nums" title="How near in meaning, at most 1">
              likeness {similarity.toFixed(2)}
            </span>
          )}
        </span>
        <span dir="auto" className="mt-0.5 block text-sm leading-[1.55] [overflow-wrap:anywhere]">
          <SnippetText snippet={snippet ?? text.slice(0, 280)} />
        </span>
      </button>
      <span className="absolute top-1 right-1 flex opacity-0 transition-opacity group-focus-within/row:opacity-100 group-hover/row:opacity-100 group-data-active/row:opacity-100 pointer-coarse:opacity-100">
        <IconButton
          label="Copy passage"
          shortcut="Ctrl Enter"
          tabIndex={tabIndex}
          className="size-7"
          onClick={() => actions.copyPassage(hit)}
        >
          <Copy />
        </IconButton>
        <IconButton
          label="Copy link"
          shortcut="Alt L"
          tabIndex={tabIndex}
          className="size-7"
          onClick={() => actions.copyLink(hit)}
        >
          <Link2 />
        </IconButton>
        <IconButton
          label="Why this result"
          shortcut="Alt W"
          tabIndex={tabIndex}
          aria-expanded={isExplained}
          className="size-7"
          onClick={onExplain}
        >
          <CircleHelp />
        </IconButton>
      </span>
      {isExplained && <WhyResult hit={hit} place={place} notes={notes} />}
    </div>
  )
}

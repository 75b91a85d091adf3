import type { Passage } from '@shared/models'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ReadingMode } from '../document/pages-or-text'
import { useNavigationStore } from '../navigation'
import { useAnnounce } from '../ui/announcer'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { IconButton } from '../ui/icon-button'
import { snippetOf } from '../ui/readable-text'
import { CitedSource } from './cited-source'
import { passagePlace } from './passage-place'

interface PassageCardProps {
  readonly passage: Passage
  readonly number: number
  readonly total: number
  readonly isActive: boolean
  /** Grows with each choice of a passage: the card comes into sight again. */
  readonly choice: number
  readonly onChoose: (number: number) => void
  /** How PDFs are shown. */
  readonly mode: ReadingMode
  readonly onMode: (mode: ReadingMode) => void
}

export function PassageCard(props: PassageCardProps) {
  const { passage, number, total, isActive, choice, onChoose } = props
  const card = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same passage may be chosen again
  useEffect(() => {
    if (isActive) card.current?.scrollIntoView?.({ block: 'nearest' })
  }, [isActive, choice])

  const place = passagePlace(passage)
  return (
    <article
      ref={card}
      aria-label={`Source ${number}: ${passage.title}`}
      className={`scroll-my-3 rounded-[12px] border bg-panel px-3 py-2.5 transition-colors ${isActive ? 'border-accent-line shadow-card' : 'border-line hover:border-line-strong'}`}
    >
      <button
        type="button"
        aria-expanded={isActive}
        onClick={() => onChoose(number)}
        className="flex w-full flex-col items-stretch rounded-sm text-left"
      >
        <span className="flex items-center gap-2">
          <span
            className={`grid h-[17px] min-w-[17px] shrink-0 place-items-center rounded-sm border px-1 text-[11px] font-semibold leading-none ${isActive ? 'border-accent bg-accent text-accent-ink' : 'border-accent-line bg-accent-soft text-accent'}`}
          >
            {number}
          </span>
          <span dir="auto" className="min-w-0 font-semibold [overflow-wrap:anywhere]">
            {passage.title}
          </span>
          {passage.isInternal && <Chip tone="amber">internal</Chip>}
        </span>
        {place && (
          <span dir="auto" className="mt-px ml-[25px] text-xs text-faint [overflow-wrap:anywhere]">
            {place}
          </span>
        )}
        {!isActive && (
          <span dir="auto" className="mt-1.5 ml-[25px] line-clamp-2 text-sm text-muted">
            {snippetOf(passage.text)}
          </span>
        )}
      </button>
      {isActive && (
        <>
          <div className="mt-2 mb-0.5 border-t border-line pt-2.5">
            <CitedSource passage={passage} mode={props.mode} onMode={props.onMode} />
          </div>
          <PassageActions passage={passage} number={number} total={total} onChoose={onChoose} />
        </>
      )}
    </article>
  )
}

type PassageActionsProps = Pick<PassageCardProps, 'passage' | 'number' | 'total' | 'onChoose'>

function PassageActions({ passage, number, total, onChoose }: PassageActionsProps) {
  const navigation = useNavigationStore()
  const announce = useAnnounce()
  const { documentId, start, end } = passage

  async function copy() {
    try {
      await navigator.clipboard.writeText(passage.text.trim())
      announce('Passage copied.', 'shown')
    } catch {
      announce('The passage could not be copied.', 'shown')
    }
  }
  return (
    <div className="mt-2 flex flex-wrap items-center gap-1">
      <Button onClick={() => navigation.openDocument({ documentId, start, end, passage })}>
        Open article
      </Button>
      <Button variant="ghost" onClick={() => void copy()}>
        Copy passage
      </Button>
      <span className="grow" />
      {total > 1 && (
        <span className="flex items-center text-xs text-muted">
          <IconButton
            label="Previous source"
            className="size-7"
            disabled={number === 1}
            onClick={() => onChoose(number - 1)}
          >
            <ChevronLeft />
          </IconButton>
          {number} of {total}
          <IconButton
            label="Next source"
            className="size-7"
            disabled={number === total}
            onClick={() => onChoose(number + 1)}
          >
            <ChevronRight />
          </IconButton>
        </span>
      )}
    </div>
  )
}

import type { Passage } from '@shared/models'
import { createContext, type KeyboardEvent, useContext } from 'react'
import { useNavigation } from '../navigation'
import { snippetOf } from '../ui/readable-text'
import { Tooltip } from '../ui/tooltip'

/** The answer whose citations are drawn. */
export interface CitedAnswer {
  readonly id: number
  readonly passages: readonly Passage[]
}

export const CitedAnswerContext = createContext<CitedAnswer | null>(null)

const PREVIEW_CHARS = 260

interface CitationKeyProps {
  readonly number: number
  /** Not cited by the writer: the check found that this passage bears the sentence out. */
  readonly isFound?: boolean
}

/** A small key: previews its source, and lights the passage in the sources pane. */
export function CitationKey({ number, isFound = false }: CitationKeyProps) {
  const answer = useContext(CitedAnswerContext)
  const { sources, isSourcesOpen, showSources } = useNavigation()
  const passage = answer?.passages[number - 1]
  if (!answer || !passage) return isFound ? null : <span>[{number}]</span>

  const isActive = isSourcesOpen && sources.answerId === answer.id && sources.activeNumber === number
  return (
    <Tooltip content={<PassagePreview passage={passage} isFound={isFound} />} side="top" isWide>
      <button
        type="button"
        data-citation={number}
        data-found={isFound || undefined}
        aria-label={`${isFound ? 'Backed by source' : 'Source'} ${number}: ${passage.title}`}
        aria-pressed={isActive}
        onClick={() => showSources(answer, number)}
        onKeyDown={moveBetweenKeys}
        // 24 px to hit, 17 px to see, which stand at the end so that a full stop follows at once; what is to hit
        // reaches over the space before it, but never over another key; before a key that was found there is none
        className={`group -my-1 ${isFound ? '' : '-ms-1'} inline-grid h-6 min-w-6 items-center justify-items-end rounded-sm align-[1px] [[data-citation]+&]:ms-0`}
      >
        <span
          className={`grid h-[17px] min-w-[17px] place-items-center rounded-sm border px-1 text-[11px] font-semibold leading-none transition-colors ${
            isActive ? 'border-accent bg-accent text-accent-ink' : isFound ? FOUND : CITED
          }`}
        >
          {number}
        </span>
      </button>
    </Tooltip>
  )
}

const CITED = 'border-accent-line bg-accent-soft text-accent group-hover:border-accent'
/** Quieter: the answer's own citations come first. */
const FOUND = 'border-dashed border-line-strong text-muted group-hover:border-accent group-hover:text-accent'

function PassagePreview({ passage, isFound }: { readonly passage: Passage; readonly isFound: boolean }) {
  const text = snippetOf(passage.text)
  return (
    <span className="flex flex-col gap-1">
      {isFound && <span className="text-faint">Backed by this source, which the answer does not cite</span>}
      <span dir="auto" className="text-sm font-semibold">
        {passage.title}
      </span>
      {passage.heading && (
        <span dir="auto" className="text-faint">
          {passage.heading}
        </span>
      )}
      <span dir="auto" className="text-muted">
        {text.length > PREVIEW_CHARS ? `${text.slice(0, PREVIEW_CHARS).trimEnd()}…` : text}
      </span>
    </span>
  )
}

/** Left and right walk through the keys of the same answer, in the order they are read. */
function moveBetweenKeys(event: KeyboardEvent<HTMLButtonElement>): void {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
  const answer = event.currentTarget.closest('[data-answer]')
  if (!answer) return
  const keys = [...answer.querySelectorAll<HTMLButtonElement>('[data-citation]')]
  const step = event.key === 'ArrowRight' ? 1 : -1
  const next = keys[keys.indexOf(event.currentTarget) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
  // with a passage lit already, the light goes along
  if (event.currentTarget.getAttribute('aria-pressed') === 'true') next.click()
}

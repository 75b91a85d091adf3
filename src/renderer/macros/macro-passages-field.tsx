import type { Macro, MacroBasis } from '@shared/macro-models'
import { MACRO_PASSAGES_MAX } from '@shared/macro-rules'
import type { SearchHit } from '@shared/search-models'
import { Link2, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useNavigationStore } from '../navigation'
import { isLikely } from '../search/result-groups'
import { useLiveSearch } from '../search/use-live-search'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { INPUT_CLASS } from '../ui/field'
import { IconButton } from '../ui/icon-button'
import { snippetOf } from '../ui/readable-text'
import type { DraftPassage } from './macro-draft'

interface MacroPassagesFieldProps {
  readonly passages: readonly DraftPassage[]
  /** As it is kept: knows which passages changed. */
  readonly macro: Macro | null
  readonly onChange: (passages: readonly DraftPassage[]) => void
}

/** What the macro rests on: the macro is flagged when one of these changes. */
export function MacroPassagesField({ passages, macro, onChange }: MacroPassagesFieldProps) {
  const [isPicking, setPicking] = useState(false)
  const navigation = useNavigationStore()
  const isFull = passages.length >= MACRO_PASSAGES_MAX
  const stateOf = ({ id }: DraftPassage) => macro?.passages.find((one) => one.id === id)?.state ?? 'same'

  function add(hit: SearchHit): void {
    const isThere = passages.some(
      ({ documentId, text }) => documentId === hit.documentId && text === hit.text,
    )
    if (!isThere) onChange([...passages, basisOf(hit)])
    setPicking(false)
  }
  return (
    <section aria-label="Rests on" className="flex min-w-0 flex-col gap-2">
      <div className="flex items-center gap-2">
        <h2 className="text-sm font-medium">Rests on</h2>
        <span className="grow" />
        {!isPicking && (
          <Button size="small" disabled={isFull} onClick={() => setPicking(true)}>
            <Link2 aria-hidden />
            Add a passage
          </Button>
        )}
      </div>
      {passages.length === 0 && !isPicking && (
        <p className="text-xs text-muted">
          No passage yet. With one, you are told when the knowledge base says something else.
        </p>
      )}
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
        {passages.map((passage, at) => (
          <li
            key={passage.id ?? `${passage.documentId} ${passage.start}`}
            className="flex items-start gap-2 rounded-md border border-line px-3 py-2"
          >
            <div className="min-w-0 grow">
              <p className="flex min-w-0 items-center gap-2 text-sm">
                <button
                  type="button"
                  onClick={() => navigation.openDocument(placeOf(passage))}
                  className="min-w-0 truncate rounded-sm font-medium hover:underline"
                >
                  <bdi>{passage.title}</bdi>
                </button>
                {passage.isInternal && <Chip tone="amber">internal</Chip>}
                {stateOf(passage) === 'changed' && <Chip tone="amber">changed</Chip>}
                {stateOf(passage) === 'gone' && <Chip tone="red">removed</Chip>}
              </p>
              <p dir="auto" className="line-clamp-2 text-xs text-muted">
                {snippetOf(passage.text)}
              </p>
            </div>
            <IconButton
              label={`Remove ${passage.title}`}
              className="-my-0.5 size-7"
              onClick={() => onChange(passages.filter((_, other) => other !== at))}
            >
              <X />
            </IconButton>
          </li>
        ))}
      </ul>
      {isPicking && <PassagePicker onPick={add} onClose={() => setPicking(false)} />}
    </section>
  )
}

const ASKED = 6

interface PassagePickerProps {
  readonly onPick: (hit: SearchHit) => void
  readonly onClose: () => void
}

function PassagePicker({ onPick, onClose }: PassagePickerProps) {
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const live = useLiveSearch(text.trim() === '' ? null : { text: text.trim(), limit: ASKED })
  const hits = live.result?.passages.filter(isLikely) ?? []

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      onClose()
    }
    // what is typed here is no reason to save the macro
    if (event.key === 'Enter' && event.target === field.current) {
      event.preventDefault()
      if (hits[0]) onPick(hits[0])
    }
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc leaves it from wherever in it the focus is
    <div onKeyDown={onKeyDown} className="rounded-lg border border-accent-line bg-bg p-2">
      <div className="flex gap-2">
        <input
          ref={field}
          type="text"
          aria-label="Search for a passage"
          placeholder="What the passage says"
          autoComplete="off"
          dir="auto"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className={`${INPUT_CLASS} h-8`}
        />
        <Button variant="ghost" onClick={onClose}>
          Cancel
        </Button>
      </div>
      <ul aria-label="Passages found" className="mt-1.5 grid grid-cols-[minmax(0,1fr)] gap-px empty:hidden">
        {hits.map((hit) => (
          <li key={hit.chunkId}>
            <button
              type="button"
              onClick={() => onPick(hit)}
              className="w-full min-w-0 rounded-md px-2 py-1.5 text-start hover:bg-sunken"
            >
              <span className="flex min-w-0 items-center gap-2 text-sm font-medium">
                <bdi className="truncate">{hit.title}</bdi>
                {hit.isInternal && <Chip tone="amber">internal</Chip>}
              </span>
              <bdi className="line-clamp-2 text-xs text-muted">{snippetOf(hit.text)}</bdi>
            </button>
          </li>
        ))}
      </ul>
      {text.trim() !== '' && live.isSettled && hits.length === 0 && (
        <p role="status" className="px-2 pt-2 pb-1 text-sm text-muted">
          {live.error?.message ?? 'Nothing in the knowledge base speaks of this.'}
        </p>
      )}
    </div>
  )
}

function placeOf({ documentId, start, text }: DraftPassage) {
  return { documentId, start, end: start + text.length }
}

/** What is kept of a passage when a macro rests on it. */
export function basisOf(passage: MacroBasis): MacroBasis {
  const { documentId, title, heading, page, start, text, isInternal } = passage
  return { documentId, title, heading, page, start, text, isInternal }
}

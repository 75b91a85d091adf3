import type { SearchResult } from '@shared/search-models'
import type { ReactNode } from 'react'

interface SearchNotesProps {
  readonly result: SearchResult
  readonly onSearchFor: (text: string) => void
  readonly onSearchAsTyped: () => void
  /** What was typed. */
  readonly typed: string
}

/** What the list alone does not say: spelling, operators that nothing fulfils, a search that was less than asked for. */
export function SearchNotes({ result, onSearchFor, onSearchAsTyped, typed }: SearchNotesProps) {
  const { correction, isNearest, degraded, reading } = result
  return (
    <>
      {correction?.kind === 'searched' && (
        <Note>
          Showing results for <Strong>{shortened(correction.text)}</Strong> ·{' '}
          <LinkButton onClick={onSearchAsTyped}>Search for {shortened(typed)} instead</LinkButton>
        </Note>
      )}
      {correction?.kind === 'suggested' && (
        <Note>
          Did you mean{' '}
          <LinkButton onClick={() => onSearchFor(correction.text)}>{shortened(correction.text)}</LinkButton>
        </Note>
      )}
      {isNearest && reading && <Note isAmber>{unfulfilled(reading)} These are near it.</Note>}
      {degraded && <Note>{degraded}</Note>}
    </>
  )
}

/** The operators of a query in one sentence; what nothing fulfilled. */
export function unfulfilled({ phrases, titles, tags }: NonNullable<SearchResult['reading']>): string {
  if (phrases.length === 1 && titles.length + tags.length === 0)
    return `No passage holds “${phrases[0]}” word for word.`
  if (titles.length === 1 && phrases.length + tags.length === 0) return `No title holds “${titles[0]}”.`
  if (tags.length === 1 && phrases.length + titles.length === 0)
    return `No fitting document has the tag “${tags[0]}”.`
  return 'No passage fulfils all that the query asks for.'
}

function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57).trimEnd()}…`
}

function Note({ children, isAmber = false }: { readonly children: ReactNode; readonly isAmber?: boolean }) {
  return (
    <p className={`text-sm [overflow-wrap:anywhere] ${isAmber ? 'text-amber' : 'text-muted'}`}>{children}</p>
  )
}

function Strong({ children }: { readonly children: ReactNode }) {
  return <strong className="font-semibold text-text">{children}</strong>
}

function LinkButton({ children, onClick }: { readonly children: ReactNode; readonly onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="min-h-6 rounded-sm text-left text-accent underline underline-offset-3 [overflow-wrap:anywhere] hover:text-accent-strong"
    >
      {children}
    </button>
  )
}

import { type DiffPiece, wordDiff } from '@shared/word-diff'
import { useMemo } from 'react'

interface DiffTextProps {
  readonly before: string
  readonly after: string
  /** One text with its own changes marked, or both in one. */
  readonly side: 'before' | 'after' | 'both'
}

/** Words that went are struck through and words that came are underlined, so that colour is never all there is. */
export function DiffText({ before, after, side }: DiffTextProps) {
  const pieces = useMemo(() => wordDiff(before, after), [before, after])
  const hidden: DiffPiece['kind'] | null = side === 'before' ? 'added' : side === 'after' ? 'removed' : null
  return (
    <p dir="auto" className="whitespace-pre-wrap text-sm leading-relaxed [overflow-wrap:anywhere]">
      {pieces
        .filter(({ kind }) => kind !== hidden)
        .map(({ kind, text }, at) => {
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces are text in order and carry no state
          if (kind === 'same') return <span key={at}>{text}</span>
          const { words, blanks } = parted(text)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces are text in order and carry no state
            <span key={at}>
              {kind === 'removed' ? (
                <del className="rounded-sm bg-red-soft text-red">{words}</del>
              ) : (
                <ins className="rounded-sm bg-accent-soft text-accent underline underline-offset-2">
                  {words}
                </ins>
              )}
              {blanks}
            </span>
          )
        })}
    </p>
  )
}

/** Blanks at the end are no part of the change to look at. */
function parted(text: string): { readonly words: string; readonly blanks: string } {
  const words = text.trimEnd()
  return { words, blanks: text.slice(words.length) }
}

import type { DocumentFormat, MissingOriginal, Passage } from '@shared/models'
import type { ReactNode } from 'react'
import { readableText } from '../ui/readable-text'
import type { KeptPassage } from './use-kept-passage'

const MISSING_WORDS: Record<MissingOriginal, string> = {
  gone: 'The file is no longer where it was read, so this is its text without its pages.',
  changed: 'The file was changed since it was read, so this is the text that was read, without its pages.',
  not_kept: 'The file itself was not kept, so this is its text without its pages.',
}

export function MissingPages({ reason }: { readonly reason: MissingOriginal | 'failed' }) {
  return (
    <Notice>
      {reason === 'failed'
        ? 'The pages of this PDF cannot be drawn, so this is its text without them.'
        : MISSING_WORDS[reason]}
    </Notice>
  )
}

interface ChangedPassageProps {
  readonly passage: Passage
  /** Signs of Markdown help nobody who only reads. */
  readonly format?: DocumentFormat
  readonly kind: Exclude<KeptPassage['kind'], 'none' | 'loading' | 'same'> | 'removed'
}

const CHANGED_WORDS: Record<ChangedPassageProps['kind'], string> = {
  moved: 'This document was changed since the answer. The passage stands elsewhere now; it is lit below.',
  changed: 'This document was changed since the answer, and these words are no longer in it:',
  removed: 'This document was removed since the answer. These are the words the answer rests on:',
}

/** What became of a passage since the answer that cites it. */
export function ChangedPassage({ passage, kind, format = 'text' }: ChangedPassageProps) {
  return (
    <Notice>
      {CHANGED_WORDS[kind]}
      {kind !== 'moved' && (
        <blockquote
          dir="auto"
          className="mt-2 max-h-40 overflow-y-auto whitespace-pre-wrap border-l-[3px] border-mark-line bg-panel px-3 py-2 text-text [overflow-wrap:anywhere]"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long passage is scrolled by the keyboard
          tabIndex={0}
        >
          {readableText(passage.text, format).trim()}
        </blockquote>
      )}
    </Notice>
  )
}

function Notice({ children }: { readonly children: ReactNode }) {
  return (
    <div role="note" className="shrink-0 border-b border-line bg-amber-soft px-5 py-2 text-sm text-amber">
      {children}
    </div>
  )
}

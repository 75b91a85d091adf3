import type { Passage } from '@shared/models'
import { useEffect, useRef } from 'react'
import { useCall } from '../engine/use-engine'
import { AfterDelay, Skeleton } from '../ui/skeleton'
import { lightUp } from './document-paragraphs'
import { LitText } from './lit-text'

/** About a paragraph on each side. */
const CONTEXT_CHARS = 420

interface PassageSurroundingsProps {
  readonly passage: Passage
}

/** The passage within what stands around it. When its document is gone or other, the words that were kept. */
export function PassageSurroundings({ passage }: PassageSurroundingsProps) {
  const { documentId, start, end } = passage
  const from = Math.max(0, start - CONTEXT_CHARS)
  const text = useCall('documents.text', { documentId, start: from, end: end + CONTEXT_CHARS })
  const mark = useRef<HTMLDivElement>(null)
  const kind = text.kind

  useEffect(() => {
    if (kind !== 'loading') mark.current?.querySelector('mark')?.scrollIntoView?.({ block: 'nearest' })
  }, [kind])

  if (text.kind === 'loading')
    return (
      <AfterDelay>
        <div className="flex flex-col gap-2 py-1">
          <Skeleton className="h-3 w-full" />
          <Skeleton className="h-3 w-11/12" />
          <Skeleton className="h-3 w-3/5" />
        </div>
      </AfterDelay>
    )
  const kept = { before: '', lit: passage.text, after: '' }
  if (text.kind === 'failed')
    return (
      <div ref={mark}>
        <Body>
          <LitText pieces={kept} format={formatOf(passage)} />
        </Body>
        <p className="mt-2 text-xs text-amber">
          {text.error.code === 'not_found'
            ? 'This document is no longer in the knowledge base.'
            : `The document could not be read: ${text.error.message}`}
        </p>
      </div>
    )

  const window = text.output
  const pieces = lightUp(window, passage)
  const isUnchanged = sameWords(pieces.lit, passage.text)
  return (
    <div ref={mark}>
      <Body>
        <LitText
          pieces={
            isUnchanged
              ? {
                  before: fromSentence(pieces.before, from > 0),
                  lit: pieces.lit,
                  after: toSentence(pieces.after),
                }
              : kept
          }
          format={formatOf(passage)}
        />
      </Body>
      {!isUnchanged && (
        <p className="mt-2 text-xs text-amber">
          This document has changed since; these are the words of then.
        </p>
      )}
    </div>
  )
}

function Body({ children }: { readonly children: React.ReactNode }) {
  return (
    <div
      dir="auto"
      className="whitespace-pre-wrap text-[13.5px] leading-[1.6] text-muted [overflow-wrap:anywhere]"
    >
      {children}
    </div>
  )
}

/** By the name's ending; the passage does not carry the format, and only Markdown is shown other than it is stored. */
function formatOf({ path }: Passage) {
  return /\.(md|markdown|mdx)$/i.test(path) ? 'markdown' : 'text'
}

function sameWords(one: string, other: string): boolean {
  const words = (text: string) => text.replace(/\s+/g, ' ').trim()
  return words(one) === words(other)
}

/** Drops the beginning that was cut in the middle of a paragraph, sentence or word. */
function fromSentence(text: string, isCut: boolean): string {
  if (!isCut) return text.trimStart()
  const paragraph = text.indexOf('\n\n')
  if (paragraph >= 0) return text.slice(paragraph).trimStart()
  const word = text.search(/\s/)
  return word < 0 ? '' : `… ${text.slice(word).trimStart()}`
}

function toSentence(text: string): string {
  if (text.length < CONTEXT_CHARS) return text.trimEnd()
  const paragraph = text.lastIndexOf('\n\n')
  if (paragraph > 0) return text.slice(0, paragraph).trimEnd()
  return `${text.slice(0, Math.max(0, text.search(/\s\S*$/))).trimEnd()} …`
}

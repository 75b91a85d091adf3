import type { Passage } from '@shared/models'
import { type ReactNode, useEffect, useRef } from 'react'
import { useCall } from '../engine/use-engine'
import { AfterDelay, Skeleton } from '../ui/skeleton'
import { lightUp, splitParagraphs } from './document-paragraphs'
import { LitText } from './lit-text'

/** About a paragraph on each side. */
const CONTEXT_CHARS = 300

interface PassageSurroundingsProps {
  readonly passage: Passage
}

/** The passage within what stands around it. When its document is gone or other, the words that were kept. */
export function PassageSurroundings({ passage }: PassageSurroundingsProps) {
  const { documentId, start, end } = passage
  const from = Math.max(0, start - CONTEXT_CHARS)
  const text = useCall('documents.text', { documentId, start: from, end: end + CONTEXT_CHARS })
  const detail = useCall('documents.get', { documentId })
  const frame = useRef<HTMLDivElement>(null)
  const isLoading = text.kind === 'loading' || detail.kind === 'loading'

  useEffect(() => {
    if (!isLoading) frame.current?.querySelector('mark')?.scrollIntoView?.({ block: 'nearest' })
  }, [isLoading])

  if (isLoading) return <SurroundingsSkeleton />
  const error = text.kind === 'failed' ? text.error : detail.kind === 'failed' ? detail.error : null
  if (text.kind !== 'ready' || detail.kind !== 'ready')
    return (
      <KeptWords passage={passage}>
        {error === null || error.code === 'not_found'
          ? 'This document is no longer in the knowledge base.'
          : `The document could not be read: ${error.message}`}
      </KeptWords>
    )
  if (!sameWords(lightUp(text.output, passage).lit, passage.text))
    return (
      <KeptWords passage={passage}>This document has changed since; these are the words of then.</KeptWords>
    )

  const document = detail.output
  const split = splitParagraphs(withoutCutEnds(text.output, passage, document.textLength), document)
  // a heading whose section is not shown says nothing
  const paragraphs = split.at(-1)?.headingLevel == null ? split : split.slice(0, -1)
  return (
    <div ref={frame} className={BODY_CLASS}>
      {paragraphs.map((paragraph) => (
        <p
          key={paragraph.start}
          dir="auto"
          className={
            paragraph.headingLevel === null ? 'mt-2 first:mt-0' : 'mt-3 font-semibold text-text first:mt-0'
          }
        >
          <LitText
            pieces={lightUp({ start: paragraph.start, text: paragraph.text.trimEnd() }, passage)}
            format={document.format}
          />
        </p>
      ))}
    </div>
  )
}

const BODY_CLASS = 'whitespace-pre-wrap text-[13.5px] leading-[1.6] text-muted [overflow-wrap:anywhere]'

function KeptWords({ passage, children }: PassageSurroundingsProps & { readonly children: ReactNode }) {
  return (
    <>
      <p dir="auto" className={BODY_CLASS}>
        <mark>{passage.text.trim()}</mark>
      </p>
      <p className="mt-2 text-xs text-amber">{children}</p>
    </>
  )
}

function SurroundingsSkeleton() {
  return (
    <AfterDelay>
      <div className="flex flex-col gap-2 py-1">
        <Skeleton className="h-3 w-full" />
        <Skeleton className="h-3 w-11/12" />
        <Skeleton className="h-3 w-3/5" />
      </div>
    </AfterDelay>
  )
}

interface Stretch {
  readonly start: number
  readonly text: string
}

/** Drops what the window cut in the middle at either edge, but never a word of the passage. */
function withoutCutEnds({ start, text }: Stretch, passage: Passage, textLength: number): Stretch {
  const before = text.slice(0, Math.max(0, passage.start - start))
  const afterFrom = Math.min(text.length, Math.max(0, passage.end - start))
  const after = text.slice(afterFrom)
  const isCutBefore = start > 0
  const isCutAfter = start + text.length < textLength
  const skip = isCutBefore ? edgeOf(before) : 0
  const keep = isCutAfter ? afterFrom + after.length - edgeOf(reversed(after)) : text.length
  return { start: start + skip, text: text.slice(skip, keep) }
}

/** How much of the beginning belongs to a paragraph, else a line, else a word that began outside. */
function edgeOf(text: string): number {
  for (const edge of [/\n[ \t]*\n/, /\n/, /\s/]) {
    const match = edge.exec(text)
    if (match) return match.index + match[0].length
  }
  return 0
}

function reversed(text: string): string {
  return [...text].reverse().join('')
}

function sameWords(one: string, other: string): boolean {
  const words = (text: string) => text.replace(/\s+/g, ' ').trim()
  return words(one) === words(other)
}

import type { DocumentDetail, Passage } from '@shared/models'
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import type { Mark } from '../document/places'
import { SegmentView } from '../document/segment-view'
import { type LoadedLayout, segmentsOf } from '../document/segments'
import { useCall } from '../engine/use-engine'
import { AfterDelay, Skeleton } from '../ui/skeleton'
import { lightUp } from './document-paragraphs'

/** Some paragraphs, or the rows of a table, on each side: a window, however large the document is. */
const CONTEXT_CHARS = 600

interface PassageSurroundingsProps {
  readonly passage: Passage
  readonly document: DocumentDetail
}

/** The passage within what stands around it, as the document shows it. When its words are gone, those that were kept. */
export function PassageSurroundings({ passage, document }: PassageSurroundingsProps) {
  const around = useAround(passage, document)
  if (around.kind === 'loading') return <SurroundingsSkeleton />
  if (around.kind === 'failed') return <KeptWords passage={passage}>{around.reason}</KeptWords>
  return around.isSame ? (
    <Surroundings passage={passage} document={document} loaded={around.loaded} />
  ) : (
    <MovedPassage passage={passage} document={document} />
  )
}

/** The same words at another place of the document as it is now, or those of then. */
function MovedPassage({ passage, document }: PassageSurroundingsProps) {
  const { documentId, start, text } = passage
  const located = useCall('documents.locate', { documentId, start, text })
  if (located.kind === 'loading') return <SurroundingsSkeleton />
  if (located.kind === 'failed' || located.output.kind !== 'moved')
    return <KeptWords passage={passage}>{CHANGED}</KeptWords>
  const place = { start: located.output.start, end: located.output.end }
  return <MovedSurroundings passage={{ ...passage, ...place }} document={document} />
}

function MovedSurroundings({ passage, document }: PassageSurroundingsProps) {
  const around = useAround(passage, document)
  if (around.kind === 'loading') return <SurroundingsSkeleton />
  if (around.kind === 'failed') return <KeptWords passage={passage}>{around.reason}</KeptWords>
  return (
    <>
      <Surroundings passage={passage} document={document} loaded={around.loaded} />
      <p className="mt-2 text-xs text-amber">
        This document has changed since; the same words stand elsewhere now.
      </p>
    </>
  )
}

type Around =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** isSame: the words of the passage stand at its place. */
  | { readonly kind: 'ready'; readonly loaded: LoadedLayout; readonly isSame: boolean }

function useAround(passage: Passage, document: DocumentDetail): Around {
  const { documentId, start, end } = passage
  const range = { documentId, start: Math.max(0, start - CONTEXT_CHARS), end: end + CONTEXT_CHARS }
  const text = useCall('documents.text', range)
  const layout = useCall('documents.layout', range)
  if (text.kind === 'loading' || layout.kind === 'loading') return { kind: 'loading' }
  if (text.kind === 'failed')
    return {
      kind: 'failed',
      reason:
        text.error.code === 'not_found' ? GONE : `The document could not be read: ${text.error.message}`,
    }
  // without its layout a text is still there to be read
  const blocks = layout.kind === 'ready' ? layout.output.blocks : []
  return {
    kind: 'ready',
    loaded: { ...withoutCutEnds(text.output, passage, document.textLength), blocks },
    isSame: sameWords(lightUp(text.output, passage).lit, passage.text),
  }
}

interface SurroundingsProps extends PassageSurroundingsProps {
  readonly loaded: LoadedLayout
}

function Surroundings({ passage, document, loaded }: SurroundingsProps) {
  const frame = useRef<HTMLDivElement>(null)
  const { start, end } = passage
  const marks = useMemo((): Mark[] => [{ start, end, kind: 'passage' }], [start, end])
  const all = segmentsOf(loaded, document)
  const last = all.at(-1)
  // a heading whose section is not shown says nothing
  const segments = last?.kind === 'heading' && last.start >= end ? all.slice(0, -1) : all
  useEffect(() => {
    frame.current?.querySelector('mark')?.scrollIntoView?.({ block: 'nearest' })
  }, [])
  return (
    <div ref={frame} className="document-beside">
      {segments.map((segment) => (
        <SegmentView
          key={segment.start}
          segment={segment}
          loaded={loaded}
          marks={marks}
          format={document.format}
          isLaidOut={loaded.blocks.length > 0}
        />
      ))}
    </div>
  )
}

const GONE = 'This document is no longer in the knowledge base.'
const CHANGED = 'This document has changed since; these are the words of then.'

const BODY_CLASS = 'whitespace-pre-wrap text-[13.5px] leading-[1.6] text-muted [overflow-wrap:anywhere]'

interface KeptWordsProps {
  readonly passage: Passage
  readonly children: ReactNode
}

/** What the answer rests on stays readable, whatever became of its document. */
export function KeptWords({ passage, children }: KeptWordsProps) {
  return (
    <>
      <p dir="auto" className={BODY_CLASS}>
        <mark>{passage.text.trim()}</mark>
      </p>
      <p className="mt-2 text-xs text-amber">{children}</p>
    </>
  )
}

export function SurroundingsSkeleton() {
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

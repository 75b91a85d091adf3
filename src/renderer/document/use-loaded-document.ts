import { type AppError, isCancelled, toAppError } from '@shared/errors'
import type { LayoutBlock } from '@shared/models'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient } from '../engine/use-engine'
import type { LoadedLayout } from './segments'

/** Some fifteen pages: drawn at once, and there before a scrolling hand misses them. */
const PART_CHARS = 40_000
/** Parts read around the place where a document is opened. */
const PARTS_AROUND = 1

export interface LoadedDocument extends LoadedLayout {
  readonly documentId: number
  readonly isLaidOut: boolean
}

export interface DocumentLoad {
  readonly loaded: LoadedDocument | null
  readonly error: AppError | null
  readonly hasBefore: boolean
  readonly hasAfter: boolean
  /** Reads the next part at one end; does nothing while one is on its way there. */
  readonly extend: (where: 'before' | 'after') => void
}

interface Bounds {
  readonly start: number
  readonly end: number
}

/** A document's text and layout around a place, and more of both as they are scrolled to. */
export function useLoadedDocument(documentId: number, textLength: number, place: number): DocumentLoad {
  const client = useClient()
  const [stored, setLoaded] = useState<LoadedDocument | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const extending = useRef({ before: false, after: false })
  const loaded = stored?.documentId === documentId && covers(stored, place, textLength) ? stored : null
  const isNeeded = loaded === null

  const read = useCallback(
    async (bounds: Bounds, signal?: AbortSignal): Promise<LoadedDocument> => {
      const input = { documentId, start: bounds.start, end: Math.max(1, bounds.end) }
      const [text, layout] = await Promise.all([
        client.call('documents.text', input, signal),
        client.call('documents.layout', input, signal),
      ])
      return {
        documentId,
        start: text.start,
        text: text.text,
        blocks: layout.blocks,
        isLaidOut: layout.isStored,
      }
    },
    [client, documentId],
  )

  useEffect(() => {
    if (!isNeeded) return
    const controller = new AbortController()
    const part = Math.floor(place / PART_CHARS)
    const start = Math.max(0, part - PARTS_AROUND) * PART_CHARS
    const end = Math.min(textLength, (part + PARTS_AROUND + 1) * PART_CHARS)
    read({ start, end }, controller.signal).then(
      (whole) => {
        setError(null)
        setLoaded(whole)
      },
      (thrown) => {
        if (!isCancelled(thrown)) setError(toAppError(thrown))
      },
    )
    return () => controller.abort()
  }, [read, textLength, place, isNeeded])

  const end = loaded ? loaded.start + loaded.text.length : 0
  const extend = useCallback(
    (where: 'before' | 'after') => {
      if (!loaded || extending.current[where]) return
      const bounds =
        where === 'before'
          ? { start: Math.max(0, loaded.start - PART_CHARS), end: loaded.start }
          : { start: end, end: Math.min(textLength, end + PART_CHARS) }
      if (bounds.end <= bounds.start) return
      extending.current[where] = true
      read(bounds)
        .then((part) => setLoaded((last) => (last ? joined(last, part) : last)))
        .catch((thrown) => setError(toAppError(thrown)))
        .finally(() => {
          extending.current[where] = false
        })
    },
    [read, loaded, end, textLength],
  )

  return {
    loaded,
    error,
    hasBefore: loaded !== null && loaded.start > 0,
    hasAfter: loaded !== null && end < textLength,
    extend,
  }
}

/** What was read meanwhile for another place fits nowhere and is left out. */
function joined(last: LoadedDocument, part: LoadedDocument): LoadedDocument {
  if (part.documentId !== last.documentId) return last
  if (part.start + part.text.length === last.start)
    return {
      ...last,
      start: part.start,
      text: part.text + last.text,
      blocks: joinedBlocks(part.blocks, last.blocks),
    }
  if (last.start + last.text.length === part.start)
    return { ...last, text: last.text + part.text, blocks: joinedBlocks(last.blocks, part.blocks) }
  return last
}

/** A block across the border comes with both parts. */
function joinedBlocks(before: readonly LayoutBlock[], after: readonly LayoutBlock[]): LayoutBlock[] {
  const end = before.at(-1)?.start ?? -1
  return [...before, ...after.filter(({ start }) => start > end)]
}

function covers({ start, text }: LoadedDocument, place: number, textLength: number): boolean {
  const end = start + text.length
  return place >= start && (place < end || end >= textLength)
}

import { type AppError, isCancelled, toAppError } from '@shared/errors'
import { useCallback, useEffect, useState } from 'react'
import { useClient } from '../engine/use-engine'

/** Some forty pages; most articles come whole, and a huge manual never does. */
const WINDOW_CHARS = 120_000

export interface TextWindow {
  readonly documentId: number
  readonly start: number
  readonly text: string
}

export interface DocumentText {
  readonly window: TextWindow | null
  readonly error: AppError | null
  readonly hasBefore: boolean
  readonly hasAfter: boolean
  readonly extend: (where: 'before' | 'after') => void
}

/** A document's text around a place, and more of it on request. */
export function useDocumentText(documentId: number, textLength: number | null, place: number): DocumentText {
  const client = useClient()
  const [stored, setWindow] = useState<TextWindow | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const window = stored?.documentId === documentId && covers(stored, place) ? stored : null
  const isNeeded = window === null && textLength !== null

  useEffect(() => {
    if (!isNeeded || textLength === null) return
    const controller = new AbortController()
    const start = textLength <= WINDOW_CHARS ? 0 : Math.max(0, place - WINDOW_CHARS / 2)
    const end = Math.max(1, Math.min(textLength, start + WINDOW_CHARS))
    client.call('documents.text', { documentId, start, end }, controller.signal).then(
      (read) => {
        setError(null)
        setWindow({ documentId, start: read.start, text: read.text })
      },
      (thrown) => {
        if (!isCancelled(thrown)) setError(toAppError(thrown))
      },
    )
    return () => controller.abort()
  }, [client, documentId, textLength, place, isNeeded])

  const end = window ? window.start + window.text.length : 0
  const extend = useCallback(
    (where: 'before' | 'after') => {
      if (!window || textLength === null) return
      const range =
        where === 'before'
          ? { start: Math.max(0, window.start - WINDOW_CHARS), end: window.start }
          : { start: end, end: Math.min(textLength, end + WINDOW_CHARS) }
      if (range.end <= range.start) return
      client.call('documents.text', { documentId, ...range }).then(
        (read) =>
          setWindow((last) => {
            if (last?.documentId !== documentId) return last
            if (where === 'before' && read.start + read.text.length === last.start)
              return { ...last, start: read.start, text: read.text + last.text }
            if (where === 'after' && last.start + last.text.length === read.start)
              return { ...last, text: last.text + read.text }
            return last
          }),
        (thrown) => setError(toAppError(thrown)),
      )
    },
    [client, documentId, window, end, textLength],
  )

  return {
    window,
    error,
    hasBefore: window !== null && window.start > 0,
    hasAfter: window !== null && textLength !== null && end < textLength,
    extend,
  }
}

function covers({ start, text }: TextWindow, place: number): boolean {
  return text === '' || (place >= start && place < start + text.length) || (start === 0 && place === 0)
}

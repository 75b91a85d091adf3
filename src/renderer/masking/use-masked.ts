import type { MaskingMode, MaskSpan } from '@shared/masking-models'
import { useEffect, useState } from 'react'
import { useClient } from '../engine/use-engine'

/** A person pauses that long between words. */
const REST_MS = 250

export interface MaskedDetail {
  readonly value: string
  readonly kind: MaskSpan['kind']
}

/** What of a text that is being written would be replaced, each value once; null while nothing is known or to be known. */
export function useMasked(text: string): { mode: MaskingMode; details: readonly MaskedDetail[] } | null {
  const client = useClient()
  const [seen, setSeen] = useState<{ mode: MaskingMode; details: readonly MaskedDetail[] } | null>(null)
  const isEmpty = text.trim() === ''

  useEffect(() => {
    if (isEmpty) return setSeen(null)
    const controller = new AbortController()
    const timer = setTimeout(() => {
      client
        .call('masking.preview', { text }, controller.signal)
        .then(({ mode, spans }) => setSeen({ mode, details: distinct(text, spans) }))
        // what is not shown is masked all the same
        .catch(() => {})
    }, REST_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [client, text, isEmpty])

  return isEmpty ? null : seen
}

function distinct(text: string, spans: readonly MaskSpan[]): MaskedDetail[] {
  const details = new Map<string, MaskedDetail>()
  for (const { start, end, kind } of spans) {
    const value = text.slice(start, end)
    const key = value.toLowerCase()
    if (!details.has(key)) details.set(key, { value, kind })
  }
  return [...details.values()]
}

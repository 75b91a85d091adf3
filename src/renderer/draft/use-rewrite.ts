import type { RewriteAction } from '@shared/draft-contract'
import type { Notice } from '@shared/models'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient } from '../engine/use-engine'

/** A stretch of a draft, and what to do with it. */
export interface RewriteTarget {
  readonly start: number
  readonly end: number
  readonly text: string
}

export interface RewriteState extends RewriteTarget {
  readonly kind: 'writing' | 'done' | 'failed'
  readonly written: string
  readonly missing: readonly string[]
  readonly notice: Notice | null
}

/** One rewriting at a time; leaving ends it. */
export function useRewrite() {
  const client = useClient()
  const [state, setState] = useState<RewriteState | null>(null)
  const running = useRef<AbortController | null>(null)

  const stop = useCallback(() => {
    running.current?.abort()
    running.current = null
    setState(null)
  }, [])
  useEffect(() => () => running.current?.abort(), [])

  const start = useCallback(
    (target: RewriteTarget, action: RewriteAction, language: string | null) => {
      running.current?.abort()
      const controller = new AbortController()
      running.current = controller
      const begun: RewriteState = { ...target, kind: 'writing', written: '', missing: [], notice: null }
      setState(begun)
      const change = (next: (last: RewriteState) => RewriteState) =>
        setState((last) => (running.current === controller && last ? next(last) : last))
      client.watch(
        'rewrite.start',
        { text: target.text, action, language },
        {
          signal: controller.signal,
          onEvent(event) {
            if (event.kind === 'delta') change((last) => ({ ...last, written: last.written + event.text }))
            else {
              controller.abort()
              change((last) =>
                event.kind === 'done'
                  ? { ...last, kind: 'done', written: event.text, missing: event.missing }
                  : { ...last, kind: 'failed', notice: event.notice },
              )
            }
          },
          onError: ({ code, message }) =>
            change((last) => ({ ...last, kind: 'failed', notice: { code, message, level: 'error' } })),
        },
      )
    },
    [client],
  )
  return { state, start, stop } as const
}

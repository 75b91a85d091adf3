import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient } from '../engine/use-engine'

interface Written {
  readonly key: string
  readonly isWriting: boolean
  readonly text: string | null
  readonly lost: readonly string[]
  readonly problem: string | null
}

const NOTHING = { isWriting: false, text: null, lost: [], problem: null } as const

/** The model's wording of a flagged macro, when it is asked for; `key` is what changed: another one forgets the last. */
export function useMacroRewrite(macroId: number, key: string) {
  const client = useClient()
  const [written, setWritten] = useState<Written | null>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const start = useCallback(() => {
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    setWritten({ ...NOTHING, key, isWriting: true })
    const set = (next: (last: Written) => Partial<Written>) =>
      setWritten((last) => (last && running.current === controller ? { ...last, ...next(last) } : last))
    client.watch(
      'macros.rewrite',
      { macroId },
      {
        signal: controller.signal,
        onEvent(event) {
          if (event.kind === 'delta') set((last) => ({ text: (last.text ?? '') + event.text }))
          else {
            controller.abort()
            set(() =>
              event.kind === 'done'
                ? { isWriting: false, text: event.text, lost: event.lost }
                : { isWriting: false, text: null, problem: event.notice.message },
            )
          }
        },
        onError: ({ message }) => set(() => ({ isWriting: false, text: null, problem: message })),
      },
    )
  }, [client, macroId, key])

  const current = written?.key === key ? written : NOTHING
  return { ...current, start } as const
}

import { isCancelled, toAppError } from '@shared/errors'
import { CircleCheck, CircleX } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useClient } from '../engine/use-engine'

type ModelTest =
  | { readonly kind: 'untried' }
  | { readonly kind: 'running' }
  | { readonly kind: 'ok' | 'failed'; readonly text: string }

interface Answered {
  readonly modelName: string
  readonly tookMs: number
}

/** Asks a model server for one word: that of the profile, or the one in use. Leaving the view ends it. */
export function useModelTest(profileId: number | null) {
  const client = useClient()
  const [test, setTest] = useState<ModelTest>({ kind: 'untried' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  async function run(sentence: (answered: Answered) => string): Promise<void> {
    const controller = new AbortController()
    running.current = controller
    setTest({ kind: 'running' })
    try {
      const result = await client.call('model.test', { profileId }, controller.signal)
      setTest(
        result.kind === 'ok'
          ? { kind: 'ok', text: sentence(result) }
          : { kind: 'failed', text: result.notice.message },
      )
    } catch (thrown) {
      if (!isCancelled(thrown)) setTest({ kind: 'failed', text: toAppError(thrown).message })
    }
  }

  return { test, run }
}

export function ModelTestOutcome({
  test,
  className,
}: {
  readonly test: ModelTest
  readonly className: string
}) {
  return (
    <p role="status" className={`flex items-start gap-1.5 text-sm empty:hidden ${className}`}>
      {test.kind === 'ok' && <CircleCheck aria-hidden size={15} className="mt-0.5 shrink-0 text-accent" />}
      {test.kind === 'failed' && <CircleX aria-hidden size={15} className="mt-0.5 shrink-0 text-red" />}
      {'text' in test && test.text}
    </p>
  )
}

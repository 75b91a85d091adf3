import { isCancelled, toAppError } from '@shared/errors'
import type { ModelProfile } from '@shared/model-models'
import { CircleCheck, CircleX } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useClient } from '../engine/use-engine'
import { Button } from '../ui/button'
import { formatDuration } from '../ui/figures'
import { Spinner } from '../ui/spinner'

type TestState =
  | { readonly kind: 'untried' }
  | { readonly kind: 'running' }
  | { readonly kind: 'ok' | 'failed'; readonly text: string }

/** Asks the server of one profile for one word. */
export function TestButton({ profile }: { readonly profile: ModelProfile }) {
  const client = useClient()
  const [state, setState] = useState<TestState>({ kind: 'untried' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  async function run(): Promise<void> {
    const controller = new AbortController()
    running.current = controller
    setState({ kind: 'running' })
    try {
      const result = await client.call('model.test', { profileId: profile.id }, controller.signal)
      setState(
        result.kind === 'ok'
          ? { kind: 'ok', text: `Answered in ${formatDuration(result.tookMs)}.` }
          : { kind: 'failed', text: result.notice.message },
      )
    } catch (thrown) {
      if (!isCancelled(thrown)) setState({ kind: 'failed', text: toAppError(thrown).message })
    }
  }

  return (
    <>
      <Button
        aria-label={`Test ${profile.name}`}
        disabled={state.kind === 'running'}
        onClick={() => void run()}
      >
        {state.kind === 'running' && <Spinner label="Testing" />}
        Test
      </Button>
      <p role="status" className="order-last flex basis-full items-start gap-1.5 text-sm empty:hidden">
        {state.kind === 'ok' && <CircleCheck aria-hidden size={15} className="mt-0.5 shrink-0 text-accent" />}
        {state.kind === 'failed' && <CircleX aria-hidden size={15} className="mt-0.5 shrink-0 text-red" />}
        {'text' in state && state.text}
      </p>
    </>
  )
}

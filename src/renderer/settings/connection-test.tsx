import { isCancelled, toAppError } from '@shared/errors'
import { CircleCheck, CircleX } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useClient } from '../engine/use-engine'
import { Button } from '../ui/button'
import { formatDuration } from '../ui/figures'
import { Spinner } from '../ui/spinner'
import { SettingRow } from './setting-row'

type TestState =
  | { readonly kind: 'untried' }
  | { readonly kind: 'running' }
  | { readonly kind: 'ok'; readonly text: string }
  | { readonly kind: 'failed'; readonly text: string }

/** Asks the model server one word with the settings as they are saved. */
export function ConnectionTest() {
  const client = useClient()
  const [state, setState] = useState<TestState>({ kind: 'untried' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  async function run(): Promise<void> {
    const controller = new AbortController()
    running.current = controller
    setState({ kind: 'running' })
    try {
      const result = await client.call('model.test', {}, controller.signal)
      setState(
        result.kind === 'ok'
          ? { kind: 'ok', text: `${result.modelName} answered in ${formatDuration(result.tookMs)}.` }
          : { kind: 'failed', text: result.notice.message },
      )
    } catch (thrown) {
      if (!isCancelled(thrown)) setState({ kind: 'failed', text: toAppError(thrown).message })
    }
  }

  return (
    <SettingRow
      id="setting-test"
      isSelfNamed
      label="Connection"
      about="Sends one short request with the key, model and address above."
    >
      <Button id="setting-test" disabled={state.kind === 'running'} onClick={() => void run()}>
        {state.kind === 'running' && <Spinner label="Testing" />}
        Test connection
      </Button>
      <p role="status" className="mt-1.5 flex items-start gap-1.5 text-sm empty:hidden">
        {state.kind === 'ok' && (
          <>
            <CircleCheck aria-hidden size={15} className="mt-0.5 shrink-0 text-accent" />
            {state.text}
          </>
        )}
        {state.kind === 'failed' && (
          <>
            <CircleX aria-hidden size={15} className="mt-0.5 shrink-0 text-red" />
            {state.text}
          </>
        )}
      </p>
    </SettingRow>
  )
}

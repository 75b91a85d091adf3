import type { ModelHealth } from '@shared/model-models'
import { useState } from 'react'
import { useClient } from '../engine/use-engine'
import { Button } from '../ui/button'
import { Spinner } from '../ui/spinner'
import { countdownWords } from './model-words'
import { useReported } from './use-reported'
import { useRest } from './use-rest'

/** Why the server is left alone, for how long, and the way to ask it now. Nothing while all is well. */
export function RestNotice({ health }: { readonly health: ModelHealth }) {
  const client = useClient()
  const seconds = useRest(health)
  const [isTrying, setIsTrying] = useState(false)
  const { message, run } = useReported()
  if (health.state === 'ok') return null

  async function tryNow(): Promise<void> {
    setIsTrying(true)
    await run(async () => {
      const result = await client.call('model.test', {})
      if (result.kind === 'failed') throw new Error(result.notice.message)
    })
    setIsTrying(false)
  }

  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 bg-amber-soft px-4 py-2.5 text-sm text-amber">
      <p className="min-w-48 grow basis-0">
        {health.reason} <RestWords health={health} seconds={seconds} /> Until then answers quote the knowledge
        base.
        {message && <span className="block">It does not answer yet.</span>}
      </p>
      <Button disabled={isTrying} onClick={() => void tryNow()}>
        {isTrying && <Spinner label="Trying" />}
        Try now
      </Button>
    </div>
  )
}

function RestWords({ health, seconds }: { readonly health: ModelHealth; readonly seconds: number | null }) {
  if (health.state === 'probing') return 'It is being tried again.'
  if (seconds === null) return 'The next question tries it again.'
  return (
    <>
      It is tried again in <span className="tabular-nums">{countdownWords(seconds)}</span>.
    </>
  )
}

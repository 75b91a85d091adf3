import type { Message } from '@shared/models'
import { useEffect, useState } from 'react'
import { useClient } from '../engine/use-engine'
import { useAnnounce } from '../ui/announcer'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { formatAge, formatMoment } from '../ui/figures'
import { useKeptFocus } from '../ui/use-kept-focus'

/** An age is told in minutes, so it need not be looked at more often. */
const AGE_REFRESH_MS = 30_000

interface CachedMarkProps {
  readonly message: Message
  readonly cachedAt: number
}

/** How old a stored answer is, which question it was given to before, and a way to be rid of it. */
export function CachedMark({ message, cachedAt }: CachedMarkProps) {
  return (
    <>
      <AgeChip cachedAt={cachedAt} />
      <WrongAnswer answerId={message.id} />
      {message.cachedQuestion !== null && (
        <p className="w-full text-xs text-muted">
          Asked before as <q className="text-text">{message.cachedQuestion}</q>
        </p>
      )}
    </>
  )
}

function AgeChip({ cachedAt }: { readonly cachedAt: number }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), AGE_REFRESH_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <Chip title={`First written ${formatMoment(cachedAt)}`}>
      cached{' · '}
      {formatAge(cachedAt, now)}
    </Chip>
  )
}

type Outcome = 'none' | 'running' | 'removed' | 'failed'

function WrongAnswer({ answerId }: { readonly answerId: number }) {
  const client = useClient()
  const announce = useAnnounce()
  const [outcome, setOutcome] = useState<Outcome>('none')
  const frame = useKeptFocus<HTMLSpanElement>(outcome)

  async function remove() {
    setOutcome('running')
    try {
      await client.call('cache.wrong', { answerId })
      setOutcome('removed')
      announce('This stored answer is not given again.')
    } catch {
      setOutcome('failed')
      announce('The stored answer could not be removed.', 'shown')
    }
  }

  return (
    <span ref={frame}>
      {outcome === 'removed' ? (
        <span tabIndex={-1} className="focus:outline-none">
          Not given again
        </span>
      ) : (
        <Button
          variant="ghost"
          size="small"
          aria-disabled={outcome === 'running'}
          title="Remove this stored answer; it will not be given to this question again"
          onClick={() => outcome !== 'running' && void remove()}
        >
          {outcome === 'failed' ? 'Wrong answer: try again' : 'Wrong answer'}
        </Button>
      )}
    </span>
  )
}

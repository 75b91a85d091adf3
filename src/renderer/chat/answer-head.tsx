import type { Message } from '@shared/models'
import { useEffect, useState } from 'react'
import { Chip } from '../ui/chip'
import { formatAge, formatMoment } from '../ui/figures'
import { LeafMark } from '../ui/leaf-mark'
import type { AnswerStep } from './answer-state'

const STEP_WORDS: Record<AnswerStep, string> = {
  searching: 'Searching the knowledge base…',
  waiting: 'Waiting for the model…',
  writing: 'Writing…',
}

interface AnswerHeadProps {
  readonly message: Message
  readonly step: AnswerStep | null
}

/** Who answered, from what, and how fresh it is. */
export function AnswerHead({ message, step }: AnswerHeadProps) {
  return (
    <div className="mb-1.5 flex min-h-[22px] flex-wrap items-center gap-2 text-[12.5px] text-muted">
      <LeafMark size="small" />
      <span>{step ? STEP_WORDS[step] : 'Answer'}</span>
      {message.origin === 'model' && message.modelName && <span>· {message.modelName}</span>}
      {message.origin === 'extractive' && <Chip>Quoted from the knowledge base</Chip>}
      {message.cachedAt !== null && <CachedChip cachedAt={message.cachedAt} />}
    </div>
  )
}

/** An age is told in minutes, so it need not be looked at more often. */
const AGE_REFRESH_MS = 30_000

function CachedChip({ cachedAt }: { readonly cachedAt: number }) {
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

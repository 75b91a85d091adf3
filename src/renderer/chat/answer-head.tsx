import type { Message } from '@shared/models'
import { taskLabel } from '../draft/draft-words'
import { Chip } from '../ui/chip'
import { formatMoment } from '../ui/figures'
import { LeafMark } from '../ui/leaf-mark'
import type { AnswerStep } from './answer-state'
import { CachedMark } from './cached-mark'

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
      <span>{step ? STEP_WORDS[step] : taskLabel(message.task)}</span>
      {message.origin === 'model' && message.modelName && <span>· {message.modelName}</span>}
      {message.origin === 'extractive' && <Chip>Quoted from the knowledge base</Chip>}
      {message.usedAt !== null && <Chip title={`Copied ${formatMoment(message.usedAt)}`}>used</Chip>}
      {message.cachedAt !== null && <CachedMark message={message} cachedAt={message.cachedAt} />}
    </div>
  )
}

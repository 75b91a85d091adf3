import type { WireError } from '@shared/errors'
import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button'
import { errorTitle } from './error-words'

interface ErrorNoticeProps {
  readonly error: Pick<WireError, 'code' | 'message'>
  readonly onRetry?: () => void
  readonly retryLabel?: string
  /** What still works, or another way on. */
  readonly children?: ReactNode
}

/** What happened, what still works, one action. */
export function ErrorNotice({ error, onRetry, retryLabel = 'Try again', children }: ErrorNoticeProps) {
  // what is not allowed is not allowed a second time
  const canRetry = onRetry && error.code !== 'forbidden'
  return (
    <div
      role="alert"
      className="flex items-start gap-3 rounded-lg border border-line bg-red-soft p-3 text-sm"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-red" />
      <div className="min-w-0 grow">
        <p className="font-semibold">{errorTitle(error)}</p>
        <p className="text-muted">{error.message}</p>
        {children}
      </div>
      {canRetry && <Button onClick={onRetry}>{retryLabel}</Button>}
    </div>
  )
}

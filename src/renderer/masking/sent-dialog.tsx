import type { SentRequest } from '@shared/masking-models'
import { useEffect, useState } from 'react'
import { useClient } from '../engine/use-engine'
import { Dialog } from '../ui/dialog'
import { countOf, formatMoment } from '../ui/figures'

interface SentDialogProps {
  readonly messageId: number
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

const ROLE_WORDS = {
  system: 'Instructions',
  user: 'Question and passages',
  assistant: 'Earlier answer',
} as const

/** What left this machine for one answer, word for word. */
export function SentDialog({ messageId, open, onOpenChange }: SentDialogProps) {
  const client = useClient()
  const [requests, setRequests] = useState<readonly SentRequest[] | null>(null)
  const [isUnreadable, setUnreadable] = useState(false)
  useEffect(() => {
    if (!open) return
    const controller = new AbortController()
    setUnreadable(false)
    client
      .call('masking.sent', { messageId }, controller.signal)
      .then(({ requests: found }) => setRequests(found))
      .catch(() => setUnreadable(!controller.signal.aborted))
    return () => controller.abort()
  }, [client, messageId, open])

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="What was sent"
      description="Word for word, kept on this machine for 30 days."
    >
      <section
        aria-label="Requests"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is longer than the window, and scrolled by the keyboard too
        tabIndex={0}
        className="flex max-h-[60vh] flex-col gap-4 overflow-y-auto px-5 pt-2 pb-5 text-sm -outline-offset-2"
      >
        {isUnreadable && <p className="text-amber">This record cannot be read just now.</p>}
        {requests?.length === 0 && (
          <p className="text-muted">Nothing was sent for this answer, or it is longer ago than 30 days.</p>
        )}
        {requests?.map((request) => (
          <section key={request.sentAt} className="flex flex-col gap-2">
            <p className="text-muted">
              {formatMoment(request.sentAt)} · {request.server} · {request.modelName} ·{' '}
              {countOf(request.maskedCount, 'detail')} masked
            </p>
            {request.messages.map(({ role, content }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the messages of a request never move
              <figure key={place} className="flex flex-col gap-1">
                <figcaption className="text-xs font-semibold text-faint">{ROLE_WORDS[role]}</figcaption>
                <pre
                  dir="auto"
                  className="whitespace-pre-wrap rounded-md bg-sunken px-3 py-2 font-mono text-xs leading-normal [overflow-wrap:anywhere]"
                >
                  {content}
                </pre>
              </figure>
            ))}
          </section>
        ))}
      </section>
    </Dialog>
  )
}

import { toAppError } from '@shared/errors'
import type { Feedback, Message } from '@shared/models'
import { ThumbsDown, ThumbsUp } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { useClient } from '../engine/use-engine'
import { useAnnounce } from '../ui/announcer'
import { Button } from '../ui/button'
import { INPUT_CLASS } from '../ui/field'
import { IconButton } from '../ui/icon-button'
import { useKeptFocus } from '../ui/use-kept-focus'
import { REASONS, reasonLabel } from './gap-words'

type Verdict = Omit<Feedback, 'at'>

interface AnswerFeedbackProps {
  readonly message: Message
  readonly onChanged: (message: Message) => void
}

/** Good or bad, with a reason; what is bad joins the list of gaps. It can be taken back. */
export function AnswerFeedback({ message, onChanged }: AnswerFeedbackProps) {
  const client = useClient()
  const announce = useAnnounce()
  const [isAsking, setAsking] = useState(false)
  const { feedback } = message
  const frame = useKeptFocus<HTMLSpanElement>(feedback === null)

  async function judge(verdict: Verdict | null, said: string): Promise<void> {
    setAsking(false)
    try {
      onChanged(await client.call('answers.judge', { answerId: message.id, feedback: verdict }))
      announce(said)
    } catch (thrown) {
      announce(toAppError(thrown).message, 'shown')
    }
  }

  if (feedback)
    return (
      <span ref={frame} className="flex items-center gap-1 text-xs text-muted">
        {feedback.verdict === 'good'
          ? 'Marked as good'
          : `Marked: ${reasonLabel(feedback.reason ?? 'other').toLowerCase()}`}
        <Button variant="ghost" size="small" onClick={() => void judge(null, 'Feedback taken back.')}>
          Undo
        </Button>
      </span>
    )
  return (
    <span ref={frame} className="flex items-center">
      <IconButton
        label="Good answer"
        onClick={() => void judge({ verdict: 'good', reason: null, comment: '' }, 'Marked as good.')}
      >
        <ThumbsUp aria-hidden />
      </IconButton>
      <Popover.Root open={isAsking} onOpenChange={setAsking}>
        <Popover.Trigger asChild>
          {/* a tooltip of its own would fight with the panel over Esc */}
          <button
            type="button"
            aria-label="Something is wrong with this answer"
            title="Something is wrong with this answer"
            className="grid size-[30px] shrink-0 place-items-center rounded-md text-muted transition-colors hover:bg-sunken hover:text-text data-[state=open]:bg-sunken [&_svg]:size-4"
          >
            <ThumbsDown aria-hidden />
          </button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            aria-label="What is wrong with this answer"
            align="start"
            sideOffset={6}
            collisionPadding={8}
            className="z-50 w-72 max-w-[calc(100vw-16px)] rounded-lg border border-line bg-raised p-3 shadow-overlay focus:outline-none"
          >
            <ReasonForm onSend={(verdict) => void judge(verdict, 'Added to the gaps.')} />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </span>
  )
}

function ReasonForm({ onSend }: { readonly onSend: (verdict: Verdict) => void }) {
  const [reason, setReason] = useState<Verdict['reason']>(null)
  const [comment, setComment] = useState('')
  return (
    <form
      className="flex flex-col gap-2.5"
      onSubmit={(event) => {
        event.preventDefault()
        if (reason) onSend({ verdict: 'bad', reason, comment: comment.trim() })
      }}
    >
      <fieldset className="flex flex-col">
        <legend className="pb-1 text-sm font-medium">What is wrong with it?</legend>
        {REASONS.map((one) => (
          <label
            key={one.reason}
            className="flex items-start gap-2 rounded-md px-1 py-1 text-sm hover:bg-sunken"
          >
            <input
              type="radio"
              name="reason"
              value={one.reason}
              checked={reason === one.reason}
              onChange={() => setReason(one.reason)}
              className="mt-1 accent-accent"
            />
            <span>
              {one.label}
              <span className="block text-xs text-muted">{one.hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <textarea
        aria-label="Note"
        placeholder="A note for whoever keeps the articles"
        rows={2}
        maxLength={2000}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
        className={`${INPUT_CLASS} resize-none py-1.5 text-sm`}
      />
      <Button type="submit" variant="primary" disabled={reason === null}>
        Add to gaps
      </Button>
    </form>
  )
}

import { toAppError } from '@shared/errors'
import type { Gap, GapReason } from '@shared/gap-models'
import { Check, ChevronDown, ChevronRight, FileText, MessageSquare, RotateCcw } from 'lucide-react'
import { useEffect, useEffectEvent, useId, useState } from 'react'
import { useCall, useClient } from '../engine/use-engine'
import { useNavigation } from '../navigation'
import { useAnnounce } from '../ui/announcer'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { INPUT_CLASS } from '../ui/field'
import { countOf, formatMoment } from '../ui/figures'
import { reasonLabel } from './gap-words'

interface GapCardProps {
  readonly gap: Gap
  /** Grows when the list has changed. */
  readonly revision: number
}

/** One gap: its newest question and how often it was asked; opened, all its questions and a note. */
export function GapCard({ gap, revision }: GapCardProps) {
  const [isOpen, setOpen] = useState(false)
  const detailsId = useId()
  const { openDocument } = useNavigation()
  const { answeredBy } = gap
  return (
    <article aria-label={gap.question} className="rounded-lg border border-line bg-panel">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={detailsId}
        onClick={() => setOpen(!isOpen)}
        className="flex w-full items-start gap-2 rounded-lg px-3 py-2.5 text-left transition-colors hover:bg-sunken [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted"
      >
        {isOpen ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
        <span className="min-w-0 grow">
          <span dir="auto" className="line-clamp-2 font-medium [overflow-wrap:anywhere]">
            {gap.question}
          </span>
          <span className="mt-1 flex flex-wrap items-center gap-1.5 text-xs text-muted">
            <span className="tabular-nums">asked {countOf(gap.questionCount, 'time')}</span>
            <span>· last {formatMoment(gap.lastAskedAt)}</span>
            {Object.entries(gap.reasons).map(([reason, count]) => (
              <Chip key={reason} tone={reason === 'nothing' ? 'neutral' : 'amber'}>
                {reasonLabel(reason as GapReason)}
                {count > 1 && ` × ${count}`}
              </Chip>
            ))}
            {gap.closedBy === 'knowledge' && <Chip tone="accent">Answered now</Chip>}
            {gap.closedBy === 'person' && <Chip>Closed by hand</Chip>}
            {gap.note !== '' && <span className="max-w-64 truncate italic">{gap.note}</span>}
          </span>
        </span>
      </button>
      {answeredBy && (
        <p className="px-9 pb-2 text-sm">
          <button
            type="button"
            onClick={() => openDocument(answeredBy)}
            className="inline-flex items-center gap-1.5 text-accent underline-offset-2 hover:underline [&_svg]:size-4"
          >
            <FileText aria-hidden />
            Answered by {answeredBy.title}
          </button>
        </p>
      )}
      <div id={detailsId}>{isOpen && <GapDetails gap={gap} revision={revision} />}</div>
    </article>
  )
}

function GapDetails({ gap, revision }: GapCardProps) {
  const client = useClient()
  const announce = useAnnounce()
  const { openConversation } = useNavigation()
  const details = useCall('gaps.get', { gapId: gap.id }, { keepsPrevious: true })
  const { reload } = details
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again whenever the revision grows
  useEffect(() => reload(), [reload, revision])
  const [note, setNote] = useState(gap.note)
  const isClosed = gap.state === 'closed'

  const keepNote = useEffectEvent(() => {
    if (note.trim() !== gap.note) void update({ note })
  })
  // by the keys the view is left with the caret still in the note: nothing blurs then
  useEffect(() => () => keepNote(), [])

  async function update(change: { note?: string; state?: Gap['state'] }): Promise<void> {
    try {
      await client.call('gaps.update', { gapId: gap.id, ...change })
    } catch (thrown) {
      announce(toAppError(thrown).message, 'shown')
    }
  }

  return (
    <div className="flex flex-col gap-3 border-t border-line ps-9 pe-4 py-3">
      <ul aria-label="Questions" className="flex flex-col gap-1.5">
        {(details.kind === 'ready' ? details.output.questions : []).map((one) => (
          <li key={one.messageId} className="flex items-start gap-2 text-sm">
            <span className="min-w-0 grow">
              <span dir="auto" className="[overflow-wrap:anywhere]">
                {one.question}
              </span>
              <span className="block text-xs text-muted">
                {formatMoment(one.askedAt)} · {reasonLabel(one.reason)}
                {one.comment !== '' && `: ${one.comment}`}
              </span>
            </span>
            <Button
              variant="ghost"
              size="small"
              aria-label={`Open the conversation of: ${one.question}`}
              onClick={() => openConversation(one.conversationId, one.messageId)}
            >
              <MessageSquare aria-hidden />
              Open
            </Button>
          </li>
        ))}
      </ul>
      <label className="flex flex-col gap-1 text-xs font-medium text-muted">
        Note
        <textarea
          rows={2}
          maxLength={2000}
          value={note}
          placeholder="Who writes the article, what is missing …"
          onChange={(event) => setNote(event.target.value)}
          onBlur={() => note.trim() !== gap.note && void update({ note })}
          className={`${INPUT_CLASS} resize-y py-1.5 text-sm font-normal`}
        />
      </label>
      <div>
        <Button onClick={() => void update({ state: isClosed ? 'open' : 'closed', note })}>
          {isClosed ? <RotateCcw aria-hidden /> : <Check aria-hidden />}
          {isClosed ? 'Open again' : 'Close'}
        </Button>
      </div>
    </div>
  )
}

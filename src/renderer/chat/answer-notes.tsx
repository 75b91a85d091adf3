import { assertNever } from '@shared/errors'
import type { Message, Notice } from '@shared/models'
import type { SupportResult } from '@shared/support-models'
import { CircleStop, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useNavigationStore } from '../navigation'
import { citedPassages } from '../support/cited-passages'
import { supportNote } from '../support/support-words'
import { isSettledInSettings } from '../ui/error-words'
import { countOf } from '../ui/figures'

/** What is worth knowing before the answer is used: why it is less than asked for, or not whole. */
export function AnswerNotes({
  message,
  support,
}: {
  readonly message: Message
  readonly support: SupportResult | null
}) {
  const unbacked = supportNote(support)
  const internal = citedPassages(message, support).filter(({ isInternal }) => isInternal)
  return (
    <div className="flex flex-col gap-1.5 empty:hidden [&:not(:empty)]:mt-2">
      {message.notice ? <NoticeNote notice={message.notice} /> : <StateNote message={message} />}
      {unbacked && <Note tone="amber">{unbacked}</Note>}
      {internal.length > 0 && (
        <Note tone="amber">
          It rests on {countOf(internal.length, 'internal source')}: not meant for customers.
        </Note>
      )}
      {message.droppedCitations.length > 0 && (
        <Note tone="amber">
          {countOf(message.droppedCitations.length, 'citation')} pointed at no source and{' '}
          {message.droppedCitations.length === 1 ? 'was' : 'were'} taken out.
        </Note>
      )}
    </div>
  )
}

/** The engine's own sentence comes first; this stands in where it gave none. */
function StateNote({ message: { state, text } }: { readonly message: Message }) {
  switch (state) {
    case 'stopped':
      return (
        <Note tone="quiet">
          {text ? 'Stopped. This is what had been written.' : 'Stopped before the answer began.'}
        </Note>
      )
    case 'interrupted':
      return (
        <Note tone="amber">
          {text ? 'Interrupted. This is what had been written.' : 'Interrupted before the answer began.'}
        </Note>
      )
    case 'failed':
      return <Note tone="red">The answer failed.</Note>
    case 'complete':
    case 'streaming':
      return null
    default:
      return assertNever(state)
  }
}

function NoticeNote({ notice }: { readonly notice: Notice }) {
  const navigation = useNavigationStore()
  const tone = ({ info: 'quiet', warning: 'amber', error: 'red' } as const)[notice.level]
  return (
    <Note tone={tone}>
      {notice.message}{' '}
      {isSettledInSettings(notice.code) && (
        <button
          type="button"
          // 24 px to hit in a line of 19 px, which it must neither push apart nor break within
          className="-my-1 min-h-6 whitespace-nowrap font-semibold underline underline-offset-2"
          onClick={() => navigation.open({ kind: 'settings' })}
        >
          Open settings
        </button>
      )}
    </Note>
  )
}

const TONES = {
  quiet: { className: 'bg-sunken text-muted', Icon: Info },
  amber: { className: 'bg-amber-soft text-amber', Icon: TriangleAlert },
  red: { className: 'bg-red-soft text-red', Icon: TriangleAlert },
} as const

function Note({ tone, children }: { readonly tone: keyof typeof TONES; readonly children: ReactNode }) {
  const { className } = TONES[tone]
  const Icon = tone === 'quiet' && typeof children === 'string' ? CircleStop : TONES[tone].Icon
  return (
    <div className={`flex items-center gap-2 rounded-md px-2.5 py-1.5 text-[12.5px] ${className}`}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <p className="min-w-0">{children}</p>
    </div>
  )
}

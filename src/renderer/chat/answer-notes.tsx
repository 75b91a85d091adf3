import type { Message, Notice } from '@shared/models'
import { CircleStop, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useNavigationStore } from '../navigation'
import { isSettledInSettings } from '../ui/error-words'
import { countOf } from '../ui/figures'

/** What is worth knowing before the answer is used: why it is less than asked for, or not whole. */
export function AnswerNotes({ message }: { readonly message: Message }) {
  return (
    <div className="flex flex-col gap-1.5 empty:hidden [&:not(:empty)]:mt-2">
      {message.state === 'stopped' && (
        <Note tone="quiet">
          {message.text ? 'Stopped. This is what had been written.' : 'Stopped before the answer began.'}
        </Note>
      )}
      {message.state === 'interrupted' && (
        <Note tone="amber">
          {message.text
            ? 'Interrupted: VerdeMuse closed while this was being written.'
            : 'Interrupted before the answer began.'}
        </Note>
      )}
      {message.notice && <NoticeNote notice={message.notice} />}
      {message.state === 'failed' && !message.notice && <Note tone="red">The answer failed.</Note>}
      {message.droppedCitations.length > 0 && (
        <Note tone="amber">
          {countOf(message.droppedCitations.length, 'citation')} pointed at no source and{' '}
          {message.droppedCitations.length === 1 ? 'was' : 'were'} taken out.
        </Note>
      )}
    </div>
  )
}

function NoticeNote({ notice }: { readonly notice: Notice }) {
  const navigation = useNavigationStore()
  const tone = ({ info: 'quiet', warning: 'amber', error: 'red' } as const)[notice.level]
  return (
    <Note tone={tone}>
      {notice.message}
      {isSettledInSettings(notice.code) && (
        <button
          type="button"
          className="ml-1.5 min-h-6 font-semibold underline underline-offset-2"
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

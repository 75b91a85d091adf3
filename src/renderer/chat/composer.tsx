import { QUESTION_MAX_CHARS } from '@shared/limits'
import { ArrowUp, Square } from 'lucide-react'
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react'
import { useTypedTrigger } from '../macros/use-typed-trigger'
import { Tooltip } from '../ui/tooltip'

/** The counter appears when it begins to matter. */
const COUNTER_FROM_CHARS = QUESTION_MAX_CHARS - 2_000
/** About ten lines; a longer text scrolls inside. */
const MAX_HEIGHT_PX = 240

export interface ComposerHandle {
  focus(): void
}

interface ComposerProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onSend: () => void
  /** Null while nothing is being written. */
  readonly onStop: (() => void) | null
  /** Why nothing can be sent just now; the text can still be written. Null: it can. */
  readonly blocked: string | null
  /** What is asked for: an answer, a reply … */
  readonly modes?: ReactNode
  readonly placeholder?: string
  /** Stands before the hint: what the question is asked of. */
  readonly scope?: ReactNode
  /** Beside the send button: what of the text stays on this machine. */
  readonly details?: ReactNode
  /** Whose customer a macro speaks to; null for a new one. */
  readonly conversationId?: number | null
  readonly ref?: Ref<ComposerHandle>
}

const PLACEHOLDER = 'Paste the customer’s message, or ask a question'

export function Composer(props: ComposerProps) {
  const {
    value,
    onChange,
    onSend,
    onStop,
    blocked,
    modes,
    placeholder = PLACEHOLDER,
    scope,
    details,
    conversationId = null,
    ref,
  } = props
  const field = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus() }), [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${Math.min(MAX_HEIGHT_PX, element.scrollHeight)}px`
  }, [value])

  const typed = useTypedTrigger({ field, value, onChange, style: 'plain', conversationId, isThread: true })
  const length = value.trim().length
  const isTooLong = length > QUESTION_MAX_CHARS
  const canSend = length > 0 && !isTooLong && blocked === null && onStop === null

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (typed.onKeyDown(event)) return
    // Enter while an input method is composing takes its suggestion; keyCode 229 is how older engines say the same
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return
    event.preventDefault()
    if (canSend) onSend()
  }

  function send() {
    onSend()
    field.current?.focus()
  }

  const explanation = isTooLong
    ? `A question may have ${QUESTION_MAX_CHARS.toLocaleString('en')} characters at most.`
    : blocked
  return (
    <div className="px-4 pb-3 sm:px-7">
      <div className="relative mx-auto flex w-full max-w-[720px] flex-col rounded-xl border border-line-strong bg-raised px-3 pt-[11px] pb-[9px] shadow-card transition-colors focus-within:border-accent">
        {typed.panel && <div className="absolute inset-x-0 bottom-full z-20 mb-1.5">{typed.panel}</div>}
        <textarea
          ref={field}
          rows={2}
          value={value}
          onChange={(event) => {
            onChange(event.target.value)
            typed.onCaret(event.target)
          }}
          onSelect={(event) => typed.onCaret(event.currentTarget)}
          onPaste={typed.onPaste}
          onBlur={typed.onBlur}
          onKeyDown={onKeyDown}
          {...typed.aria}
          dir="auto"
          aria-label="Question"
          aria-describedby="composer-hint"
          aria-invalid={isTooLong}
          placeholder={placeholder}
          className="block max-h-60 min-h-[42px] w-full resize-none bg-transparent px-0.5 leading-normal outline-none"
        />
        <div className="mt-1 flex items-end justify-end gap-2 max-[430px]:flex-wrap">
          <div className="flex min-w-0 grow flex-wrap items-center gap-x-2 gap-y-1 max-[430px]:basis-full">
            {modes}
            {scope}
          </div>
          {details}
          {length > COUNTER_FROM_CHARS && (
            <span className={`text-xs tabular-nums ${isTooLong ? 'font-semibold text-red' : 'text-muted'}`}>
              {length.toLocaleString('en')} / {QUESTION_MAX_CHARS.toLocaleString('en')}
            </span>
          )}
          {onStop ? (
            <SquareButton label="Stop" onClick={onStop}>
              <Square fill="currentColor" className="size-3.5" />
            </SquareButton>
          ) : (
            <SquareButton label="Send" onClick={send} isDisabled={!canSend}>
              <ArrowUp className="size-[17px]" />
            </SquareButton>
          )}
        </div>
      </div>
      <p
        id="composer-hint"
        className={`mx-auto mt-1.5 w-full max-w-[720px] truncate px-1 text-xs ${explanation ? 'text-amber' : 'text-faint'}`}
      >
        {explanation ?? (onStop ? 'Esc to stop' : <Keys />)}
      </p>
    </div>
  )
}

/** Where there is little room, those that nobody guesses. */
function Keys() {
  return (
    <>
      <span className="max-lg:hidden">Enter to send · Shift Enter for a new line · </span>/ for macros · ?? to
      quote
    </>
  )
}

interface SquareButtonProps {
  readonly label: string
  readonly onClick: () => void
  readonly isDisabled?: boolean
  readonly children: React.ReactNode
}

function SquareButton({ label, onClick, isDisabled = false, children }: SquareButtonProps) {
  return (
    <Tooltip content={label} side="top">
      <button
        type="button"
        aria-label={label}
        onClick={onClick}
        disabled={isDisabled}
        className="grid size-8 shrink-0 place-items-center rounded-[9px] bg-accent text-accent-ink transition-colors enabled:hover:bg-accent-strong disabled:bg-sunken disabled:text-faint"
      >
        {children}
      </button>
    </Tooltip>
  )
}

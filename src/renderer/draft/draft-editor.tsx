import { useEffect, useLayoutEffect, useRef } from 'react'
import { useTypedTrigger } from '../macros/use-typed-trigger'
import { CaretPanel } from './caret-panel'

interface DraftEditorProps {
  readonly text: string
  readonly conversationId: number
  readonly onChange: (text: string) => void
  readonly onSelect: (range: { readonly start: number; readonly end: number } | null) => void
  /** Esc, or Ctrl with Enter: the text is kept, and read again. */
  readonly onClose: () => void
}

/** The draft as it is stored: Markdown with its citation marks, which are not sent. */
export function DraftEditor({ text, conversationId, onChange, onSelect, onClose }: DraftEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const typed = useTypedTrigger({
    field,
    value: text,
    onChange,
    style: 'markdown',
    conversationId,
    isThread: false,
  })
  useEffect(() => field.current?.focus(), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  }, [text])
  return (
    <>
      <textarea
        ref={field}
        aria-label="Draft"
        aria-describedby="draft-editor-hint"
        dir="auto"
        value={text}
        onChange={(event) => {
          onChange(event.target.value)
          typed.onCaret(event.target)
        }}
        onPaste={typed.onPaste}
        onBlur={typed.onBlur}
        {...typed.aria}
        onSelect={({ currentTarget }) => {
          const { selectionStart: start, selectionEnd: end } = currentTarget
          onSelect(end > start ? { start, end } : null)
          typed.onCaret(currentTarget)
        }}
        onKeyDown={(event) => {
          if (typed.onKeyDown(event)) return
          const isEnd = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
          if (!isEnd || event.nativeEvent.isComposing) return
          event.preventDefault()
          event.stopPropagation()
          onClose()
        }}
        className="block min-h-24 w-full resize-none bg-transparent leading-relaxed outline-none"
      />
      {typed.panel && typed.start !== null && (
        <CaretPanel field={field} place={typed.start}>
          {typed.panel}
        </CaretPanel>
      )}
    </>
  )
}

import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  Suspense,
  useCallback,
  useId,
  useRef,
  useState,
} from 'react'
import { onDemand } from '../ui/on-demand'
import { findTrigger, type Trigger } from './find-trigger'
import type { InsertPanelHandle } from './insert-panel'
import type { InsertStyle } from './inserted-text'

const InsertPanel = onDemand(async () => (await import('./insert-panel')).InsertPanel)

interface TypedTriggerOptions {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly value: string
  readonly onChange: (value: string) => void
  readonly style: InsertStyle
  /** Whose last message says who the customer is, where the text itself does not. */
  readonly conversationId: number | null
  /** The text is the thread that is answered; a draft is not. */
  readonly isThread: boolean
}

export interface TypedTrigger {
  /** Tells where the caret is: after each change of the text and of the selection. */
  readonly onCaret: (element: HTMLTextAreaElement) => void
  /** What is pasted was written by somebody else: no list opens for it. */
  readonly onPaste: (event: ClipboardEvent<HTMLTextAreaElement>) => void
  readonly onBlur: () => void
  /** True when the key was for the list; nobody else may use it then. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean
  /** For the field: which list belongs to it, and what is chosen there. */
  readonly aria: {
    readonly 'aria-autocomplete'?: 'list'
    readonly 'aria-controls'?: string
    readonly 'aria-activedescendant'?: string
  }
  /** The list, where it is open; the caller gives it its place. */
  readonly panel: ReactNode | null
  /** Where what is typed begins in the text; null while no list is open. */
  readonly start: number | null
}

/** `/`, `::` and `??` in a text open a list to put something in from. */
export function useTypedTrigger(options: TypedTriggerOptions): TypedTrigger {
  const { field, value, onChange, style, conversationId, isThread } = options
  const [caret, setCaret] = useState<number | null>(null)
  const [dismissed, setDismissed] = useState<string | null>(null)
  /** While its variables are asked for, the place stays though the focus is elsewhere. */
  const [held, setHeld] = useState<Trigger | null>(null)
  const [activeId, setActiveId] = useState<string | null>(null)
  const panel = useRef<InsertPanelHandle>(null)
  const pastedFrom = useRef<number | null>(null)
  const listId = useId()
  const [ofConversation, setOfConversation] = useState(conversationId)
  if (ofConversation !== conversationId) {
    // another thread has another text: what was asked for belongs to the last one
    setOfConversation(conversationId)
    setHeld(null)
    setCaret(null)
  }
  const found = caret === null ? null : findTrigger(value, caret)
  const trigger = held ?? (found && keyOf(found) !== dismissed ? found : null)

  const onCaret = useCallback((element: HTMLTextAreaElement) => {
    const { selectionStart, selectionEnd } = element
    const next = selectionStart === selectionEnd ? selectionStart : null
    setCaret(next)
    const there = next === null ? null : findTrigger(element.value, next)
    if (there === null) setDismissed(null)
    // "Where is it ?? I wait" of a customer asks for nothing to be put in; Enter must not replace it
    else if (pastedFrom.current !== null && there.start >= pastedFrom.current) setDismissed(keyOf(there))
    pastedFrom.current = null
  }, [])
  const onPaste = useCallback(({ currentTarget }: ClipboardEvent<HTMLTextAreaElement>) => {
    pastedFrom.current = currentTarget.selectionStart
  }, [])

  const leave = useCallback(() => {
    setHeld(null)
    setDismissed(trigger && keyOf(trigger))
    field.current?.focus()
  }, [field, trigger])

  const insert = useCallback(
    (text: string) => {
      const element = field.current
      if (!element || !trigger) return
      const typed = element.value.slice(trigger.start, trigger.end)
      setHeld(null)
      setDismissed(null)
      element.focus()
      // where it is gone meanwhile, what is put in stands at the caret
      const isThere = typed === value.slice(trigger.start, trigger.end)
      if (isThere) element.setSelectionRange(trigger.start, trigger.end)
      insertText(element, text, onChange)
      onCaret(element)
    },
    [field, trigger, value, onChange, onCaret],
  )

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
    if (!trigger || event.nativeEvent.isComposing || event.keyCode === 229) return false
    if (event.key === 'Escape') leave()
    else if (!(panel.current ? panel.current.onKey(event) : isPlainEnter(event))) return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  const isOpen = trigger !== null && held === null
  return {
    onCaret,
    onPaste,
    onBlur: () => setCaret(null),
    onKeyDown,
    aria: isOpen
      ? {
          'aria-autocomplete': 'list',
          'aria-controls': listId,
          ...(activeId === null ? {} : { 'aria-activedescendant': activeId }),
        }
      : {},
    panel: trigger && (
      <Suspense>
        <InsertPanel
          ref={panel}
          trigger={trigger}
          listId={listId}
          style={style}
          conversationId={conversationId}
          thread={isThread ? value.slice(0, trigger.start) + value.slice(trigger.end) : ''}
          onActive={setActiveId}
          onHold={() => setHeld(trigger)}
          onInsert={insert}
          onLeave={leave}
        />
      </Suspense>
    ),
    start: trigger?.start ?? null,
  }
}

/** Before the list is there, Enter must not send what was typed to find something. */
function isPlainEnter({ key, shiftKey, altKey }: KeyboardEvent): boolean {
  return key === 'Enter' && !shiftKey && !altKey
}

function keyOf({ kind, start }: Trigger): string {
  return `${kind} ${start}`
}

/** As if it was typed, so that Ctrl Z takes it back; where a browser cannot, the text is set. */
function insertText(element: HTMLTextAreaElement, text: string, onChange: (value: string) => void): void {
  const { selectionStart, selectionEnd, value } = element
  if (document.execCommand?.('insertText', false, text)) return
  onChange(value.slice(0, selectionStart) + text + value.slice(selectionEnd))
}

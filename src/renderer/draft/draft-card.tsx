import type { RewriteAction } from '@shared/draft-contract'
import type { Message } from '@shared/models'
import type { SupportResult } from '@shared/support-models'
import { Pencil, Undo2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useAction } from '../actions/action-registry'
import { Markdown } from '../chat/markdown'
import { useAnnounce } from '../ui/announcer'
import { Button } from '../ui/button'
import { useKeptFocus } from '../ui/use-kept-focus'
import { DraftEditor } from './draft-editor'
import { RewriteBar } from './rewrite-bar'
import { RewritePanel } from './rewrite-panel'
import { withRewritten } from './rewritten-text'
import { lettersOfSelection, selectedSentences } from './selected-text'
import type { DraftText } from './use-draft-text'
import { type RewriteTarget, useRewrite } from './use-rewrite'

interface DraftCardProps {
  readonly message: Message
  readonly draft: DraftText
  readonly support: SupportResult | null
}

interface Chosen extends RewriteTarget {
  readonly topPx: number | null
}

/**
 * A reply as it may be sent: read with its citations, or edited with their marks. What is selected in either can be
 * rewritten; while it is read, whole sentences are.
 */
export function DraftCard({ message, draft, support }: DraftCardProps) {
  const card = useRef<HTMLDivElement>(null)
  const reading = useRef<HTMLDivElement>(null)
  const [isEditing, setIsEditing] = useState(false)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const rewrite = useRewrite()
  /** What was accepted last, to be taken back as long as nothing else was changed. */
  const [replaced, setReplaced] = useState<{ readonly before: string; readonly after: string } | null>(null)
  const [isGone, setIsGone] = useState(false)
  const announce = useAnnounce()
  const { text } = draft

  useEffect(() => {
    if (isEditing) return
    const onChange = () => setChosen(chosenIn(reading.current, card.current, text))
    document.addEventListener('selectionchange', onChange)
    return () => document.removeEventListener('selectionchange', onChange)
  }, [isEditing, text])

  // the editor, the panel and the way back go away with what had the focus in them
  const footer = useKeptFocus<HTMLDivElement>(
    `${isEditing} ${rewrite.state?.kind ?? (chosen ? 'chosen' : '')} ${replaced !== null}`,
  )

  function leaveRewrite() {
    rewrite.stop()
    setChosen(null)
    setIsGone(false)
    window.getSelection()?.removeAllRanges()
  }
  function accept() {
    const { state } = rewrite
    if (state?.kind !== 'done') return
    const next = withRewritten(text, state, state.written)
    if (next === null) return setIsGone(true)
    draft.change(next)
    draft.flush()
    setReplaced({ before: text, after: next })
    announce('The new text is in the draft.')
    leaveRewrite()
  }
  function undo() {
    if (!replaced) return
    draft.change(replaced.before)
    draft.flush()
    setReplaced(null)
    announce('The draft is as it was before.')
  }
  useAction({
    name: 'leave-rewrite',
    label: 'Discard the rewritten text',
    shortcut: 'Escape',
    isListed: false,
    when: () => rewrite.state !== null || chosen !== null,
    run: leaveRewrite,
  })
  const begin = (action: RewriteAction, language: string | null) => {
    if (chosen) rewrite.start(chosen, action, language)
  }

  return (
    <div ref={card} className="relative rounded-lg border border-line bg-raised px-4 py-3 shadow-card">
      {isEditing ? (
        <DraftEditor
          text={text}
          conversationId={message.conversationId}
          onChange={draft.change}
          onSelect={(range) =>
            setChosen(range && { ...range, text: text.slice(range.start, range.end), topPx: null })
          }
          onClose={() => {
            draft.flush()
            setChosen(null)
            setIsEditing(false)
          }}
        />
      ) : (
        <div ref={reading}>
          <Markdown
            text={text}
            passageCount={message.passages.length}
            keepsLines
            {...(support ? { sentences: support.sentences } : {})}
          />
        </div>
      )}
      {chosen && rewrite.state === null && <RewriteBar topPx={chosen.topPx} onChoose={begin} />}
      {rewrite.state && (
        <RewritePanel state={rewrite.state} isGone={isGone} onAccept={accept} onDiscard={leaveRewrite} />
      )}
      <div ref={footer} className="mt-2 flex min-h-7 items-center gap-2 text-xs text-faint">
        <Button
          size="small"
          variant="ghost"
          className="-ml-2"
          onClick={() => {
            draft.flush()
            setChosen(null)
            setIsEditing(!isEditing)
          }}
        >
          <Pencil aria-hidden />
          {isEditing ? 'Done' : 'Edit'}
        </Button>
        {replaced?.after === text && (
          <Button size="small" variant="ghost" onClick={undo}>
            <Undo2 aria-hidden />
            Undo the rewriting
          </Button>
        )}
        <span id="draft-editor-hint" className={draft.problem ? 'text-red' : ''}>
          {draft.problem ??
            (isEditing
              ? 'Numbers in brackets are not sent. Esc when you are done.'
              : 'Select text to rewrite it. Numbers are not sent.')}
        </span>
      </div>
    </div>
  )
}

function chosenIn(reading: HTMLElement | null, card: HTMLElement | null, text: string): Chosen | null {
  const letters = reading && lettersOfSelection(reading)
  if (!letters || !card) return null
  const range = selectedSentences(text, letters.before, letters.selected)
  if (!range) return null
  const topPx = letters.box.bottom - card.getBoundingClientRect().top + 6
  return { ...range, text: text.slice(range.start, range.end), topPx }
}

import type { Prompt } from '@shared/model-models'
import { ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import { useClient } from '../engine/use-engine'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { INPUT_CLASS } from '../ui/field'
import { PromptHistory } from './prompt-history'
import { useReported } from './use-reported'
import { useUnsavedText } from './use-unsaved-text'

interface PromptEditorProps {
  readonly prompt: Prompt
  readonly onChanged: () => void
}

/** One prompt behind its head: the text to change, and below it what always stands behind the text. */
export function PromptEditor({ prompt, onChanged }: PromptEditorProps) {
  const [isOpen, setIsOpen] = useState(false)
  const bodyId = useId()
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={bodyId}
        onClick={() => setIsOpen(!isOpen)}
        className="flex w-full items-center gap-2 px-4 py-3 text-start hover:bg-sunken"
      >
        <ChevronRight
          aria-hidden
          className={`size-4 shrink-0 text-muted transition-transform ${isOpen ? 'rotate-90' : ''}`}
        />
        <span className="min-w-0 grow">
          <span className="font-medium">{prompt.title}</span>
          <span className="block text-sm text-muted">{prompt.about}</span>
        </span>
        {prompt.isChanged && <Chip tone="accent">Changed</Chip>}
      </button>
      <div id={bodyId} hidden={!isOpen}>
        {isOpen && <PromptBody prompt={prompt} onChanged={onChanged} />}
      </div>
    </div>
  )
}

function PromptBody({ prompt, onChanged }: PromptEditorProps) {
  const client = useClient()
  const id = useId()
  const [typed, setTyped] = useUnsavedText(`prompt.${prompt.name}`, prompt.text)
  const { message, run } = useReported()

  const change = async (work: () => Promise<unknown>) => {
    if (await run(work)) onChanged()
  }
  const save = () => change(() => client.call('prompts.save', { name: prompt.name, text: typed }))
  async function putBack(): Promise<void> {
    setTyped(prompt.text)
    await change(() => client.call('prompts.reset', { name: prompt.name }))
  }

  return (
    <div className="grid gap-3 px-4 pb-4">
      {prompt.isShippedNewer && (
        <p className="rounded-md bg-amber-soft px-3 py-2 text-sm text-amber">
          VerdeMuse comes with a newer text than the one you changed. Put it back to use it.
        </p>
      )}
      <div className="grid gap-1">
        <label htmlFor={id} className="text-sm font-medium">
          {`Text of “${prompt.title}”`}
        </label>
        <textarea
          id={id}
          rows={10}
          spellCheck={false}
          value={typed}
          aria-invalid={message !== null}
          aria-describedby={`${id}-wrong ${id}-help`}
          onChange={(event) => setTyped(event.target.value)}
          className={`${INPUT_CLASS} resize-y py-2 text-sm leading-normal`}
        />
        {message && (
          <p id={`${id}-wrong`} role="alert" className="text-sm text-red">
            {message}
          </p>
        )}
        {prompt.placeholders.length > 0 && (
          <ul id={`${id}-help`} className="text-xs text-muted">
            {prompt.placeholders.map(({ name, about }) => (
              <li key={name}>
                <code>{`{{${name}}}`}</code> {about}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="grid gap-1">
        <p className="text-sm font-medium">Always added</p>
        <p className="rounded-md bg-sunken px-3 py-2 text-sm whitespace-pre-wrap text-muted">
          {prompt.frame}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" disabled={typed === prompt.text} onClick={() => void save()}>
          Save text
        </Button>
        <Button disabled={!prompt.isChanged} onClick={() => void putBack()}>
          Put back the shipped text
        </Button>
      </div>
      <PromptHistory prompt={prompt} onTake={setTyped} />
    </div>
  )
}

import type { MacroFields } from '@shared/macro-models'
import type { MacroProblem } from '@shared/macro-rules'
import { fillVariables, KNOWN_VARIABLES, variableLabel, variablesIn } from '@shared/macro-text'
import { useEffect, useId, useRef } from 'react'
import { Markdown } from '../chat/markdown'
import { useSettings } from '../engine/use-engine'
import { Field, INPUT_CLASS, TextField } from '../ui/field'
import { today } from './inserted-text'
import type { MacroDraft } from './macro-draft'

interface MacroFieldsFormProps {
  readonly draft: MacroDraft
  readonly isNew: boolean
  readonly problems: readonly MacroProblem[]
  readonly folders: readonly string[]
  readonly onChange: (change: Partial<MacroDraft>) => void
}

/** Name, shortcut, folder and text, with the text as it will read. */
export function MacroFieldsForm({ draft, isNew, problems, folders, onChange }: MacroFieldsFormProps) {
  const foldersId = useId()
  const nameField = useRef<HTMLInputElement>(null)
  // a new one is written from its name on; one that is looked at keeps the focus in the list
  useEffect(() => {
    if (isNew) nameField.current?.focus()
  }, [isNew])
  const errorOf = (field: keyof MacroFields) =>
    problems.find((problem) => problem.field === field)?.message ?? null
  return (
    <>
      <div className="grid gap-3 @xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1.2fr)]">
        <TextField
          ref={nameField}
          label="Name"
          dir="auto"
          autoComplete="off"
          value={draft.name}
          error={errorOf('name')}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <TextField
          label="Shortcut"
          placeholder="refund-late"
          autoComplete="off"
          spellCheck={false}
          value={draft.shortcut}
          error={errorOf('shortcut')}
          onChange={(event) => onChange({ shortcut: event.target.value })}
        />
        <TextField
          label="Folder"
          placeholder="Orders/Refunds"
          list={foldersId}
          dir="auto"
          autoComplete="off"
          value={draft.folder}
          error={errorOf('folder')}
          onChange={(event) => onChange({ folder: event.target.value })}
        />
        <datalist id={foldersId}>
          {folders.map((folder) => (
            <option key={folder} value={folder} />
          ))}
        </datalist>
      </div>
      <div className="grid gap-4 @4xl:grid-cols-2">
        <TextPart body={draft.body} error={errorOf('body')} onChange={(body) => onChange({ body })} />
        <Preview body={draft.body} />
      </div>
    </>
  )
}

interface TextPartProps {
  readonly body: string
  readonly error: string | null
  readonly onChange: (body: string) => void
}

function TextPart({ body, error, onChange }: TextPartProps) {
  const field = useRef<HTMLTextAreaElement>(null)

  function put(name: string): void {
    const element = field.current
    const variable = `{{${name}}}`
    const [start, end] = element ? [element.selectionStart, element.selectionEnd] : [body.length, body.length]
    onChange(body.slice(0, start) + variable + body.slice(end))
    element?.focus()
    // behind it, once the text is there
    window.requestAnimationFrame(() =>
      element?.setSelectionRange(start + variable.length, start + variable.length),
    )
  }
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Field
        label="Text"
        error={error}
        hint="Markdown. What stands in {{double brackets}} is filled in, or asked for."
      >
        {({ id, describedBy, isInvalid }) => (
          <textarea
            ref={field}
            id={id}
            rows={10}
            dir="auto"
            aria-describedby={describedBy}
            aria-invalid={isInvalid}
            value={body}
            onChange={(event) => onChange(event.target.value)}
            className={`${INPUT_CLASS} min-h-48 resize-y py-2 leading-relaxed`}
          />
        )}
      </Field>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame */}
      <div role="group" aria-label="Insert a variable" className="flex flex-wrap gap-1">
        {KNOWN_VARIABLES.map(({ name, about }) => (
          <button
            key={name}
            type="button"
            title={about}
            onClick={() => put(name)}
            className="min-h-6 rounded-full border border-line bg-bg px-2 text-xs text-muted transition-colors hover:border-line-strong hover:text-text"
          >
            {variableLabel(name)}
          </button>
        ))}
      </div>
    </div>
  )
}

/** What stands in place of what is not known before a thread is there. */
const EXAMPLES: Readonly<Record<string, string>> = {
  customer_name: 'Ana Ruiz',
  customer_first_name: 'Ana',
}

function Preview({ body }: { readonly body: string }) {
  const settings = useSettings()
  const asked = variablesIn(body).filter((name) => !KNOWN_VARIABLES.some((known) => known.name === name))
  const text = fillVariables(body, {
    ...EXAMPLES,
    agent_name: settings?.agentName.trim() || 'Marta',
    agent_signature: settings?.replySignature.trim() || 'Best regards\nMarta',
    order_number: 'VM-10482',
    date: today(settings?.replyLanguage ?? null),
  })
  return (
    <section aria-label="Preview" className="flex min-w-0 flex-col gap-1">
      <h2 className="text-sm font-medium">Preview</h2>
      <div className="min-h-48 grow rounded-md border border-line bg-bg px-3 py-2 [overflow-wrap:anywhere]">
        {body.trim() === '' ? (
          <p className="text-sm text-faint">As the customer will read it.</p>
        ) : (
          <Markdown text={withLineBreaks(text)} passageCount={0} />
        )}
      </div>
      {asked.length > 0 && (
        <p className="text-xs text-muted">
          Asked for when it is inserted: {asked.map(variableLabel).join(', ')}.
        </p>
      )}
    </section>
  )
}

/** A mail keeps the lines that were typed; Markdown would join them. */
function withLineBreaks(text: string): string {
  return text.replace(/(\S)\n(?=\S)/g, '$1  \n')
}

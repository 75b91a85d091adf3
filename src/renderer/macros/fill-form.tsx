import { variableLabel } from '@shared/macro-text'
import { type FormEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { Button } from '../ui/button'
import { TextField } from '../ui/field'
import { Kbd } from '../ui/kbd'

/** What is to be put in, and what has to be asked before. */
export interface Filling {
  /** Null for a piece of the knowledge base. */
  readonly macroId: number | null
  readonly title: string
  /** It rests on something that is not meant for customers. */
  readonly isInternal: boolean
  /** Variables that nothing is known of for certain. */
  readonly asked: readonly string[]
  readonly suggested: Readonly<Record<string, string>>
  /** The text with these values in it. */
  readonly fill: (typed: Readonly<Record<string, string>>) => string
}

interface FillFormProps {
  readonly filling: Filling
  readonly onInsert: (text: string) => void
  readonly onCancel: () => void
}

/** Asks for the variables of a macro, with the text as it will stand. Tab goes on, Enter inserts, Esc leaves it. */
export function FillForm({ filling, onInsert, onCancel }: FillFormProps) {
  const { title, asked, suggested, isInternal, fill } = filling
  const [values, setValues] = useState<Readonly<Record<string, string>>>(suggested)
  const form = useRef<HTMLFormElement>(null)
  // with the form itself: a letter typed right away belongs to it
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('input, button[type=submit]')?.focus(), [])
  const text = fill(trimmed(values))

  function onSubmit(event: FormEvent) {
    event.preventDefault()
    onInsert(text)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    onCancel()
  }
  return (
    <form
      ref={form}
      aria-label={`Insert ${title}`}
      onSubmit={onSubmit}
      onKeyDown={onKeyDown}
      className="flex max-h-[min(420px,60vh)] flex-col overflow-hidden rounded-xl border border-line-strong bg-raised shadow-overlay"
    >
      <div className="flex min-h-0 grow flex-col gap-3 overflow-y-auto px-3.5 pt-3 pb-2">
        <h2 className="truncate text-sm font-semibold">
          <bdi>{title}</bdi>
        </h2>
        {isInternal && (
          <p className="rounded-md bg-amber-soft px-2.5 py-1.5 text-sm text-amber">
            This rests on an internal source, which is not meant for customers.
          </p>
        )}
        {asked.length > 0 && (
          <div className="grid gap-2.5 sm:grid-cols-2">
            {asked.map((name) => (
              <TextField
                key={name}
                label={variableLabel(name)}
                autoComplete="off"
                dir="auto"
                value={values[name] ?? ''}
                onChange={(event) => setValues({ ...values, [name]: event.target.value })}
              />
            ))}
          </div>
        )}
        <p
          dir="auto"
          className="max-h-40 shrink-0 overflow-y-auto whitespace-pre-wrap rounded-md bg-bg px-2.5 py-2 text-sm text-muted [overflow-wrap:anywhere]"
        >
          {text}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2 border-t border-line bg-bg px-3.5 py-2 text-xs text-muted">
        <Button type="submit" variant="primary" size="small">
          Insert
        </Button>
        <Button variant="ghost" size="small" onClick={onCancel}>
          Cancel
        </Button>
        {asked.length > 0 && (
          <span className="ms-auto">
            <Kbd>Tab</Kbd> next · <Kbd>↵</Kbd> inserts · what is left empty stays as it is written
          </span>
        )}
      </div>
    </form>
  )
}

function trimmed(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()]))
}

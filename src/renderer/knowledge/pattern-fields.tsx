import type { ReactNode } from 'react'
import { Field, INPUT_CLASS } from '../ui/field'

export interface PatternTexts {
  /** One pattern a line. */
  readonly include: string
  readonly exclude: string
}

interface PatternFieldsProps {
  readonly patterns: PatternTexts
  readonly onChange: (patterns: PatternTexts) => void
}

/** Which files of a source are read. */
export function PatternFields({ patterns, onChange }: PatternFieldsProps) {
  return (
    <>
      <PatternField
        label="Only these files"
        hint="One pattern a line; empty means all that can be read. *.md fits in every folder, faq/** is all of the folder faq."
        placeholder={'*.md\nfaq/**'}
        value={patterns.include}
        onChange={(include) => onChange({ ...patterns, include })}
      />
      <PatternField
        label="Leave these out"
        hint="drafts leaves out every folder or file of that name, **/*-old.* what ends in -old."
        placeholder={'drafts\n**/*-old.*'}
        value={patterns.exclude}
        onChange={(exclude) => onChange({ ...patterns, exclude })}
      />
    </>
  )
}

interface PatternFieldProps {
  readonly label: string
  readonly hint: ReactNode
  readonly placeholder: string
  readonly value: string
  readonly onChange: (value: string) => void
}

function PatternField({ label, hint, placeholder, value, onChange }: PatternFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {({ id, describedBy }) => (
        <textarea
          id={id}
          aria-describedby={describedBy}
          rows={2}
          spellCheck={false}
          autoComplete="off"
          placeholder={placeholder}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={`${INPUT_CLASS} min-h-13 resize-y py-1.5 font-mono text-sm`}
        />
      )}
    </Field>
  )
}

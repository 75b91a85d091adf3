import type { ReactNode } from 'react'
import { Field, INPUT_CLASS } from './field'

interface SelectFieldProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly value: number
  readonly options: readonly { readonly id: number; readonly name: string }[]
  readonly onChange: (id: number) => void
}

/** One of a list by its id; the system's own control, which long lists and every keyboard are used to. */
export function SelectField({ label, hint, value, options, onChange }: SelectFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {({ id, describedBy }) => (
        <select
          id={id}
          aria-describedby={describedBy}
          value={value}
          onChange={(event) => onChange(Number(event.target.value))}
          className={`${INPUT_CLASS} h-8 truncate`}
        >
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

import { type ComponentProps, type ReactNode, useId } from 'react'

export const INPUT_CLASS =
  'w-full rounded-md border border-line-control bg-panel px-2.5 text-base text-text transition-colors disabled:opacity-50 aria-[invalid=true]:border-red'

interface FieldProps {
  readonly label: string
  /** What it does, in a sentence; read out with the input. */
  readonly hint?: ReactNode
  readonly error?: string | null
  readonly isLabelHidden?: boolean
  readonly children: (ids: {
    readonly id: string
    readonly describedBy: string | undefined
    readonly isInvalid: boolean
  }) => ReactNode
}

/** A label, a hint and an error tied to one input of any kind. */
export function Field({ label, hint, error = null, isLabelHidden = false, children }: FieldProps) {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const describedBy = [hint ? hintId : '', error ? errorId : ''].filter(Boolean).join(' ') || undefined
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'text-sm font-medium'}>
        {label}
      </label>
      {children({ id, describedBy, isInvalid: error !== null })}
      {hint && (
        <p id={hintId} className="text-xs text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={errorId} role="alert" className="text-xs text-red">
          {error}
        </p>
      )}
    </div>
  )
}

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | null
  readonly isLabelHidden?: boolean
}

export function TextField({
  label,
  hint,
  error = null,
  isLabelHidden = false,
  className = '',
  ...rest
}: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} isLabelHidden={isLabelHidden}>
      {({ id, describedBy, isInvalid }) => (
        <input
          id={id}
          aria-describedby={describedBy}
          aria-invalid={isInvalid}
          className={`${INPUT_CLASS} h-8 ${className}`}
          {...rest}
        />
      )}
    </Field>
  )
}

import type { ComponentProps } from 'react'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'
export type ButtonSize = 'small' | 'medium' | 'large'

export interface ButtonProps extends ComponentProps<'button'> {
  /** One primary button on a screen. */
  readonly variant?: ButtonVariant
  readonly size?: ButtonSize
}

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-accent-ink enabled:hover:bg-accent-strong',
  secondary: 'border-line-strong bg-panel text-text enabled:hover:bg-sunken',
  ghost: 'border-transparent bg-transparent text-muted enabled:hover:bg-sunken enabled:hover:text-text',
  danger: 'border-line-strong bg-panel text-red enabled:hover:border-red enabled:hover:bg-red-soft',
}

const SIZES: Record<ButtonSize, string> = {
  small: 'h-7 px-2 text-xs',
  medium: 'h-[30px] px-[11px] text-sm',
  large: 'h-9 px-4 text-base',
}

/** Never submits by accident: the type is `button` unless told otherwise. */
export function Button({
  variant = 'secondary',
  size = 'medium',
  className = '',
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={`inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0 ${VARIANTS[variant]} ${SIZES[size]} ${className}`}
      {...rest}
    />
  )
}

import type { ComponentProps } from 'react'

export interface ChipProps extends ComponentProps<'span'> {
  /** Amber: look before you send. Red: failed. Accent: ours, backed. */
  readonly tone?: 'neutral' | 'accent' | 'amber' | 'red'
}

const TONES = {
  neutral: 'border-line bg-bg text-muted',
  accent: 'border-accent-line bg-accent-soft text-accent',
  amber: 'border-transparent bg-amber-soft text-amber',
  red: 'border-transparent bg-red-soft text-red',
} as const

export function Chip({ tone = 'neutral', className = '', ...rest }: ChipProps) {
  return (
    <span
      className={`inline-flex shrink-0 items-center gap-1 whitespace-nowrap rounded-full border px-2 py-px text-xs [&_svg]:size-3 ${TONES[tone]} ${className}`}
      {...rest}
    />
  )
}

import { RadioGroup } from 'radix-ui'
import type { ReactNode } from 'react'

/** One of a few, side by side. */
export interface Segment<T> {
  readonly value: T
  readonly label: ReactNode
  readonly hint?: string
}

interface SegmentsProps<T> {
  /** What is chosen between; read out, not shown. */
  readonly label: string
  readonly value: T
  readonly segments: readonly Segment<T>[]
  readonly onChange: (value: T) => void
}

const FRAME_CLASS = 'flex shrink-0 rounded-md border border-line bg-sunken p-0.5'
const SEGMENT_CLASS =
  'inline-flex h-7 items-center justify-center gap-1.5 rounded-[6px] px-2.5 text-sm text-muted transition-colors hover:text-text'

/** Looks at the same things in one of several ways: each is a button, and Tab goes from one to the next. */
export function SegmentButtons<T extends string | number>(props: SegmentsProps<T>) {
  const { label, value, segments, onChange } = props
  return (
    <fieldset className={FRAME_CLASS}>
      <legend className="sr-only">{label}</legend>
      {segments.map((segment) => (
        <button
          key={segment.value}
          type="button"
          title={segment.hint}
          aria-pressed={segment.value === value}
          onClick={() => onChange(segment.value)}
          className={`${SEGMENT_CLASS} aria-pressed:bg-panel aria-pressed:font-medium aria-pressed:text-text aria-pressed:shadow-sm`}
        >
          {segment.label}
        </button>
      ))}
    </fieldset>
  )
}

interface SegmentRadiosProps<T> extends Omit<SegmentsProps<T>, 'label'> {
  readonly label?: string
  /** In place of a label: where one stands on the page. */
  readonly id?: string
  readonly labelledBy?: string
  /** As wide as there is room for, in equal parts. */
  readonly isWide?: boolean
}

/** A choice that is kept: one tab stop, arrow keys choose. */
export function SegmentRadios<T extends string>(props: SegmentRadiosProps<T>) {
  const { label, labelledBy, id, value, segments, onChange, isWide = false } = props
  return (
    <RadioGroup.Root
      id={id}
      aria-label={label}
      aria-labelledby={labelledBy}
      value={value}
      onValueChange={(chosen) => {
        const segment = segments.find((one) => one.value === chosen)
        if (segment) onChange(segment.value)
      }}
      orientation="horizontal"
      className={FRAME_CLASS}
    >
      {segments.map((segment) => (
        <RadioGroup.Item
          key={segment.value}
          value={segment.value}
          title={segment.hint}
          className={`${SEGMENT_CLASS} data-[state=checked]:bg-panel data-[state=checked]:font-medium data-[state=checked]:text-text data-[state=checked]:shadow-sm ${isWide ? 'flex-1' : ''}`}
        >
          {segment.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}

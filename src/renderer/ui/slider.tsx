import { Slider as RadixSlider } from 'radix-ui'

interface SliderProps {
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step?: number
  /** Each step of the way, for the words beside the slider. */
  readonly onChange: (value: number) => void
  /** When the hand lets go, for what is saved. */
  readonly onCommit: (value: number) => void
  readonly labelledBy: string
  /** Read out instead of the bare number. */
  readonly valueText: string
}

export function Slider({
  value,
  min,
  max,
  step = 1,
  onChange,
  onCommit,
  labelledBy,
  valueText,
}: SliderProps) {
  return (
    <RadixSlider.Root
      value={[value]}
      min={min}
      max={max}
      step={step}
      onValueChange={([next]) => next !== undefined && onChange(next)}
      onValueCommit={([next]) => next !== undefined && onCommit(next)}
      className="relative flex h-7 w-full touch-none select-none items-center"
    >
      <RadixSlider.Track className="relative h-1 grow rounded-full bg-line-strong">
        <RadixSlider.Range className="absolute h-full rounded-full bg-accent" />
      </RadixSlider.Track>
      <RadixSlider.Thumb
        aria-labelledby={labelledBy}
        aria-valuetext={valueText}
        className="block size-4 rounded-full border-2 border-accent bg-panel shadow-sm"
      />
    </RadixSlider.Root>
  )
}

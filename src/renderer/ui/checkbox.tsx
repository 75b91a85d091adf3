import { Check, Minus } from 'lucide-react'
import { Checkbox as RadixCheckbox } from 'radix-ui'

interface CheckboxProps {
  readonly state: boolean | 'some'
  readonly label: string
  /** `isRange`: Shift was held, so everything since the last tick is meant. */
  readonly onToggle: (isRange: boolean) => void
}

/** A 16 px box in a 28 px target. */
export function Checkbox({ state, label, onToggle }: CheckboxProps) {
  return (
    <RadixCheckbox.Root
      checked={state === 'some' ? 'indeterminate' : state}
      aria-label={label}
      onClick={(event) => {
        event.stopPropagation()
        onToggle(event.shiftKey)
      }}
      className="group grid size-7 shrink-0 place-items-center rounded-sm"
    >
      <span className="grid size-4 place-items-center rounded-[4px] border border-line-control bg-panel transition-colors group-data-[state=checked]:border-accent group-data-[state=checked]:bg-accent group-data-[state=indeterminate]:border-accent group-data-[state=indeterminate]:bg-accent">
        <RadixCheckbox.Indicator className="text-accent-ink">
          {state === 'some' ? <Minus size={12} strokeWidth={3} /> : <Check size={12} strokeWidth={3} />}
        </RadixCheckbox.Indicator>
      </span>
    </RadixCheckbox.Root>
  )
}

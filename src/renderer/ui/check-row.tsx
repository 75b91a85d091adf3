import { Check } from 'lucide-react'
import { Checkbox as RadixCheckbox } from 'radix-ui'
import type { ReactNode } from 'react'

interface CheckRowProps {
  readonly isChecked: boolean
  readonly onToggle: () => void
  readonly children: ReactNode
  /** At the right, quieter. */
  readonly aside?: ReactNode
}

/** One line of a list to choose from: the whole line is the target. */
export function CheckRow({ isChecked, onToggle, children, aside }: CheckRowProps) {
  return (
    <RadixCheckbox.Root
      checked={isChecked}
      onCheckedChange={onToggle}
      className="group flex min-h-8 w-full items-center gap-2 rounded-md px-2 py-1 text-left text-sm hover:bg-sunken"
    >
      <span className="grid size-4 shrink-0 place-items-center rounded-[4px] border border-line-control bg-panel transition-colors group-data-[state=checked]:border-accent group-data-[state=checked]:bg-accent">
        <RadixCheckbox.Indicator className="text-accent-ink">
          <Check aria-hidden size={12} strokeWidth={3} />
        </RadixCheckbox.Indicator>
      </span>
      <span dir="auto" className="min-w-0 grow [overflow-wrap:anywhere]">
        {children}
      </span>
      {aside !== undefined && <span className="shrink-0 text-xs text-faint tabular-nums">{aside}</span>}
    </RadixCheckbox.Root>
  )
}

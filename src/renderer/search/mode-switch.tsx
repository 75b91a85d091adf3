import type { SearchMode } from '@shared/search-models'
import { RadioGroup } from 'radix-ui'

const MODES = [
  { mode: 'hybrid', label: 'Both', hint: 'By words and by meaning' },
  { mode: 'keyword', label: 'Words', hint: 'Only passages that hold the words' },
  { mode: 'semantic', label: 'Meaning', hint: 'Only passages that speak of the same, in whatever words' },
] as const satisfies readonly { mode: SearchMode; label: string; hint: string }[]

interface ModeSwitchProps {
  readonly mode: SearchMode
  readonly onChange: (mode: SearchMode) => void
}

export function ModeSwitch({ mode, onChange }: ModeSwitchProps) {
  return (
    <RadioGroup.Root
      aria-label="Search by"
      value={mode}
      onValueChange={(value) => onChange(value as SearchMode)}
      orientation="horizontal"
      className="flex shrink-0 rounded-md border border-line bg-sunken p-0.5"
    >
      {MODES.map(({ mode: value, label, hint }) => (
        <RadioGroup.Item
          key={value}
          value={value}
          title={hint}
          className="h-7 rounded-[6px] px-2.5 text-sm text-muted transition-colors hover:text-text data-[state=checked]:bg-panel data-[state=checked]:font-medium data-[state=checked]:text-text data-[state=checked]:shadow-sm"
        >
          {label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}

import { ChevronDown } from 'lucide-react'

interface QuietSelectProps {
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string) => void
}

/** One of a short list, as quiet as the words around it; the system's own control underneath. */
export function QuietSelect({ label, value, options, onChange }: QuietSelectProps) {
  return (
    <span className="relative inline-flex min-w-0 items-center rounded-md text-muted transition-colors focus-within:text-text hover:bg-sunken hover:text-text">
      <select
        aria-label={label}
        title={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-7 min-w-0 max-w-44 cursor-pointer [field-sizing:content] appearance-none truncate rounded-md bg-transparent pr-6 pl-2 text-[13px]"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} className="bg-panel text-text">
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute right-1.5 size-3.5" />
    </span>
  )
}

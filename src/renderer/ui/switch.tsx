import { Switch as RadixSwitch } from 'radix-ui'

interface SwitchProps {
  readonly id?: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  readonly labelledBy: string
  readonly describedBy?: string | undefined
  readonly isDisabled?: boolean
}

export function Switch({ id, isOn, onChange, labelledBy, describedBy, isDisabled = false }: SwitchProps) {
  return (
    <RadixSwitch.Root
      {...(id ? { id } : {})}
      checked={isOn}
      onCheckedChange={onChange}
      disabled={isDisabled}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      // the target is 28 px high, the track 20
      className="group grid h-7 w-9 shrink-0 place-items-center rounded-full disabled:opacity-50"
    >
      <span className="flex h-5 w-9 items-center rounded-full border border-transparent bg-line-control px-0.5 transition-colors duration-120 group-data-[state=checked]:bg-accent">
        <RadixSwitch.Thumb className="block size-3.5 rounded-full bg-panel shadow-sm transition-transform duration-120 data-[state=checked]:translate-x-4" />
      </span>
    </RadixSwitch.Root>
  )
}

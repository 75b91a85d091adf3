import { Check, Ellipsis } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'

interface MenuProps {
  /** One button. */
  readonly trigger: ReactElement
  readonly children: ReactNode
  readonly align?: 'start' | 'end'
}

/** Things to do, behind their button; arrow keys move, letters jump, Esc closes. */
export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  return (
    // not modal: Radix would write a style element to lock scrolling, which the page's policy refuses
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-48 max-w-[calc(100vw-16px)] rounded-lg border border-line bg-raised p-1 shadow-overlay"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** The three dots beside a row. */
export function MoreMenu({ label, children, className = '' }: MoreMenuProps) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={label}
          className={`grid size-7 shrink-0 place-items-center rounded-md text-muted transition-colors hover:bg-sunken hover:text-text data-[state=open]:bg-sunken ${className}`}
        >
          <Ellipsis aria-hidden className="size-4" />
        </button>
      }
    >
      {children}
    </Menu>
  )
}

interface MoreMenuProps {
  readonly label: string
  readonly children: ReactNode
  readonly className?: string
}

const ITEM_CLASS =
  'flex min-h-8 select-none items-center gap-2.5 rounded-md px-2 py-1 text-sm outline-none data-[highlighted]:bg-sunken [&_svg]:size-4 [&_svg]:shrink-0'

interface MenuItemProps {
  readonly icon: ReactNode
  readonly isDanger?: boolean
  readonly onSelect: () => void
  readonly children: ReactNode
  /** Under the words, where they alone do not say enough. */
  readonly hint?: string
}

export function MenuItem({ icon, isDanger = false, onSelect, children, hint }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      onSelect={onSelect}
      className={`${ITEM_CLASS} ${isDanger ? 'text-red' : 'text-text [&_svg]:text-muted'}`}
    >
      {icon}
      <span className="min-w-0 grow">
        {children}
        {hint && <span className="block text-xs text-muted">{hint}</span>}
      </span>
    </DropdownMenu.Item>
  )
}

/** Words in place of something that cannot be done. */
export function MenuNote({ children }: { readonly children: ReactNode }) {
  return (
    <DropdownMenu.Label className="max-w-64 px-2 py-1.5 text-xs text-muted [overflow-wrap:anywhere]">
      {children}
    </DropdownMenu.Label>
  )
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="mx-2 my-1 h-px bg-line" />
}

interface MenuChoicesProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly choices: readonly { readonly value: T; readonly text: string }[]
  readonly onChange: (value: T) => void
}

/** One of several; the one in force is ticked. */
export function MenuChoices<T extends string>({ label, value, choices, onChange }: MenuChoicesProps<T>) {
  return (
    <DropdownMenu.RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(chosen) => {
        const choice = choices.find((one) => one.value === chosen)
        if (choice) onChange(choice.value)
      }}
    >
      {choices.map((choice) => (
        <DropdownMenu.RadioItem key={choice.value} value={choice.value} className={ITEM_CLASS}>
          <span className="grid size-4 shrink-0 place-items-center text-accent">
            <DropdownMenu.ItemIndicator>
              <Check aria-hidden />
            </DropdownMenu.ItemIndicator>
          </span>
          {choice.text}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}

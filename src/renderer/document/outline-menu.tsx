import type { Heading } from '@shared/models'
import { ListTree } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'

/** A manual of a thousand headings is gone through by its search. */
const MAX_SHOWN = 400

interface OutlineMenuProps {
  readonly headings: readonly Heading[]
  readonly onChoose: (start: number) => void
}

/** The headings of a document, to go to one of them. */
export function OutlineMenu({ headings, onChoose }: OutlineMenuProps) {
  const top = Math.min(...headings.map(({ level }) => level))
  return (
    // not modal: Radix would write a style element to lock scrolling, which the page's policy refuses
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="inline-flex h-[30px] shrink-0 items-center gap-1.5 rounded-md border border-line-strong bg-panel px-[11px] text-sm font-medium hover:bg-sunken data-[state=open]:bg-sunken">
        <ListTree aria-hidden className="size-4" />
        Outline
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-[60vh] w-80 max-w-[90vw] overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-overlay"
        >
          {headings.slice(0, MAX_SHOWN).map(({ start, level, title }) => (
            <DropdownMenu.Item
              key={start}
              onSelect={() => onChoose(start)}
              style={{ paddingInlineStart: `${8 + (level - top) * 14}px` }}
              className="block select-none truncate rounded-md py-1 pr-2 text-sm outline-none data-[highlighted]:bg-sunken"
              title={title}
            >
              {title}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

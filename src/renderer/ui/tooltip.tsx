import { Tooltip as RadixTooltip } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'

interface TooltipProps {
  readonly content: ReactNode
  /** One element that takes a ref and props; it keeps its own accessible name. */
  readonly children: ReactElement
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  /** Wide ones hold a sentence or two of a source. */
  readonly isWide?: boolean
}

export function Tooltip({ content, children, side = 'bottom', isWide = false }: TooltipProps) {
  return (
    <RadixTooltip.Root>
      <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
      <RadixTooltip.Portal>
        <RadixTooltip.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={`z-50 select-none rounded-md border border-line bg-raised text-xs text-text shadow-overlay ${isWide ? 'w-80 max-w-[90vw] p-3' : 'max-w-72 px-2 py-1'}`}
        >
          {content}
        </RadixTooltip.Content>
      </RadixTooltip.Portal>
    </RadixTooltip.Root>
  )
}

/** Stands once around the page, so that a second tooltip opens without the wait. */
export function TooltipProvider({ children }: { readonly children: ReactNode }) {
  return (
    <RadixTooltip.Provider delayDuration={350} skipDelayDuration={200}>
      {children}
    </RadixTooltip.Provider>
  )
}

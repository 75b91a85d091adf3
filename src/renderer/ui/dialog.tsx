import { X } from 'lucide-react'
import { Dialog as RadixDialog } from 'radix-ui'
import { type ReactNode, useRef } from 'react'
import { focusBefore, giveBackFocus } from './focus-return'
import { IconButton } from './icon-button'

export interface DialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  /** Under the title, read out with it. */
  readonly description?: ReactNode
  readonly children: ReactNode
  /** sheet: the full height at the right edge. */
  readonly shape?: 'centre' | 'sheet' | 'top'
  /** The title is read out but not shown, and there is no close button: what is inside says what it is. */
  readonly isBare?: boolean
  readonly className?: string
}

/**
 * The dialog and not its first button: that one would show its tooltip, and Esc would then close the tooltip only.
 * A field that asks for the focus itself has it already.
 */
function focusItself(event: Event): void {
  event.preventDefault()
  if (event.target instanceof HTMLElement) event.target.focus()
}

const SHAPES = {
  centre:
    'top-1/2 left-1/2 max-h-[86vh] w-[min(440px,calc(100vw-32px))] -translate-x-1/2 -translate-y-1/2 rounded-xl',
  sheet: 'inset-y-0 right-0 w-[min(420px,100vw)] border-y-0 border-r-0',
  top: 'top-[12vh] left-1/2 max-h-[76vh] w-[min(600px,calc(100vw-32px))] -translate-x-1/2 rounded-xl',
} as const

/**
 * The backdrop is a plain element, not Radix's overlay: that one writes a style element to lock scrolling, which the
 * page's policy refuses. The page itself never scrolls, so there is nothing to lock.
 */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  shape = 'centre',
  isBare = false,
  className = '',
}: DialogProps) {
  const wasOpen = useRef(false)
  const opener = useRef<HTMLElement | null>(null)
  // while it is drawn: a field of its own takes the focus before any effect could look
  if (open && !wasOpen.current) opener.current = focusBefore()
  wasOpen.current = open
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <div aria-hidden className="fixed inset-0 z-40 bg-backdrop" />
        <RadixDialog.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={focusItself}
          onCloseAutoFocus={(event) => {
            // Radix gives the focus to a trigger, which these dialogs do not have
            event.preventDefault()
            giveBackFocus(opener.current)
          }}
          className={`fixed z-40 flex flex-col overflow-hidden border border-line bg-raised shadow-overlay focus:outline-none ${SHAPES[shape]} ${className}`}
        >
          {isBare ? (
            <RadixDialog.Title className="sr-only">{title}</RadixDialog.Title>
          ) : (
            <header className="flex items-start gap-3 px-5 pt-4 pb-2">
              <div className="min-w-0 grow">
                <RadixDialog.Title className="text-lg font-semibold tracking-tight">
                  {title}
                </RadixDialog.Title>
                {description && (
                  <RadixDialog.Description className="mt-1 text-sm text-muted">
                    {description}
                  </RadixDialog.Description>
                )}
              </div>
              <RadixDialog.Close asChild>
                <IconButton label="Close" className="-mr-2">
                  <X />
                </IconButton>
              </RadixDialog.Close>
            </header>
          )}
          {children}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}

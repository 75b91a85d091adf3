import type { ReactNode } from 'react'

export function Kbd({
  children,
  className = '',
}: {
  readonly children: ReactNode
  readonly className?: string
}) {
  return (
    <kbd
      className={`whitespace-nowrap rounded-sm border border-b-2 border-line-strong bg-panel px-[5px] py-[2px] font-mono text-[11px] leading-none text-muted ${className}`}
    >
      {children}
    </kbd>
  )
}

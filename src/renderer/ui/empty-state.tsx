import type { ReactNode } from 'react'

interface EmptyStateProps {
  readonly icon?: ReactNode
  readonly title: string
  /** The next step, in a sentence. */
  readonly children?: ReactNode
  readonly action?: ReactNode
}

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="m-auto flex max-w-sm flex-col items-center gap-2 px-6 py-10 text-center">
      {icon && (
        <span className="mb-1 grid size-10 place-items-center rounded-lg bg-accent-soft text-accent [&_svg]:size-5">
          {icon}
        </span>
      )}
      <h2 className="font-semibold">{title}</h2>
      {children && <div className="text-sm text-muted">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}

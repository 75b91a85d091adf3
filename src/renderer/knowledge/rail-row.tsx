import type { ReactNode } from 'react'
import { formatCount } from '../ui/figures'

interface RailRowProps {
  readonly isCurrent: boolean
  readonly onChoose: () => void
  readonly icon?: ReactNode
  readonly name: string
  readonly count?: number
  /** Under the name, quieter. */
  readonly detail?: ReactNode
  /** Beside the row: its menu. */
  readonly menu?: ReactNode
  /** One step in, below its collection. */
  readonly isInner?: boolean
}

/** One line of the rail: chooses what the documents are limited to. */
export function RailRow({ isCurrent, onChoose, icon, name, count, detail, menu, isInner }: RailRowProps) {
  return (
    <div
      data-current={isCurrent}
      className="group relative min-w-0 rounded-md hover:bg-sunken data-[current=true]:bg-accent-soft"
    >
      <button
        type="button"
        aria-current={isCurrent ? 'true' : undefined}
        onClick={onChoose}
        title={name}
        className={`flex min-h-8 w-full min-w-0 items-start gap-2 rounded-md py-1.5 pe-2 text-start text-sm ${isInner ? 'ps-5' : 'ps-2'}`}
      >
        {icon && <span className="mt-[3px] shrink-0">{icon}</span>}
        <span className="min-w-0 grow">
          <bdi
            className={`block truncate ${isInner ? '' : 'font-medium'} group-data-[current=true]:font-semibold`}
          >
            {name}
          </bdi>
          {detail && <span className="line-clamp-2 text-xs [overflow-wrap:anywhere]">{detail}</span>}
        </span>
        {count !== undefined && (
          <span
            className={`mt-px shrink-0 text-xs tabular-nums text-faint group-data-[current=true]:text-muted ${menu ? 'group-focus-within:invisible group-hover:invisible' : ''}`}
          >
            {formatCount(count)}
          </span>
        )}
      </button>
      {/* in the place of the count, so that the counts of all rows stand below each other */}
      {menu && <span className="absolute end-1 top-0.5">{menu}</span>}
    </div>
  )
}

import type { ComponentProps } from 'react'
import { Kbd } from './kbd'
import { Tooltip } from './tooltip'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** The accessible name, shown as a tooltip too. */
  readonly label: string
  readonly shortcut?: string | undefined
  readonly tooltipSide?: 'top' | 'bottom' | 'left' | 'right'
}

export function IconButton({
  label,
  shortcut,
  tooltipSide = 'bottom',
  className = '',
  type = 'button',
  ...rest
}: IconButtonProps) {
  const content = (
    <span className="flex items-center gap-2">
      {label}
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </span>
  )
  return (
    <Tooltip content={content} side={tooltipSide}>
      <button
        type={type}
        aria-label={label}
        className={`grid size-[30px] shrink-0 place-items-center rounded-md text-muted transition-colors enabled:hover:bg-sunken enabled:hover:text-text disabled:opacity-40 [&_svg]:size-4 ${className}`}
        {...rest}
      />
    </Tooltip>
  )
}

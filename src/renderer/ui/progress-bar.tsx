interface ProgressBarProps {
  /** 0 … 1; null while it is not known how much there is. */
  readonly fraction: number | null
  readonly label: string
  readonly className?: string
}

/** A thin bar; the figures stand beside it in words, so it needs no text of its own. */
export function ProgressBar({ fraction, label, className = '' }: ProgressBarProps) {
  const percent = fraction === null ? undefined : Math.round(Math.min(1, Math.max(0, fraction)) * 100)
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === undefined ? {} : { 'aria-valuenow': percent })}
      className={`inline-block h-1 overflow-hidden rounded-full bg-line-strong ${className}`}
    >
      <span
        className={
          percent === undefined
            ? 'block h-full w-1/3 animate-pulse rounded-full bg-accent motion-reduce:animate-none'
            : 'block h-full rounded-full bg-accent transition-[width] duration-150 ease-out motion-reduce:transition-none'
        }
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </span>
  )
}

import type { ImportJob } from '@shared/models'
import { jobCounts, jobParts } from './import-jobs'

interface JobBarProps {
  readonly job: ImportJob
  readonly label: string
  readonly className?: string
}

const percent = (share: number) => `${(share * 100).toFixed(2)}%`

/** How far a job is, in parts: ready, waiting for meaning search, failed. The counts stand beside it in words. */
export function JobBar({ job, label, className = '' }: JobBarProps) {
  const { ready, waiting, failed } = jobParts(job)
  const isCounting = job.state === 'listing' && job.total === 0
  const part = 'block h-full transition-[width] duration-150 ease-out motion-reduce:transition-none'
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(isCounting ? {} : { 'aria-valuenow': Math.round((ready + waiting + failed) * 100) })}
      aria-valuetext={jobCounts(job)}
      className={`flex h-1.5 overflow-hidden rounded-full bg-line-strong ${className}`}
    >
      {isCounting ? (
        <span className="block h-full w-1/3 animate-pulse rounded-full bg-accent motion-reduce:animate-none" />
      ) : (
        <>
          <span className={`${part} bg-accent`} style={{ width: percent(ready) }} />
          <span className={`${part} bg-accent opacity-40`} style={{ width: percent(waiting) }} />
          <span className={`${part} bg-red`} style={{ width: percent(failed) }} />
        </>
      )}
    </span>
  )
}

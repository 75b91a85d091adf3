import { toAppError } from '@shared/errors'
import type { ImportJob } from '@shared/models'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import type { Connection } from '../engine/connection'
import { useClient } from '../engine/use-engine'
import { useAnnounce } from '../ui/announcer'
import { Button } from '../ui/button'
import { formatAge, formatCount, formatMoment } from '../ui/figures'
import { ProgressBar } from '../ui/progress-bar'
import { ImportFileList } from './import-file-list'
import { isActive, jobCounts, jobFraction, jobTitle } from './import-jobs'
import type { Imports } from './use-imports'

/** One call of the contract carries so many ids, and so many rows a page. */
const RETRY_MAX_FILES = 10_000
const RETRY_PAGE_ROWS = 500

interface ImportCardProps extends Pick<Imports, 'onFiles'> {
  readonly job: ImportJob
  /** Opens by itself where files were refused; older jobs have been seen. */
  readonly isNewest: boolean
}

/** One import: how far it is, what it came to, and a row per file on demand. */
export function ImportCard({ job, isNewest, onFiles }: ImportCardProps) {
  const client = useClient()
  const announce = useAnnounce()
  const active = isActive(job)
  const [isOpen, setIsOpen] = useState(isNewest && !active && job.refused > 0)
  const [onlyRefused, setOnlyRefused] = useState(!active && job.refused > 0)

  /** What went wrong is said; the card itself follows the engine's events. */
  async function act(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (thrown) {
      announce(toAppError(thrown).message, 'shown')
    }
  }
  const retry = (fileId: number) => void act(() => client.call('import.retry', { fileIds: [fileId] }))
  const retryAll = () => void act(() => retryRefused(client, job.id))
  const cancel = () => void act(() => client.call('import.cancel', { jobId: job.id }))
  const dismiss = () => void act(() => client.call('import.dismiss', { jobId: job.id }))

  return (
    <li className="@container rounded-lg border border-line bg-panel">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 ps-4 pe-2">
        <div className="min-w-0 grow basis-56">
          <p className="flex items-baseline gap-2">
            <span className="truncate font-medium">{jobTitle(job)}</span>
            <time
              className="shrink-0 text-xs text-faint"
              dateTime={new Date(job.createdAt).toISOString()}
              title={formatMoment(job.createdAt)}
            >
              {formatAge(job.createdAt, Date.now())}
            </time>
          </p>
          <p className="text-sm tabular-nums text-muted">
            {job.state === 'cancelled' && 'Cancelled · '}
            {jobCounts(job)}
          </p>
        </div>
        {active && (
          <ProgressBar
            label={`Progress of ${jobTitle(job)}`}
            fraction={job.state === 'listing' ? null : jobFraction(job)}
            className="w-40 max-w-full"
          />
        )}
        <div className="flex items-center gap-1">
          {job.refused > 0 && !active && (
            <Button size="small" onClick={retryAll}>
              Retry all refused
            </Button>
          )}
          {active ? (
            <Button size="small" onClick={cancel}>
              Cancel
            </Button>
          ) : (
            <Button size="small" variant="ghost" onClick={dismiss}>
              Dismiss
            </Button>
          )}
          <Button size="small" variant="ghost" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            Files
            <ChevronDown
              aria-hidden
              className={`transition-transform motion-reduce:transition-none ${isOpen ? 'rotate-180' : ''}`}
            />
          </Button>
        </div>
      </div>
      {isOpen && (
        <div className="border-t border-line">
          {job.refused > 0 && <RefusedFilter onlyRefused={onlyRefused} onChange={setOnlyRefused} job={job} />}
          <ImportFileList job={job} onlyRefused={onlyRefused} onFiles={onFiles} onRetry={retry} />
        </div>
      )}
    </li>
  )
}

interface RefusedFilterProps {
  readonly job: ImportJob
  readonly onlyRefused: boolean
  readonly onChange: (onlyRefused: boolean) => void
}

function RefusedFilter({ job, onlyRefused, onChange }: RefusedFilterProps) {
  const choices = [
    { isRefused: false, text: `All ${formatCount(job.total)}` },
    { isRefused: true, text: `Only refused ${formatCount(job.refused)}` },
  ]
  return (
    <fieldset className="flex gap-1 px-3 pt-2">
      <legend className="sr-only">Files shown</legend>
      {choices.map(({ isRefused, text }) => (
        <button
          key={text}
          type="button"
          aria-pressed={onlyRefused === isRefused}
          onClick={() => onChange(isRefused)}
          className="h-7 rounded-md px-2 text-xs text-muted tabular-nums hover:bg-sunken aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-text"
        >
          {text}
        </button>
      ))}
    </fieldset>
  )
}

async function retryRefused(client: Pick<Connection, 'call'>, jobId: number): Promise<void> {
  const fileIds: number[] = []
  let total = 1
  while (fileIds.length < Math.min(total, RETRY_MAX_FILES)) {
    const page = await client.call('import.files', {
      jobId,
      states: ['refused'],
      offset: fileIds.length,
      limit: RETRY_PAGE_ROWS,
    })
    if (page.files.length === 0) break
    total = page.total
    fileIds.push(...page.files.map(({ id }) => id))
  }
  if (fileIds.length > 0) await client.call('import.retry', { fileIds: fileIds.slice(0, RETRY_MAX_FILES) })
}

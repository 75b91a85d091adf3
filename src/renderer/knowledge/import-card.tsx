import type { ImportJob } from '@shared/models'
import { ChevronDown, Download, FileJson, FileSpreadsheet, Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button'
import { formatAge, formatMoment } from '../ui/figures'
import { Menu, MenuItem, MenuSeparator } from '../ui/menu'
import { ImportFileList } from './import-file-list'
import { type FileFilter, filterChoices, isActive, jobCounts, jobProgress, jobTitle } from './import-jobs'
import { JobBar } from './job-bar'
import type { Imports } from './use-imports'
import { type JobActions, useJobActions } from './use-job-actions'

interface ImportCardProps extends Pick<Imports, 'onFiles'> {
  readonly job: ImportJob
  /** Of its source; null for files that were handed over once. */
  readonly sourceLabel: string | null
  /** Opens by itself where files failed; older jobs have been seen. */
  readonly isNewest: boolean
}

/** One import: how far it is, what it came to, and a row per file on demand. */
export function ImportCard({ job, sourceLabel, isNewest, onFiles }: ImportCardProps) {
  const actions = useJobActions(job.id)
  const active = isActive(job)
  const [isOpen, setIsOpen] = useState(isNewest && !active && job.refused > 0)
  const [chosen, setChosen] = useState<FileFilter>(!active && job.refused > 0 ? 'failed' : 'all')
  const choices = filterChoices(job)
  // what was chosen may have become empty: the failed ones were read again
  const filter = choices.some((choice) => choice.filter === chosen) ? chosen : 'all'
  const title = jobTitle(job, sourceLabel)
  const progress = jobProgress(job)

  return (
    <li aria-label={title} className="@container rounded-lg border border-line bg-panel">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2 ps-4 pe-2">
        <div className="min-w-0 grow basis-64">
          <p className="flex items-baseline gap-2">
            <bdi className="truncate font-medium" title={title}>
              {title}
            </bdi>
            <time
              className="shrink-0 text-xs text-faint"
              dateTime={new Date(job.createdAt).toISOString()}
              title={formatMoment(job.createdAt)}
            >
              {formatAge(job.createdAt, Date.now())}
            </time>
          </p>
          <p className="text-sm tabular-nums text-muted">
            {jobCounts(job)}
            {progress && <span className="text-faint"> · {progress}</span>}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-1">
          <JobButtons job={job} actions={actions} />
          <Button size="small" variant="ghost" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            Files
            <ChevronDown
              aria-hidden
              className={`transition-transform motion-reduce:transition-none ${isOpen ? 'rotate-180' : ''}`}
            />
          </Button>
        </div>
        {(active || job.waitingForMeaning > 0) && (
          <JobBar job={job} label={`Progress of ${title}`} className="me-2 mb-1 w-full basis-full" />
        )}
      </div>
      {isOpen && (
        <div className="border-t border-line">
          {choices.length > 1 && <FilterChoices choices={choices} filter={filter} onChange={setChosen} />}
          <ImportFileList job={job} filter={filter} onFiles={onFiles} onRetry={actions.retry} />
        </div>
      )}
    </li>
  )
}

function JobButtons({ job, actions }: { readonly job: ImportJob; readonly actions: JobActions }) {
  const active = isActive(job)
  return (
    <>
      {job.refused > 0 && job.state !== 'listing' && (
        <Button size="small" onClick={actions.retryAll}>
          Retry all failed
        </Button>
      )}
      {(job.state === 'running' || job.state === 'listing') && (
        <Button size="small" onClick={actions.pause}>
          <Pause aria-hidden />
          Pause
        </Button>
      )}
      {job.state === 'paused' && (
        <Button size="small" onClick={actions.resume}>
          <Play aria-hidden />
          Resume
        </Button>
      )}
      {job.total > 0 && <ExportMenu job={job} actions={actions} />}
      <Button size="small" variant="ghost" onClick={active ? actions.cancel : actions.dismiss}>
        {active ? 'Cancel' : 'Dismiss'}
      </Button>
    </>
  )
}

function ExportMenu({ job, actions }: { readonly job: ImportJob; readonly actions: JobActions }) {
  return (
    <Menu
      trigger={
        <Button size="small" variant="ghost">
          <Download aria-hidden />
          Export
        </Button>
      }
    >
      {job.refused > 0 && (
        <>
          <MenuItem icon={<FileSpreadsheet />} onSelect={() => actions.exportList('csv', ['refused'])}>
            Failed files as CSV
          </MenuItem>
          <MenuItem icon={<FileJson />} onSelect={() => actions.exportList('json', ['refused'])}>
            Failed files as JSON
          </MenuItem>
          <MenuSeparator />
        </>
      )}
      <MenuItem icon={<FileSpreadsheet />} onSelect={() => actions.exportList('csv')}>
        All files as CSV
      </MenuItem>
      <MenuItem icon={<FileJson />} onSelect={() => actions.exportList('json')}>
        All files as JSON
      </MenuItem>
    </Menu>
  )
}

interface FilterChoicesProps {
  readonly choices: ReturnType<typeof filterChoices>
  readonly filter: FileFilter
  readonly onChange: (filter: FileFilter) => void
}

function FilterChoices({ choices, filter, onChange }: FilterChoicesProps) {
  return (
    <fieldset className="flex flex-wrap gap-1 px-3 pt-2">
      <legend className="sr-only">Files shown</legend>
      {choices.map((choice) => (
        <button
          key={choice.filter}
          type="button"
          aria-pressed={filter === choice.filter}
          onClick={() => onChange(choice.filter)}
          className="h-7 rounded-md px-2 text-xs text-muted tabular-nums hover:bg-sunken aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-text"
        >
          {choice.text}
        </button>
      ))}
    </fieldset>
  )
}

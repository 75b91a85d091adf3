import type { ImportFile, ImportFileState, ImportJob, RefusalCode } from '@shared/models'
import { countOf, formatCount } from '../ui/figures'

/** Newest first. */
export function sortJobs(jobs: readonly ImportJob[]): readonly ImportJob[] {
  return [...jobs].sort((a, b) => b.createdAt - a.createdAt || b.id - a.id)
}

/** Under way, or waiting for a person to go on: it will read more files. */
export function isActive(job: ImportJob): boolean {
  return job.state === 'listing' || job.state === 'running' || job.state === 'paused'
}

export function settledCount(job: ImportJob): number {
  return job.done + job.unchanged + job.refused + job.cancelled
}

/** The parts of the bar, each 0 … 1 of all files; what is missing to 1 has not been read yet. */
export interface JobParts {
  /** Found by words and by meaning. */
  readonly ready: number
  /** Found by words already. */
  readonly waiting: number
  readonly failed: number
}

export function jobParts(job: ImportJob): JobParts {
  const share = (count: number) => (job.total === 0 ? 0 : Math.min(1, count / job.total))
  const { ready, waiting } = readCounts(job)
  return { ready: share(ready), waiting: share(waiting), failed: share(job.refused) }
}

function readCounts(job: ImportJob): { readonly ready: number; readonly waiting: number } {
  const read = job.done + job.unchanged
  const waiting = Math.min(read, job.waitingForMeaning)
  return { ready: read - waiting, waiting }
}

/** The card's first line: what the job is about. */
export function jobTitle(job: ImportJob, sourceLabel: string | null): string {
  if (job.source === 'sample') return 'Sample knowledge base'
  const name = sourceLabel ?? countOf(job.total, 'file')
  return job.kind === 'rescan' ? `Changes in ${name}` : name
}

/**
 * The card's second line: `423 of 501 ready, 70 waiting for meaning search, 8 failed`. Once all is read and ready,
 * what came of it: `490 added, 3 unchanged, 8 failed`.
 */
export function jobCounts(job: ImportJob): string {
  if (job.state === 'listing' && settledCount(job) === 0) return `${countOf(job.total, 'file')} found so far`
  const { ready, waiting } = readCounts(job)
  if (isActive(job) || waiting > 0) {
    const progress = `${formatCount(ready)} of ${formatCount(job.total)} ready`
    return joined([
      progress,
      ...counted([
        [waiting, 'waiting for meaning search'],
        [job.refused, 'failed'],
      ]),
    ])
  }
  const outcome = counted([
    [job.done, 'added'],
    [job.unchanged, 'unchanged'],
    [job.removed, 'removed'],
    [job.refused, 'failed'],
    [job.cancelled, 'left out'],
  ])
  return outcome.length === 0 ? 'No file in there can be read' : joined(outcome)
}

function counted(parts: readonly (readonly [number, string])[]): string[] {
  return parts.filter(([count]) => count > 0).map(([count, word]) => `${formatCount(count)} ${word}`)
}

function joined(parts: readonly string[]): string {
  return parts.join(', ')
}

const MINUTE_MS = 60_000

/** What stands after the counts: how the job goes, or how long it will still take. */
export function jobProgress(job: ImportJob): string | null {
  if (job.state === 'paused') return 'Paused'
  if (job.state === 'cancelled') return 'Cancelled'
  if (job.state === 'listing') return 'Looking for files'
  return job.state === 'running' && job.remainingMs !== null ? remainingWords(job.remainingMs) : null
}

/** Rough on purpose: a figure that jumps from second to second is not believed. */
export function remainingWords(remainingMs: number): string {
  if (remainingMs < MINUTE_MS) return 'less than a minute left'
  const minutes = Math.round(remainingMs / MINUTE_MS)
  if (minutes < 60) return `about ${minutes} min left`
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return rest === 0 ? `about ${hours} h left` : `about ${hours} h ${rest} min left`
}

/** Old jobs that ended without a failure say nothing any more; the newest of them does. */
const QUIET_JOBS_SHOWN = 1

export interface JobGroups {
  readonly shown: readonly ImportJob[]
  readonly earlier: readonly ImportJob[]
}

/** What needs a look stays in sight; a followed folder leaves a job with every change. */
export function groupJobs(jobs: readonly ImportJob[]): JobGroups {
  let quietCount = 0
  const isShown = (job: ImportJob) => {
    if (isActive(job) || job.refused > 0 || job.waitingForMeaning > 0) return true
    quietCount += 1
    return quietCount <= QUIET_JOBS_SHOWN
  }
  const shown = jobs.filter(isShown)
  return { shown, earlier: jobs.filter((job) => !shown.includes(job)) }
}

/** What screen readers are told when a job changes: its turns, not its steps. Null: nothing. */
export function jobNews(before: ImportJob | undefined, now: ImportJob, name: string): string | null {
  if (before?.state === now.state) return null
  if (now.state === 'paused') return before ? `${name}: paused.` : null
  if (now.state === 'running' && before?.state === 'paused') return `${name}: going on.`
  if (now.state === 'done' && before) return `${name}: finished. ${jobCounts(now)}.`
  return now.state === 'cancelled' && before ? `${name}: cancelled.` : null
}

export interface FileWords {
  readonly state: string
  /** A sentence under the name, where there is something to say. */
  readonly reason: string | null
  readonly tone: 'quiet' | 'good' | 'attention' | 'bad'
}

export function fileWords(file: ImportFile): FileWords {
  switch (file.state) {
    case 'refused':
      return { state: 'Failed', reason: refusalReason(file.refusal), tone: 'bad' }
    case 'done':
      return {
        state: file.documentCount > 1 ? countOf(file.documentCount, 'document') : 'Added',
        reason: file.warning,
        tone: file.warning ? 'attention' : 'good',
      }
    case 'unchanged':
      return { state: 'Unchanged', reason: file.warning, tone: 'quiet' }
    case 'waiting':
      return { state: 'Waiting', reason: null, tone: 'quiet' }
    case 'reading':
      return { state: 'Reading', reason: null, tone: 'quiet' }
    case 'cancelled':
      return { state: 'Cancelled', reason: null, tone: 'quiet' }
  }
}

/** The engine's own sentence; these stand in for an empty one, so that no refused row is ever without a reason. */
function refusalReason(refusal: ImportFile['refusal']): string {
  if (refusal?.message.trim()) return refusal.message
  return refusal ? REFUSAL_REASONS[refusal.code] : 'The file could not be read.'
}

const REFUSAL_REASONS: Readonly<Record<RefusalCode, string>> = {
  empty: 'The file is empty.',
  no_text: 'There is no text in this file.',
  too_large: 'The file is too large to read.',
  too_complex: 'The file is too complex to read.',
  no_access: 'You have no permission to read this file.',
  not_a_file: 'This is not a file.',
  gone: 'The file is no longer there.',
  changed: 'The file changed while it was read.',
  outside_folder: 'The link leads out of the folder.',
  loop: 'The folder leads back to itself.',
  binary: 'This is not a text document.',
  encoding: 'The text is in an unknown encoding.',
  xml_dtd: 'The file contains a document type declaration.',
  ratio: 'The file unpacks to far more than it should.',
  too_many: 'The archive holds too many files.',
  unsafe_name: 'The archive holds a file with an unsafe name.',
  csv_quote: 'A quotation mark of the table is never closed.',
  encrypted: 'The file is protected with a password.',
  damaged: 'The file is damaged.',
  old_format: 'This is an old format. Save it as .docx first.',
  unsupported: 'This kind of file is not read.',
  bad_line: 'A line of this file is not valid.',
  timed_out: 'Reading the file took too long.',
  parser_failed: 'The file could not be read.',
  storage_full: 'The disk is full.',
  address: 'This address is not read.',
  robots: 'The site asks programs not to read this page.',
  unreachable: 'The site could not be reached.',
}

/** What the list of a job's files can be limited to. */
export type FileFilter = 'all' | 'read' | 'waiting' | 'failed' | 'left-out'

const FILTER_STATES: Readonly<Record<FileFilter, readonly ImportFileState[] | null>> = {
  all: null,
  read: ['done', 'unchanged'],
  waiting: ['waiting', 'reading'],
  failed: ['refused'],
  'left-out': ['cancelled'],
}

/** The rows the filter lets through; undefined asks for all of them. */
export function statesForFilter(filter: FileFilter): ImportFileState[] | undefined {
  const states = FILTER_STATES[filter]
  return states ? [...states] : undefined
}

export interface FilterChoice {
  readonly filter: FileFilter
  readonly text: string
}

/** Only what there is something of, so that no choice leads to an empty list. */
export function filterChoices(job: ImportJob): readonly FilterChoice[] {
  const choices: readonly (readonly [FileFilter, string, number])[] = [
    ['all', 'All', job.total],
    ['read', 'Read', job.done + job.unchanged],
    ['waiting', 'To be read', Math.max(0, job.total - settledCount(job))],
    ['failed', 'Failed', job.refused],
    ['left-out', 'Left out', job.cancelled],
  ]
  return choices
    .filter(([filter, , count]) => filter === 'all' || count > 0)
    .map(([filter, word, count]) => ({ filter, text: `${word} ${formatCount(count)}` }))
}

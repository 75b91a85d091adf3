import type { ImportFile, ImportFileState, ImportJob, RefusalCode } from '@shared/models'
import { countOf, formatCount } from '../ui/figures'

/** Newest first. */
export function sortJobs(jobs: readonly ImportJob[]): readonly ImportJob[] {
  return [...jobs].sort((a, b) => b.createdAt - a.createdAt || b.id - a.id)
}

export function isActive(job: ImportJob): boolean {
  return job.state === 'listing' || job.state === 'running' || job.state === 'paused'
}

export function settledCount(job: ImportJob): number {
  return job.done + job.unchanged + job.refused + job.cancelled
}

/** 0 … 1; an import of nothing is whole once it has ended. */
export function jobFraction(job: ImportJob): number {
  if (job.total === 0) return isActive(job) ? 0 : 1
  return Math.min(1, settledCount(job) / job.total)
}

/** The card's first line: what the job is about. */
export function jobTitle(job: ImportJob): string {
  if (job.source === 'sample') return 'Sample knowledge base'
  if (job.state === 'listing') return 'Looking for files'
  return countOf(job.total, 'file')
}

/** The card's second line, of the counts that are not zero: `412 added · 8 unchanged · 2 refused`. */
export function jobCounts(job: ImportJob): string {
  if (job.state === 'listing') return `${countOf(job.total, 'file')} found so far`
  const parts = [
    [job.done, 'added'],
    [job.unchanged, 'unchanged'],
    [job.refused, 'refused'],
    [job.cancelled, 'cancelled'],
  ] as const
  const named = parts.filter(([count]) => count > 0).map(([count, word]) => `${formatCount(count)} ${word}`)
  if (isActive(job))
    return [`${formatCount(settledCount(job))} of ${formatCount(job.total)}`, ...named].join(' · ')
  if (named.length === 0) return 'No file in there can be read'
  return named.join(' · ')
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
      return { state: 'Refused', reason: refusalReason(file.refusal), tone: 'bad' }
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

/** The rows the filter lets through; undefined asks for all of them. */
export function statesForFilter(onlyRefused: boolean): ImportFileState[] | undefined {
  return onlyRefused ? ['refused'] : undefined
}

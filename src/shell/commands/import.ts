import { resolve } from 'node:path'
import { AppError } from '@shared/errors'
import type { ImportFile, ImportJob, Status } from '@shared/models'
import type { Client } from '@shared/rpc/client'
import type { CommandContext, ExitCode } from '../command-context'
import { count, oneLine } from '../text-layout'
import { findCollection } from './collections'

export interface ImportCommandOptions {
  /** Files, folders, and addresses of web pages or sitemaps. */
  readonly paths: readonly string[]
  readonly shouldWaitForEmbeddings: boolean
  /** Name or id; the first one without it. */
  readonly collection?: string | undefined
  /** Followed from now on. */
  readonly isWatched?: boolean
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
}

const FILES_PER_PAGE = 500
const FIRST_COLLECTION_ID = 1
const FINAL_STATES: ReadonlySet<ImportFile['state']> = new Set(['done', 'unchanged', 'refused', 'cancelled'])

/**
 * 1. Start the import; 2. follow it until every file has its state; 3. say what came of each; 4. follow the
 * embeddings, unless told not to. Exit 1 when nothing at all could be imported; single refusals are listed on stderr.
 */
export async function runImport(context: CommandContext, options: ImportCommandOptions): Promise<ExitCode> {
  const { output, signal } = context
  return context.withEngine(async (client) => {
    // 1
    const { jobIds, sources } = await startImport(client, options, signal)
    const report = createReport(context)
    // 2
    const stop = () => {
      for (const jobId of jobIds) void client.call('import.cancel', { jobId }).catch(() => {})
    }
    signal.addEventListener('abort', stop, { once: true })
    const jobs: ImportJob[] = []
    for (const jobId of jobIds) jobs.push(await followJob(client, context, jobId, report))
    signal.removeEventListener('abort', stop)
    const job = sumOf(jobs)
    // 3
    for (const jobId of jobIds) for await (const file of listFiles(client, jobId)) report.add(file)
    output.endProgress()
    // 4
    const status =
      options.shouldWaitForEmbeddings && !signal.aborted && job.done + job.unchanged > 0
        ? await followEmbeddings(client, context)
        : await client.call('status.get', {})
    output.endProgress()
    // a site that was read before and is down now gives no file that could be refused
    if (job.total === 0) await sayWhatIsWrong(client, context, sources)
    report.finish(job, status)
    if (signal.aborted) throw new AppError('cancelled', 'Stopped. What was read before is kept.')
    return job.done + job.unchanged > 0 ? 0 : 1
  })
}

interface Started {
  readonly jobIds: readonly number[]
  /** The sites among them. */
  readonly sources: readonly number[]
}

/**
 * The jobs that read what was asked for: a source for each address, and for each folder when they are followed, one
 * import otherwise. Addresses first: one that cannot be read is said before anything else begins.
 */
async function startImport(
  client: Client,
  options: ImportCommandOptions,
  signal: AbortSignal,
): Promise<Started> {
  const { collection, isWatched = false, include = [], exclude = [] } = options
  const addresses = options.paths.filter(isAddress)
  const paths = options.paths.filter((path) => !isAddress(path)).map((path) => resolve(path))
  const collectionId =
    collection === undefined ? FIRST_COLLECTION_ID : await findCollection(client, collection, signal)
  const jobIds: number[] = []
  const sources: number[] = []
  for (const address of addresses) {
    const added = await client.call('sources.add', { address, collectionId }, signal)
    jobIds.push(...added.jobIds)
    sources.push(...added.sources.map(({ id }) => id))
  }
  if (paths.length === 0) return { jobIds, sources }
  if (!isWatched && include.length === 0 && exclude.length === 0) {
    const { jobId } = await client.call('import.paths', { paths, collectionId }, signal)
    return { jobIds: [...jobIds, jobId], sources }
  }
  const handles: string[] = []
  for (const path of paths) {
    const { handle } = await client.call('import.grant', { path }, signal)
    handles.push(handle)
  }
  const patterns = { include: [...include], exclude: [...exclude] }
  const added = await client.call('sources.add', { handles, collectionId, isWatched, ...patterns }, signal)
  return { jobIds: [...jobIds, ...added.jobIds], sources }
}

async function sayWhatIsWrong(
  client: Client,
  { output, signal }: CommandContext,
  sourceIds: readonly number[],
): Promise<void> {
  const { sources } = await client.call('sources.list', {}, signal)
  for (const { id, location, message } of sources)
    if (sourceIds.includes(id) && message) output.note(`Note     ${oneLine(location)}: ${message}`)
}

function isAddress(given: string): boolean {
  return /^https?:\/\//i.test(given)
}

type Counts = Pick<ImportJob, 'total' | 'done' | 'unchanged' | 'refused' | 'cancelled'>

function sumOf(jobs: readonly ImportJob[]): Counts {
  const counts = { total: 0, done: 0, unchanged: 0, refused: 0, cancelled: 0 }
  for (const job of jobs) for (const key of Object.keys(counts) as (keyof Counts)[]) counts[key] += job[key]
  return counts
}

/** Resolves with the job in its last state. */
async function followJob(
  client: Client,
  { output }: CommandContext,
  jobId: number,
  report: Report,
): Promise<ImportJob> {
  for await (const { jobs, files } of client.stream('import.watch', {})) {
    for (const file of files) if (file.jobId === jobId) report.add(file)
    const job = jobs.find((each) => each.id === jobId)
    if (!job) continue
    if (job.finishedAt !== null) return job
    output.progress(progressOf(job))
  }
  throw new AppError('engine_stopped', 'The engine ended before the import did.', { retry: true })
}

function progressOf(job: ImportJob): string {
  if (job.state === 'listing') return `Looking for files: ${job.total} so far`
  const read = job.done + job.unchanged + job.refused + job.cancelled
  return `Reading: ${read} of ${count(job.total, 'file')}`
}

/** Resolves when every chunk can be found by meaning, or when that cannot come to pass now. */
async function followEmbeddings(client: Client, { output, signal }: CommandContext): Promise<Status> {
  const broken = new Set<Status['embedding']['state']>(['missing', 'damaged', 'failed'])
  let last: Status | null = null
  try {
    for await (const status of client.stream('status.watch', {}, signal)) {
      last = status
      if (status.embeddedCount >= status.chunkCount || broken.has(status.embedding.state)) return status
      output.progress(
        `Preparing meaning-based search: ${status.embeddedCount} of ${count(status.chunkCount, 'passage')}`,
      )
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
  return last ?? client.call('status.get', {})
}

async function* listFiles(client: Client, jobId: number): AsyncGenerator<ImportFile> {
  for (let offset = 0; ; offset += FILES_PER_PAGE) {
    const { files, total } = await client.call('import.files', { jobId, offset, limit: FILES_PER_PAGE })
    yield* files
    if (files.length === 0 || offset + files.length >= total) return
  }
}

interface Report {
  /** Says what came of a file, once, when its state is final. */
  add(file: ImportFile): void
  finish(job: Counts, status: Status): void
}

function createReport({ output }: CommandContext): Report {
  const said = new Set<number>()
  return {
    add(file) {
      if (said.has(file.id) || !FINAL_STATES.has(file.state)) return
      said.add(file.id)
      if (output.isJson) output.json(toFileJson(file))
      if (file.refusal) output.note(`Refused  ${oneLine(file.path)}: ${file.refusal.message}`)
      else if (file.warning) output.note(`Note     ${oneLine(file.path)}: ${file.warning}`)
    },
    finish(job, status) {
      if (output.isJson) output.json(toSummaryJson(job, status))
      else output.line(summaryOf(job, status))
    },
  }
}

function toFileJson(file: ImportFile) {
  return {
    path: file.path,
    state: file.state,
    ...(file.refusal ? { reason: file.refusal.message, code: file.refusal.code } : {}),
    ...(file.documentId === null ? {} : { documentId: file.documentId }),
    documentCount: file.documentCount,
    ...(file.warning === null ? {} : { warning: file.warning }),
  }
}

function toSummaryJson({ total, done, unchanged, refused, cancelled }: Counts, status: Status) {
  const { documentCount, chunkCount, embeddedCount } = status
  return { summary: { total, done, unchanged, refused, cancelled, documentCount, chunkCount, embeddedCount } }
}

function summaryOf(job: Counts, status: Status): string {
  const parts = [`${count(job.done, 'file')} imported`]
  if (job.unchanged > 0) parts.push(`${job.unchanged} unchanged`)
  if (job.refused > 0) parts.push(`${job.refused} refused`)
  if (job.cancelled > 0) parts.push(`${job.cancelled} left out`)
  const waiting = status.chunkCount - status.embeddedCount
  const embedding =
    waiting > 0
      ? `${status.embedding.message ?? `${count(waiting, 'passage')} will be found by meaning later`}`
      : 'all can be found by words and by meaning'
  return `${parts.join(', ')}. ${count(status.documentCount, 'document')} in the knowledge base; ${embedding}.`
}

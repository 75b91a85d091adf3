import type { Doctor } from '@shared/models'
import type { CommandContext, ExitCode } from '../command-context'
import { formatBytes, layOutTable } from '../text-layout'

/** Checks of what can be made anew. */
const REPAIRABLE: readonly string[] = ['keyword index', 'vector index']

export interface DoctorOptions {
  /** The indexes are made anew before anything is looked at. */
  readonly repairs: boolean
}

export async function runDoctor(context: CommandContext, { repairs }: DoctorOptions): Promise<ExitCode> {
  const { output, signal } = context
  const report = await context.withEngine(async (client) => {
    if (repairs) {
      const { tookMs } = await client.call('doctor.repair', {}, signal)
      output.note(`Both indexes were made anew in ${(tookMs / 1000).toFixed(1)} s.`)
    }
    return client.call('doctor.run', {}, signal)
  })
  if (output.isJson) output.json(report)
  else printReport(context, report)
  const failed = report.checks.filter((check) => !check.ok)
  for (const check of failed) output.note(`${check.name}: ${check.detail}`)
  if (!repairs && failed.some(({ name }) => REPAIRABLE.includes(name)))
    output.note('verdemuse doctor --repair makes the indexes anew from what is stored.')
  return failed.length > 0 ? 1 : 0
}

function printReport({ output }: CommandContext, report: Doctor): void {
  const section = (title: string, rows: readonly (readonly [string, string])[]) => {
    output.line(output.bold(title))
    const width = Math.max(...rows.map(([name]) => name.length))
    for (const [name, value] of rows) output.line(`  ${name.padEnd(width)}  ${value}`)
    output.line()
  }
  section('VerdeMuse', [
    ['version', report.version],
    ['node', report.node],
    ['sqlite', `${report.sqlite}, sqlite-vec ${report.sqliteVec}`],
    ['platform', report.platform],
    ['data folder', report.dataDir],
  ])
  section('Size', [
    ['database', formatBytes(report.databaseBytes)],
    ['write-ahead log', formatBytes(report.walBytes)],
    ['log files', formatBytes(report.logBytes)],
    ['memory', formatBytes(report.rssBytes)],
  ])
  section('Contents', [
    ['documents', String(report.counts.documents)],
    ['passages', `${report.counts.chunks}, of which ${report.counts.embedded} found by meaning`],
    ['conversations', `${report.counts.conversations}, ${report.counts.messages} messages`],
    ['stored answers', String(report.counts.cachedAnswers)],
    ['stored vectors', String(report.counts.cachedVectors)],
  ])
  section('Embedding model', [
    ['state', report.embedding.state],
    ['model', report.embedding.modelId ?? 'none'],
    ['folder', report.embedding.folder],
  ])
  section(
    'Caches',
    report.caches.map(({ name, hits, misses, rate }) => [
      name,
      rate === null ? 'not used yet' : `${hits} of ${hits + misses} found (${Math.round(rate * 100)} %)`,
    ]),
  )
  printLatencies(output, report)
  section(
    'Checks',
    report.checks.map(({ name, ok, detail }) => [
      name,
      ok && detail === 'ok' ? 'ok' : `${ok ? 'ok' : 'FAILED'}${detail ? `, ${detail}` : ''}`,
    ]),
  )
}

function printLatencies(output: CommandContext['output'], report: Doctor): void {
  output.line(output.bold('Times'))
  const rows = report.latencies.map(({ step, count, p50Ms, p95Ms }) => [
    `  ${step}`,
    String(count),
    p50Ms.toFixed(1),
    p95Ms.toFixed(1),
  ])
  const columns = [
    { head: '  step' },
    { head: 'count', align: 'right' },
    { head: 'p50 ms', align: 'right' },
    { head: 'p95 ms', align: 'right' },
  ] as const
  for (const line of layOutTable(columns, rows, output.columns)) output.line(line)
  output.line(`  event loop delay p99  ${report.eventLoopDelayP99Ms.toFixed(1)} ms`)
  output.line()
}

import type { Doctor } from '@shared/models'
import { countOf, formatBytes, formatCount, formatDuration, formatPercent } from '../ui/figures'

export interface Fact {
  readonly name: string
  readonly value: string
}
export interface FactGroup {
  readonly title: string
  readonly facts: readonly Fact[]
}

/** The engine's examination as groups of facts; the view and the copied report show the same ones. */
export function factGroups(doctor: Doctor): readonly FactGroup[] {
  const { counts, embedding } = doctor
  return [
    {
      title: 'Contents',
      facts: [
        { name: 'Documents', value: formatCount(counts.documents) },
        {
          name: 'Passages',
          value: `${formatCount(counts.chunks)}, ${formatCount(counts.embedded)} searchable by meaning`,
        },
        {
          name: 'Conversations',
          value: `${formatCount(counts.conversations)} with ${countOf(counts.messages, 'message')}`,
        },
        { name: 'Stored answers', value: formatCount(counts.cachedAnswers) },
        { name: 'Stored vectors', value: formatCount(counts.cachedVectors) },
      ],
    },
    {
      title: 'Cache hits',
      facts: doctor.caches.map(({ name, hits, misses, rate }) => ({
        name: capitalised(name),
        value:
          rate === null
            ? 'not used yet'
            : `${formatPercent(rate)} (${formatCount(hits)} of ${formatCount(hits + misses)})`,
      })),
    },
    {
      title: 'Storage and memory',
      facts: [
        { name: 'Database', value: formatBytes(doctor.databaseBytes + doctor.walBytes) },
        { name: 'Log', value: formatBytes(doctor.logBytes) },
        { name: 'Engine memory', value: formatBytes(doctor.rssBytes) },
        { name: 'Engine delay, p99', value: formatDuration(doctor.eventLoopDelayP99Ms) },
        { name: 'Data folder', value: doctor.dataDir },
      ],
    },
    {
      title: 'Versions',
      facts: [
        { name: 'VerdeMuse', value: doctor.version },
        { name: 'Node', value: doctor.node },
        { name: 'SQLite', value: `${doctor.sqlite}, sqlite-vec ${doctor.sqliteVec}` },
        { name: 'Platform', value: doctor.platform },
        { name: 'Search model', value: modelFact(embedding) },
      ],
    },
  ]
}

/** Plain text for a ticket to whoever looks after the app; holds counts and versions, no question and no document. */
export function reportText(doctor: Doctor): string {
  const lines = [`VerdeMuse ${doctor.version} report`]
  for (const { title, facts } of factGroups(doctor)) {
    lines.push('', title)
    for (const { name, value } of facts) lines.push(`  ${name}: ${value}`)
  }
  lines.push('', 'Latencies (count, p50, p95)')
  for (const { step, count, p50Ms, p95Ms } of doctor.latencies)
    lines.push(`  ${step}: ${formatCount(count)}, ${formatDuration(p50Ms)}, ${formatDuration(p95Ms)}`)
  lines.push('', 'Checks')
  for (const { name, ok, detail } of doctor.checks) lines.push(`  ${ok ? 'ok' : 'FAILED'} ${name}: ${detail}`)
  return `${lines.join('\n')}\n`
}

function modelFact({ modelId, dimension, state }: Doctor['embedding']): string {
  const name = modelId ?? 'none'
  return `${name}${dimension === null ? '' : `, ${formatCount(dimension)} dimensions`}, ${MODEL_STATES[state]}`
}

/** How the embedding model is, in words: idle is the usual state of a model that is loaded when it is needed. */
export const MODEL_STATES: Readonly<Record<Doctor['embedding']['state'], string>> = {
  idle: 'resting until it is needed',
  loading: 'loading',
  ready: 'ready',
  missing: 'not found',
  damaged: 'damaged',
  failed: 'stopped after an error',
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

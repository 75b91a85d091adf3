import { statSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Doctor } from '@shared/models'
import type { Ask } from './ask/ask'
import type { Checker } from './check/create-checker'
import type { Conversations } from './conversations/conversations'
import type { OpenedData } from './db/open-data'
import type { SwitchableEmbedder } from './embed/create-embedder'
import type { Knowledge } from './knowledge/knowledge'
import type { FileLog } from './logging/file-log'
import type { CounterName, Metrics } from './metrics/metrics'
import type { Packs } from './packs/packs'
import type { PolicyRoom } from './policy/policy'

export interface DoctorRooms {
  readonly data: OpenedData
  readonly dataDir: string
  readonly version: string
  readonly knowledge: Knowledge
  readonly checker: Checker
  readonly embedder: SwitchableEmbedder
  readonly conversations: Conversations
  readonly ask: Ask
  readonly metrics: Metrics
  readonly fileLog: FileLog
  readonly policy: PolicyRoom
  readonly packs: Packs
  readonly modelFolder: () => string
}

export interface DoctorRoom {
  /** Reads the whole data file, in a process of its own: seconds to minutes. Aborting ends that; throws cancelled. */
  run(signal: AbortSignal): Promise<Doctor>
  /** Makes the indexes anew from what is stored; holds this thread meanwhile. Throws storage_full. */
  repair(): { tookMs: number }
  close(): void
}

/** Versions, sizes, hit rates, latencies and checks: what an administrator asks for first. No text of anybody's in it. */
export function createDoctor(rooms: DoctorRooms): DoctorRoom {
  const eventLoop = monitorEventLoopDelay({ resolution: 10 })
  eventLoop.enable()

  async function run(signal: AbortSignal): Promise<Doctor> {
    const { data, knowledge, conversations, ask, embedder, metrics } = rooms
    const examined = await rooms.checker.check(signal)
    const documents = knowledge.counts()
    const talk = conversations.counts()
    const versions = data.db.prepare('SELECT sqlite_version() AS sqlite, vec_version() AS vec').get() as {
      sqlite: string
      vec: string
    }
    return {
      version: rooms.version,
      node: process.versions.node,
      sqlite: versions.sqlite,
      sqliteVec: versions.vec,
      platform: `${process.platform} ${process.arch}`,
      dataDir: rooms.dataDir,
      databaseBytes: sizeOf(data.file),
      walBytes: sizeOf(`${data.file}-wal`),
      logBytes: rooms.fileLog.sizeBytes(),
      counts: {
        documents: documents.documents,
        chunks: documents.chunks,
        embedded: documents.embedded,
        conversations: talk.conversations,
        messages: talk.messages,
        cachedAnswers: ask.cachedCount(),
        cachedVectors: data.db.prepare('SELECT count(*) FROM vectors').pluck().get() as number,
      },
      embedding: {
        state: embedder.state,
        modelId: embedder.model?.name ?? null,
        dimension: embedder.model?.dimension ?? null,
        folder: rooms.modelFolder(),
      },
      caches: [
        cache('answers', 'answer_cache', metrics),
        byMeaning(metrics),
        cache('embeddings', 'embedding_cache', metrics),
      ],
      latencies: metrics.latencies(),
      // the histogram counts in nanoseconds and includes its own resolution
      eventLoopDelayP99Ms: Math.max(0, eventLoop.percentile(99) / 1e6 - 10),
      rssBytes: process.memoryUsage.rss(),
      checks: [...examined, knowledge.checkVectors(), policyCheck(rooms)],
    }
  }

  function repair() {
    const startedAt = performance.now()
    rooms.knowledge.rebuildIndexes()
    return { tookMs: performance.now() - startedAt }
  }

  return { run, repair, close: () => void eventLoop.disable() }
}

/** The file as it was read, and the places in it: a mistyped one is passed over, and nobody else would hear of it. */
function policyCheck({ policy, packs }: DoctorRooms): Doctor['checks'][number] {
  const [place] = packs.unusablePlaces()
  if (place === undefined) return policy.check()
  return {
    name: 'policy',
    ok: false,
    detail: `${place} is no place of a pack: it must be a whole path or an https address`,
  }
}

function cache(name: string, counter: 'answer_cache' | 'embedding_cache', metrics: Metrics) {
  const hits = metrics.total(`${counter}.hit` satisfies CounterName)
  const misses = metrics.total(`${counter}.miss` satisfies CounterName)
  return { name, hits, misses, rate: hits + misses === 0 ? null : hits / (hits + misses) }
}

/** Of the questions that had no answer under their very words: how many got that of another question. */
function byMeaning(metrics: Metrics) {
  const hits = metrics.total('answer_cache.meaning')
  const misses = metrics.total('answer_cache.miss')
  return {
    name: 'answers by meaning',
    hits,
    misses,
    rate: hits + misses === 0 ? null : hits / (hits + misses),
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

import { Worker } from 'node:worker_threads'
import type { Logger } from '@shared/log'
import type { KeywordHit } from './knowledge'

export interface KeywordThreadData {
  /** The database. */
  readonly file: string
}

export interface KeywordRequest {
  readonly id: number
  readonly expression: string
  readonly limit: number
  readonly mostMatches?: number | undefined
}

export interface KeywordReply {
  readonly id: number
  readonly hits: KeywordHit[] | null
}

/** What the thread says when it can search. */
export const THREAD_READY = 'ready'

/** Keyword search in a thread of its own: it takes up to 20 ms, and everything else would wait for it. */
export interface KeywordReader {
  /** Null where the thread cannot, or is not up yet; the caller then searches by itself. */
  search(request: Omit<KeywordRequest, 'id'>): Promise<KeywordHit[] | null>
  /** Before the database is closed, so that this connection is not the last one. */
  close(): Promise<void>
}

export interface KeywordReaderOptions extends KeywordThreadData {
  /** The built keyword-thread. */
  readonly threadFile: string
  readonly log: Logger
}

/** Starts with the first search. A thread that ends is not started again: searching without it is slower, not worse. */
export function createKeywordReader(options: KeywordReaderOptions): KeywordReader {
  const { threadFile, file, log } = options
  const waiting = new Map<number, (hits: KeywordHit[] | null) => void>()
  let worker: Worker | null = null
  let isReady = false
  let isOver = false
  let lastId = 0

  function end(reason?: unknown): void {
    if (isOver) return
    isOver = true
    if (reason !== undefined) log.warn('keyword_thread_ended', { reason: String(reason) })
    for (const resolve of waiting.values()) resolve(null)
    waiting.clear()
  }

  function start(): Worker {
    const data: KeywordThreadData = { file }
    const started = new Worker(threadFile, { workerData: data, execArgv: [] })
    started.on('message', (message: KeywordReply | typeof THREAD_READY) => {
      if (message === THREAD_READY) isReady = true
      else {
        waiting.get(message.id)?.(message.hits)
        waiting.delete(message.id)
      }
    })
    started.on('error', end)
    started.on('exit', end)
    started.unref()
    return started
  }

  return {
    async search(request) {
      if (isOver) return null
      try {
        worker ??= start()
      } catch (thrown) {
        end(thrown)
        return null
      }
      if (!isReady) return null
      const id = ++lastId
      const { promise, resolve } = Promise.withResolvers<KeywordHit[] | null>()
      waiting.set(id, resolve)
      worker.postMessage({ ...request, id } satisfies KeywordRequest)
      return promise
    },
    async close() {
      end()
      await worker?.terminate()
    },
  }
}

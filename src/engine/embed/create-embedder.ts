import { AppError, toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { ModelState } from '@shared/models'
import { createChanges } from '../changes/changes'
import type { Metrics } from '../metrics/metrics'
import { createHelperClient } from '../processes/helper-client'
import type { StartHelper } from '../processes/helper-process'
import { decodeVectors, type EmbedReply, type EmbedRequest } from './embed-messages'
import type { Embedder, EmbeddingModel } from './embedder'
import { inspectModel, type ModelFiles } from './model-files'

/** Loading takes half a second, so a minute of rest gives 150 MB back at little cost. */
const IDLE_MS = 60_000
const WARM_UP_TEXT = 'plant'
/** Far above any batch (16 texts take under a second): only a hang gets here. */
const REQUEST_TIMEOUT_MS = 120_000

export interface EmbedderOptions {
  readonly startHelper: StartHelper
  /** Gives the model its row, so that vectors of different models never mix. */
  readonly registerModel: (model: Omit<EmbeddingModel, 'id'>) => EmbeddingModel
  readonly metrics: Metrics
  readonly log: Logger
  readonly idleMs?: number
}

export interface SwitchableEmbedder extends Embedder {
  /** Looks at the folder and takes its model into force; a bad one leaves keyword search and says so. */
  useFolder(folder: string): Promise<void>
}

type Problem = { readonly state: 'missing' | 'damaged' | 'failed'; readonly message: string }

/** The embedder of the product: a process of its own, started at the first text, gone after a minute without one. */
export function createEmbedder(options: EmbedderOptions): SwitchableEmbedder {
  const { registerModel, metrics, log } = options
  const changes = createChanges()
  const helper = createHelperClient({
    name: 'embed',
    start: options.startHelper,
    idleMs: options.idleMs ?? IDLE_MS,
    log,
  })
  let current: { readonly files: ModelFiles; readonly model: EmbeddingModel } | null = null
  let problem: Problem | null = null
  let isLoading = false
  /** Grows with each folder asked for, and with closing: only the newest inspection counts. */
  let latestTurn = 0

  async function useFolder(folder: string): Promise<void> {
    const turn = ++latestTurn
    // at once: no text may be embedded by the old model after another one was asked for
    current = null
    helper.stop()
    const inspection = await inspectModel(folder)
    if (turn !== latestTurn) return
    if (inspection.kind === 'found') {
      const { name, fingerprint, dimension } = inspection.files
      current = { files: inspection.files, model: registerModel({ name, fingerprint, dimension }) }
      problem = null
    } else {
      current = null
      problem = { state: inspection.kind, message: inspection.message }
      log.warn('model_unusable', { state: inspection.kind })
    }
    changes.emit()
  }

  async function embed(
    texts: readonly string[],
    { priority, signal }: Parameters<Embedder['embed']>[1],
  ): Promise<Float32Array> {
    const using = current
    if (!using || problem) throw unavailable()
    if (texts.length === 0) return new Float32Array(0)
    const startedAt = performance.now()
    const request: EmbedRequest = { files: using.files, texts, priority }
    const vectors = await abortable(requestWithRetry(request), signal)
    if (priority === 'import') metrics.time('embed.batch', performance.now() - startedAt)
    return vectors
  }

  /** A crashed process is started once more for the same texts; a second crash is a failure the caller sees. */
  async function requestWithRetry(request: EmbedRequest): Promise<Float32Array> {
    try {
      return await requestOnce(request)
    } catch (error) {
      if (toAppError(error).code !== 'embedder_failed') throw error
      return requestOnce(request)
    }
  }

  async function requestOnce(request: EmbedRequest): Promise<Float32Array> {
    const isFirst = helper.pid === undefined
    if (isFirst) setLoading(true)
    try {
      const reply = (await helper.request(request, { timeoutMs: REQUEST_TIMEOUT_MS })) as EmbedReply
      return decodeVectors(reply.vectors)
    } catch (thrown) {
      const error = toAppError(thrown)
      if (error.code === 'model_damaged') fail('damaged', error.message)
      else if (error.code === 'internal')
        fail('failed', 'The search model cannot be loaded. Keyword search still works.')
      throw error.code === 'internal'
        ? new AppError('model_damaged', 'The search model cannot be loaded.')
        : error
    } finally {
      if (isFirst) setLoading(false)
    }
  }

  function fail(state: Problem['state'], message: string): void {
    problem = { state, message }
    log.warn('model_unusable', { state })
    changes.emit()
  }

  function setLoading(value: boolean): void {
    isLoading = value
    changes.emit()
  }

  function unavailable(): AppError {
    const message = problem?.message ?? 'The search model is not ready yet.'
    return new AppError(problem?.state === 'damaged' ? 'model_damaged' : 'model_missing', message)
  }

  function state(): ModelState {
    if (problem) return problem.state
    if (isLoading) return 'loading'
    return helper.pid === undefined ? 'idle' : 'ready'
  }

  return {
    useFolder,
    embed,
    get model() {
      return problem ? null : (current?.model ?? null)
    },
    get state() {
      return state()
    },
    get message() {
      return problem?.message ?? null
    },
    warmUp() {
      if (!current || problem || helper.pid !== undefined) return
      // a word, because the first run of a loaded model is slow as well; what goes wrong the first real text will say
      embed([WARM_UP_TEXT], { priority: 'query' }).catch(() => undefined)
    },
    onChange: changes.onChange,
    rest: () => helper.stop(),
    close() {
      latestTurn += 1
      helper.stop()
    },
  }
}

/** Aborting leaves the process at its work: killing it would throw the loaded model away for one question. */
function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(new AppError('cancelled', 'Stopped.'))
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

import type { Bridge, EngineState } from '@shared/bridge'
import type { CallName, EventOf, InputOf, OutputOf, StreamName } from '@shared/contract'
import { deferred } from '@shared/deferred'
import { AppError, isCancelled, toAppError, type WireError } from '@shared/errors'
import { type Client, createClient } from '@shared/rpc/client'

/** What the page shows about its line to the engine. */
export type ConnectionState =
  | { readonly kind: 'connecting' }
  /** `epoch` grows with each new line, so that what was read over the old one is read again. */
  | { readonly kind: 'connected'; readonly epoch: number }
  | { readonly kind: 'restarting' }
  | { readonly kind: 'failed'; readonly error: WireError; readonly logFolder: string }
  /** Browser shell only: the session has ended, or the shell itself is gone. Nothing the page does brings it back. */
  | { readonly kind: 'lost'; readonly why: 'signed-out' | 'shell-gone' }

export interface WatchOptions<E> {
  readonly onEvent: (event: E) => void
  /** The engine ended the stream; it is not opened again. */
  readonly onEnd?: () => void
  /** Never `cancelled`, and never `engine_stopped`: that one opens the stream again over the next line. */
  readonly onError: (error: AppError) => void
  readonly signal: AbortSignal
}

export interface Connection {
  /** Waits for a line where there is none yet; rejects with `engine_stopped` when the line breaks on the way. */
  call<M extends CallName>(method: M, input: InputOf<M>, signal?: AbortSignal): Promise<OutputOf<M>>
  /** Follows a stream over breaks of the line, until it ends, fails or the signal aborts. */
  watch<M extends StreamName>(method: M, input: InputOf<M>, options: WatchOptions<EventOf<M>>): void
  state(): ConnectionState
  subscribe(listener: () => void): () => void
  close(): void
}

/** Doubled with each failure; the engine is back within 100 ms after a first crash, so the first try comes early. */
const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 3_000

interface ConnectionOptions {
  readonly bridge: Pick<Bridge, 'connect' | 'onEngineState'>
  readonly wait?: (ms: number) => Promise<void>
}

/** Keeps one line to the engine alive: opens it, opens it again when it breaks, and says how it stands. */
export function createConnection({ bridge, wait = waitMs }: ConnectionOptions): Connection {
  const listeners = new Set<() => void>()
  let client: Client | null = null
  let engine: EngineState = { kind: 'starting' }
  let lost: 'signed-out' | 'shell-gone' | null = null
  let epoch = 0
  let isClosed = false
  let current: ConnectionState = { kind: 'connecting' }

  function update() {
    current = describe({ client, engine, lost, epoch })
    for (const listener of [...listeners]) listener()
  }
  const stopWatchingEngine = bridge.onEngineState((state) => {
    engine = state
    // a port's own close event is not everywhere to be relied on; the shell's word is
    if (state.kind === 'restarting' || state.kind === 'failed') client?.close()
    update()
  })

  async function keepOpen() {
    let failures = 0
    while (!isClosed) {
      try {
        const opened = createClient(await bridge.connect())
        if (isClosed) return opened.close()
        failures = 0
        client = opened
        lost = null
        epoch += 1
        update()
        await opened.closed
      } catch (thrown) {
        lost = lostBy(toAppError(thrown))
        failures += 1
      }
      client = null
      update()
      await wait(Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures))
    }
  }
  void keepOpen()

  /** The client now or as soon as there is one; rejects where waiting would be for ever. */
  function whenOpen(signal?: AbortSignal): Promise<Client> {
    const opened = deferred<Client>()
    const check = () => {
      if (signal?.aborted) opened.reject(new AppError('cancelled', 'Stopped.'))
      else if (client) opened.resolve(client)
      else if (isClosed) opened.reject(new AppError('engine_stopped', 'The page is closing.'))
      else if (current.kind === 'failed')
        opened.reject(new AppError(current.error.code, current.error.message))
      else if (current.kind === 'lost') opened.reject(new AppError('forbidden', 'This page is signed out.'))
      else return false
      return true
    }
    if (!check()) {
      const onChange = () => {
        if (!check()) return
        listeners.delete(onChange)
        signal?.removeEventListener('abort', onChange)
      }
      listeners.add(onChange)
      signal?.addEventListener('abort', onChange)
    }
    return opened.promise
  }

  async function follow<M extends StreamName>(
    method: M,
    input: InputOf<M>,
    { onEvent, onEnd, onError, signal }: WatchOptions<EventOf<M>>,
  ) {
    while (!signal.aborted) {
      try {
        const open = await whenOpen(signal)
        for await (const event of open.stream(method, input, signal)) onEvent(event)
        onEnd?.()
        return
      } catch (thrown) {
        if (signal.aborted || isCancelled(thrown)) return
        const error = toAppError(thrown)
        if (error.code !== 'engine_stopped' || isClosed) return onError(error)
        // the closing line is noticed in this same turn; without the pause the loop would find the old client again
        await wait(FIRST_RETRY_MS)
      }
    }
  }

  return {
    call: async (method, input, signal) => (await whenOpen(signal)).call(method, input, signal),
    watch: (method, input, options) => void follow(method, input, options),
    state: () => current,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      isClosed = true
      stopWatchingEngine()
      client?.close()
      update()
    },
  }
}

function describe(facts: {
  readonly client: Client | null
  readonly engine: EngineState
  readonly lost: 'signed-out' | 'shell-gone' | null
  readonly epoch: number
}): ConnectionState {
  if (facts.client) return { kind: 'connected', epoch: facts.epoch }
  if (facts.lost) return { kind: 'lost', why: facts.lost }
  if (facts.engine.kind === 'failed')
    return { kind: 'failed', error: facts.engine.error, logFolder: facts.engine.logFolder }
  return { kind: facts.epoch > 0 || facts.engine.kind === 'restarting' ? 'restarting' : 'connecting' }
}

/** The two codes by which the browser shell's bridge says that trying again is of no use. */
function lostBy(error: AppError): 'signed-out' | 'shell-gone' | null {
  if (error.code === 'forbidden') return 'signed-out'
  return error.code === 'not_found' ? 'shell-gone' : null
}

function waitMs(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

import type { Bridge } from '@shared/bridge'
import type { CallName, EventOf, InputOf, OutputOf, StreamName } from '@shared/contract'
import { type AppError, isCancelled, toAppError } from '@shared/errors'
import type { Status } from '@shared/models'
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import type { Connection, ConnectionState } from './connection'
import { type KnownSettings, useKnownSettings } from './use-known-settings'

interface EngineContextValue {
  readonly bridge: Bridge
  readonly connection: Connection
}

const EngineContext = createContext<EngineContextValue | null>(null)
const StatusContext = createContext<Status | null>(null)
const SettingsContext = createContext<KnownSettings>({ settings: null, save: () => {} })

interface EngineProviderProps extends EngineContextValue {
  readonly children: ReactNode
}

/** Stands around the whole page; status and settings are followed once, for everybody. */
export function EngineProvider({ bridge, connection, children }: EngineProviderProps) {
  const value = useMemo(() => ({ bridge, connection }), [bridge, connection])
  return (
    <EngineContext value={value}>
      <StandingStreams>{children}</StandingStreams>
    </EngineContext>
  )
}

function StandingStreams({ children }: { readonly children: ReactNode }) {
  const status = useStream('status.watch', {})
  const { connection } = useEngine()
  const known = useKnownSettings(latestOf(useStream('settings.watch', {})), connection)
  return (
    <StatusContext value={latestOf(status)}>
      <SettingsContext value={known}>{children}</SettingsContext>
    </StatusContext>
  )
}

function useEngine(): EngineContextValue {
  const value = useContext(EngineContext)
  if (!value) throw new Error('EngineProvider is missing')
  return value
}

/** The shell: pickers, the key, links, restart. */
export function useBridge(): Bridge {
  return useEngine().bridge
}

/** For what a hand does: `client.call('conversations.rename', …)`. Views read through useCall and useStream. */
export function useClient(): Connection {
  return useEngine().connection
}

export function useConnectionState(): ConnectionState {
  const { connection } = useEngine()
  return useSyncExternalStore(connection.subscribe, connection.state)
}

/** Null until the engine has spoken. */
export function useStatus(): Status | null {
  return useContext(StatusContext)
}

/** Null until the engine has spoken. */
export function useSettings(): KnownSettings['settings'] {
  return useContext(SettingsContext).settings
}

/** For a choice that counts from the moment it is made, whatever the engine is busy with. A refused one is taken back. */
export function useSaveSettings(): KnownSettings['save'] {
  return useContext(SettingsContext).save
}

export type CallState<T> = (
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly output: T }
  | { readonly kind: 'failed'; readonly error: AppError }
) & { readonly reload: () => void }

interface UseCallOptions {
  /** Other input keeps the last output in sight until its own is there: right for a filter, wrong for another thing. */
  readonly keepsPrevious?: boolean
}

type Settled<T> =
  | { readonly key: string; readonly kind: 'ready'; readonly output: T }
  | { readonly key: string; readonly kind: 'failed'; readonly error: AppError }

/**
 * Reads when shown, when the input changes, after a reconnect and on `reload`; what was read stays in sight meanwhile.
 * A null input reads nothing. Leaving aborts the call.
 */
export function useCall<M extends CallName>(
  method: M,
  input: InputOf<M> | null,
  { keepsPrevious = false }: UseCallOptions = {},
): CallState<OutputOf<M>> {
  const { connection } = useEngine()
  const state = useConnectionState()
  const [settled, setSettled] = useState<Settled<OutputOf<M>> | null>(null)
  const [version, setVersion] = useState(0)
  const reload = useCallback(() => setVersion((last) => last + 1), [])
  const key = input === null ? null : `${method} ${JSON.stringify(input)}`
  const epoch = state.kind === 'connected' ? state.epoch : 0

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for method and input; version and epoch only ask for another reading
  useEffect(() => {
    if (key === null) return
    const controller = new AbortController()
    connection.call(method, input as InputOf<M>, controller.signal).then(
      (output) => setSettled({ key, kind: 'ready', output }),
      (thrown) => {
        if (isCancelled(thrown) || controller.signal.aborted) return
        const error = toAppError(thrown)
        setSettled((last) =>
          // the line broke; the next epoch reads again, and the bar at the top already says so
          error.code === 'engine_stopped' && last?.key === key && last.kind === 'ready'
            ? last
            : { key, kind: 'failed', error },
        )
      },
    )
    return () => controller.abort()
  }, [connection, key, version, epoch])

  return useMemo(() => {
    const isCurrent = settled !== null && (settled.key === key || (keepsPrevious && settled.kind === 'ready'))
    if (!isCurrent || key === null) return { kind: 'loading', reload }
    return settled.kind === 'ready'
      ? { kind: 'ready', output: settled.output, reload }
      : { kind: 'failed', error: settled.error, reload }
  }, [settled, key, keepsPrevious, reload])
}

export type StreamState<E> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly latest: E }
  | { readonly kind: 'failed'; readonly error: AppError }

/** The latest event of a stream; opened again by itself after a reconnect. A null input follows nothing. */
export function useStream<M extends StreamName>(
  method: M,
  input: InputOf<M> | null,
): StreamState<EventOf<M>> {
  const { connection } = useEngine()
  const key = input === null ? null : JSON.stringify(input)
  const [state, setState] = useState<{
    readonly key: string
    readonly state: StreamState<EventOf<M>>
  } | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the input
  useEffect(() => {
    if (key === null) return
    const controller = new AbortController()
    connection.watch(method, input as InputOf<M>, {
      onEvent: (latest) => setState({ key, state: { kind: 'ready', latest } }),
      onError: (error) => setState({ key, state: { kind: 'failed', error } }),
      signal: controller.signal,
    })
    return () => controller.abort()
  }, [connection, method, key])

  return state !== null && state.key === key ? state.state : LOADING
}

const LOADING = { kind: 'loading' } as const

function latestOf<E>(state: StreamState<E>): E | null {
  return state.kind === 'ready' ? state.latest : null
}

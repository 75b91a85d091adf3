import type { Bridge } from '@shared/bridge'
import type { EventOf, Handlers, StreamName } from '@shared/contract'
import { AppError } from '@shared/errors'
import { SILENT_LOG } from '@shared/log'
import { serve } from '@shared/rpc/server'
import { DEFAULT_SETTINGS, type Settings, type SettingsPatch } from '@shared/settings'
import type { ReactNode } from 'react'
import { createConnection } from '../../../src/renderer/engine/connection'
import { EngineProvider } from '../../../src/renderer/engine/use-engine'
import { createNavigation, type Navigation, NavigationProvider } from '../../../src/renderer/navigation'
import { AnnouncerProvider } from '../../../src/renderer/ui/announcer'
import { TooltipProvider } from '../../../src/renderer/ui/tooltip'
import { portPair } from '../../helpers/port-pair'
import { collection, modelOverview, status } from './sample-models'

/** A stream a test speaks through: each follower gets the latest word at once, then every new one. */
export interface Feed<E> {
  push(event: E): void
  stream(input: unknown, signal: AbortSignal): AsyncIterable<E>
}

export function createFeed<E>(first?: E): Feed<E> {
  const waiting = new Set<() => void>()
  const words: E[] = first === undefined ? [] : [first]
  return {
    push(event) {
      words.push(event)
      for (const wake of waiting) wake()
    },
    async *stream(_input, signal) {
      let told = Math.max(0, words.length - 1)
      while (!signal.aborted) {
        while (told < words.length) yield words[told++] as E
        const { promise, resolve } = Promise.withResolvers<void>()
        waiting.add(resolve)
        signal.addEventListener('abort', () => resolve(), { once: true })
        await promise
        waiting.delete(resolve)
      }
    },
  }
}

export interface TestPage {
  /** Stands around the view under test. */
  readonly Page: (props: { readonly children: ReactNode }) => ReactNode
  readonly navigation: Navigation
  readonly status: Feed<EventOf<'status.watch'>>
  readonly settings: Feed<Settings>
  readonly imports: Feed<EventOf<'import.watch'>>
  readonly sources: Feed<EventOf<'sources.watch'>>
  readonly packs: Feed<EventOf<'packs.watch'>>
  readonly models: Feed<EventOf<'model.watch'>>
  /** What was asked for, in order. */
  readonly calls: { readonly method: string; readonly input: unknown }[]
  close(): void
}

interface TestPageOptions {
  readonly handlers?: Partial<Handlers>
  readonly bridge?: Partial<Bridge>
  readonly status?: EventOf<'status.watch'>
  readonly settings?: Settings
}

/** A page over a fake engine that is asked through the real wire and the real contract. */
export function createTestPage(options: TestPageOptions = {}): TestPage {
  const statusFeed = createFeed(options.status ?? status())
  let current = options.settings ?? DEFAULT_SETTINGS
  const settingsFeed = createFeed<Settings>(current)
  const imports = createFeed<EventOf<'import.watch'>>()
  const sources = createFeed<EventOf<'sources.watch'>>({ collections: [collection()], sources: [] })
  const packs = createFeed<EventOf<'packs.watch'>>({ packs: [], locations: [] })
  const models = createFeed<EventOf<'model.watch'>>(modelOverview())
  const calls: { method: string; input: unknown }[] = []
  const handlers: Partial<Handlers> = {
    'status.watch': statusFeed.stream,
    'settings.watch': settingsFeed.stream,
    'import.watch': imports.stream,
    'sources.watch': sources.stream,
    'packs.watch': packs.stream,
    'model.watch': models.stream,
    'model.usage': () => ({ days: [] }),
    'prompts.list': () => ({ prompts: [] }),
    'policy.get': () => ({
      state: 'none',
      allowWebImport: true,
      requireSignedPacks: false,
      allowInsights: true,
    }),
    'import.jobs': () => ({ jobs: [] }),
    'import.files': () => ({ files: [], total: 0 }),
    'documents.list': () => ({ documents: [], total: 0 }),
    'search.warmUp': () => ({}),
    'settings.update': (patch: SettingsPatch) => {
      current = { ...current, ...patch } as Settings
      settingsFeed.push(current)
      return current
    },
    ...options.handlers,
  }
  const bridge = createTestBridge(withRecord(handlers, calls), options.bridge)
  const connection = createConnection({ bridge })
  const navigation = createNavigation()
  return {
    Page: ({ children }) => (
      <EngineProvider bridge={bridge} connection={connection}>
        <NavigationProvider navigation={navigation}>
          <TooltipProvider>
            <AnnouncerProvider>{children}</AnnouncerProvider>
          </TooltipProvider>
        </NavigationProvider>
      </EngineProvider>
    ),
    navigation,
    status: statusFeed,
    settings: settingsFeed,
    imports,
    sources,
    packs,
    models,
    calls,
    close: () => connection.close(),
  }
}

/** Writes down each call, and refuses what the test gave no answer for. */
function withRecord(handlers: Partial<Handlers>, calls: { method: string; input: unknown }[]): Handlers {
  return new Proxy({} as Handlers, {
    get(_target, method: string) {
      const handler = handlers[method as StreamName] as
        | ((input: unknown, signal: AbortSignal) => unknown)
        | undefined
      return (input: unknown, signal: AbortSignal) => {
        if (!method.endsWith('.watch')) calls.push({ method, input })
        if (!handler) throw new AppError('not_found', `The test has no ${method}.`)
        return handler(input, signal)
      }
    },
  })
}

function createTestBridge(handlers: Handlers, changes: Partial<Bridge> = {}): Bridge {
  return {
    shell: 'desktop',
    appVersion: '1.0.0',
    async connect() {
      const [page, engine] = portPair()
      serve(engine, { handlers, access: 'page', log: SILENT_LOG })
      return page
    },
    onEngineState(listener) {
      listener({ kind: 'running' })
      return () => {}
    },
    restartEngine: async () => {},
    pick: async () => null,
    acceptDrop: async () => null,
    saveText: async () => true,
    apiKeyState: async () => ({ state: 'none', storage: 'keychain' }),
    saveApiKey: async () => ({ state: 'configured', storage: 'keychain' }),
    removeApiKey: async () => ({ state: 'none', storage: 'keychain' }),
    openExternal: async () => {},
    openOriginal: async () => ({ kind: 'opened' }),
    ...changes,
  }
}

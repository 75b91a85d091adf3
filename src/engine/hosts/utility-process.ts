import type { Handlers } from '@shared/contract'
import type { EngineSignal, HelperName, HostSignal } from '@shared/engine-start'
import { toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import { type ElectronPort, fromElectronPort } from '@shared/rpc/electron-port'
import type { Port } from '@shared/rpc/port'
import { serve } from '@shared/rpc/server'
import type { HelperProcess, StartHelper } from '../processes/helper-process'

/** What Electron gives a utility process to talk to main with; by shape, so that the engine needs no electron. */
export interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: ElectronPort[] }) => void): unknown
  postMessage(message: unknown): void
}

export interface StartedEngine {
  readonly handlers: Handlers
  readonly log: Logger
  /** Finishes what is under way and closes the database. */
  close(): Promise<void> | void
}

/** Null in plain Node. */
export function utilityParentPort(): ParentPort | null {
  return (process as { parentPort?: ParentPort }).parentPort ?? null
}

/**
 * Runs the engine under Electron's main: starts it with helpers that main makes, serves every port main sends, and
 * says ready; or says why it cannot start, and ends. Ports that come while it starts wait until it has.
 */
export async function runInUtilityProcess(
  start: (hooks: { readonly startHelper: StartHelper }) => Promise<StartedEngine>,
  parentPort: ParentPort | null = utilityParentPort(),
): Promise<void> {
  if (!parentPort) throw new Error('not a utility process')
  const tellMain = (signal: EngineSignal) => parentPort.postMessage(signal)
  const helpers = createMainHelpers(tellMain)
  const started = Promise.withResolvers<StartedEngine>()
  // a refusal with no port waiting is told below, and must not end the process before that
  started.promise.catch(() => {})

  parentPort.on('message', ({ data, ports: [port] }) => {
    const signal = data as HostSignal
    if (signal.kind !== 'connect') helpers.receive(signal, port)
    else if (port)
      void started.promise.then(
        ({ handlers, log }) => serve(fromElectronPort(port), { handlers, access: signal.access, log }),
        () => port.close(),
      )
  })
  try {
    started.resolve(await start({ startHelper: helpers.start }))
    tellMain({ kind: 'ready' })
  } catch (thrown) {
    started.reject(thrown)
    // main ends this process when it has read the reason: an exit from here could overtake it
    tellMain({ kind: 'refused', error: toAppError(thrown).toWire() })
  }
}

interface MainHelpers {
  readonly start: StartHelper
  receive(signal: Exclude<HostSignal, { kind: 'connect' }>, port: ElectronPort | undefined): void
}

interface StartingHelper {
  pid: number | undefined
  readonly attach: (port: ElectronPort) => void
  readonly exited: (code: number | null) => void
}

/** A utility process cannot start another one, so main does; the helper's port comes a moment later, and what is posted until then waits. */
function createMainHelpers(tellMain: (signal: EngineSignal) => void): MainHelpers {
  const helpers = new Map<number, StartingHelper>()
  let nextId = 1

  function start(name: HelperName): HelperProcess {
    const id = nextId++
    const exit = Promise.withResolvers<number | null>()
    const { port, attach } = createLatePort()
    const helper: StartingHelper = { pid: undefined, attach, exited: exit.resolve }
    helpers.set(id, helper)
    tellMain({ kind: 'start-helper', id, name })
    return {
      port,
      get pid() {
        return helper.pid
      },
      onExit: (listener) => void exit.promise.then(listener),
      kill: () => tellMain({ kind: 'kill-helper', id }),
    }
  }

  return {
    start,
    receive(signal, port) {
      const helper = helpers.get(signal.id)
      if (!helper) return
      if (signal.kind === 'helper' && port) helper.attach(port)
      if (signal.kind === 'helper-started') helper.pid = signal.pid
      if (signal.kind === 'helper-exited') {
        helpers.delete(signal.id)
        helper.exited(signal.code)
      }
    },
  }
}

/** A port that can be used before it is there. */
function createLatePort(): { readonly port: Port; readonly attach: (port: ElectronPort) => void } {
  let real: Port | null = null
  let waiting: ((port: Port) => void)[] = []
  const withPort = (use: (port: Port) => void) => {
    if (real) use(real)
    else waiting.push(use)
  }
  return {
    attach(electronPort) {
      real = fromElectronPort(electronPort)
      for (const use of waiting) use(real)
      waiting = []
    },
    port: {
      post: (message) => withPort((port) => port.post(message)),
      onMessage: (listener) => withPort((port) => port.onMessage(listener)),
      onClose: (listener) => withPort((port) => port.onClose(listener)),
      close: () => withPort((port) => port.close()),
    },
  }
}

import type { Access } from '@shared/contract'
import {
  ENGINE_START_VARIABLE,
  type EngineSignal,
  type EngineStart,
  type HelperName,
  type HostSignal,
} from '@shared/engine-start'
import type { SupervisedEngine } from '@shared/engine-supervisor'
import { AppError, fromWire } from '@shared/errors'
import type { Logger } from '@shared/log'
import { fromElectronPort } from '@shared/rpc/electron-port'
import type { Port } from '@shared/rpc/port'
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'

/** Flags of each helper's own V8. A document that wants more than 512 MB of objects is an attack, and ends only its reader. */
const HELPER_FLAGS: Readonly<Record<HelperName, readonly string[]>> = {
  embed: [],
  parse: ['--js-flags=--max-old-space-size=512'],
  recognize: ['--js-flags=--max-old-space-size=512'],
  check: [],
}

export interface EngineProcess extends SupervisedEngine {
  /** One end of a new line to the engine; the other end is served there with this access. */
  openPort(access: Access): MessagePortMain
  openHostPort(): Port
  readonly exited: Promise<void>
}

export interface EngineProcessOptions {
  readonly engineFile: string
  readonly helperFile: (name: HelperName) => string
  readonly start: EngineStart
  /** Electron's switches reach V8 in the packed app; a helper run by plain Node would refuse them. */
  readonly isPackaged: boolean
  readonly environment: NodeJS.ProcessEnv
  readonly log: Logger
}

/** Starts the engine as a utility process, and on its request the helpers beside it. They end with it. */
export function startEngineProcess(options: EngineProcessOptions): EngineProcess {
  const { engineFile, start, environment, log } = options
  const child = utilityProcess.fork(engineFile, [], {
    serviceName: 'VerdeMuse Engine',
    env: {
      ...withoutSecrets(environment),
      [ENGINE_START_VARIABLE]: JSON.stringify({ ...start, hostPid: process.pid } satisfies EngineStart),
    },
  })
  const tell = (signal: HostSignal, ports: MessagePortMain[] = []) => child.postMessage(signal, ports)
  const helpers = createHelpers(options, tell)
  const ready = Promise.withResolvers<void>()
  const exit = Promise.withResolvers<number | null>()
  // the supervisor listens; a second listener-less chain must not end main
  ready.promise.catch(() => {})

  child.on('message', (message: EngineSignal) => {
    if (message.kind === 'ready') ready.resolve()
    else if (message.kind === 'refused') ready.reject(fromWire(message.error))
    else if (message.kind === 'start-helper') helpers.start(message.id, message.name)
    else helpers.kill(message.id)
  })
  child.once('exit', (code) => {
    helpers.killAll()
    ready.reject(new AppError('engine_stopped', 'The engine ended before it was ready.', { retry: true }))
    exit.resolve(code)
  })
  log.info('engine_started')

  function openPort(access: Access): MessagePortMain {
    const { port1, port2 } = new MessageChannelMain()
    tell({ kind: 'connect', access }, [port2])
    return port1
  }
  return {
    ready: ready.promise,
    exited: exit.promise.then(() => {}),
    onExit: (listener) => void exit.promise.then(listener),
    kill: () => void child.kill(),
    openPort,
    openHostPort: () => fromElectronPort(openPort('host')),
  }
}

interface Helpers {
  start(id: number, name: HelperName): void
  kill(id: number): void
  killAll(): void
}

function createHelpers(
  { helperFile, isPackaged, environment }: EngineProcessOptions,
  tell: (signal: HostSignal, ports?: MessagePortMain[]) => void,
): Helpers {
  const running = new Map<number, UtilityProcess>()
  let isOver = false

  return {
    start(id, name) {
      const helper = utilityProcess.fork(helperFile(name), [], {
        serviceName: `VerdeMuse ${name}`,
        env: withoutSecrets(environment),
        execArgv: isPackaged ? [...HELPER_FLAGS[name]] : [],
      })
      running.set(id, helper)
      helper.once('spawn', () => {
        if (helper.pid !== undefined && !isOver) tell({ kind: 'helper-started', id, pid: helper.pid })
      })
      helper.once('exit', (code) => {
        running.delete(id)
        if (!isOver) tell({ kind: 'helper-exited', id, code })
      })
      const { port1, port2 } = new MessageChannelMain()
      helper.postMessage(null, [port1])
      tell({ kind: 'helper', id }, [port2])
    },
    kill: (id) => void running.get(id)?.kill(),
    killAll() {
      isOver = true
      for (const helper of running.values()) helper.kill()
    },
  }
}

/** The key is handed to the engine alone, over its port; a process that reads strangers' documents has no use for it. */
function withoutSecrets(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { MISTRAL_API_KEY: _key, ...rest } = environment
  return rest
}

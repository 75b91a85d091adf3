import { fork } from 'node:child_process'
import type { EngineMessage, HostMessage } from '@shared/child-wire'
import type { Access } from '@shared/contract'
import { ENGINE_START_VARIABLE, type EngineStart } from '@shared/engine-start'
import type { SupervisedEngine } from '@shared/engine-supervisor'
import { AppError, fromWire } from '@shared/errors'
import { createLine, type Line } from '@shared/rpc/line'
import type { Port } from '@shared/rpc/port'

export interface EngineChild extends SupervisedEngine {
  /** A port of its own to the engine; closes when the engine ends. */
  openPort(access: Access): Port
  readonly pid: number | undefined
}

export interface EngineChildOptions {
  /** The built engine, out/main/engine.js. */
  readonly engineFile: string
  readonly start: EngineStart
}

/** Starts the engine as a child process and carries many ports over the one channel to it. */
export function startEngineChild({ engineFile, start }: EngineChildOptions): EngineChild {
  const child = fork(engineFile, [], {
    serialization: 'advanced',
    env: engineEnvironment(start),
    // the engine writes to its log file; what it cannot help printing (a crash report) goes to stderr
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Ctrl+C reaches the whole group in a terminal; the engine must outlive it until it has been told to stop
    detached: process.platform !== 'win32',
  })
  const lines = new Map<number, Line>()
  const exitListeners: ((code: number | null) => void)[] = []
  const ready = Promise.withResolvers<void>()
  let nextPort = 1
  let hasExited = false

  ready.promise.catch(() => {}) // whoever waits for it hears of it; nobody waiting is no fault
  const tell = (message: HostMessage) => {
    if (child.connected) child.send(message, () => {})
  }
  const onExit = (code: number | null) => {
    if (hasExited) return
    hasExited = true
    ready.reject(new AppError('engine_stopped', 'The engine ended before it was ready.', { retry: true }))
    for (const line of [...lines.values()]) line.end()
    for (const listener of exitListeners) listener(code)
  }

  child.on('message', (message: EngineMessage) => {
    if (message.kind === 'ready') ready.resolve()
    else if (message.kind === 'refused') ready.reject(fromWire(message.error))
    else if (message.kind === 'data') lines.get(message.port)?.receive(message.data)
    else if (message.kind === 'close') lines.get(message.port)?.end()
  })
  // not 'exit': that may come before the last words on the channel, such as why the engine refused to start
  child.on('close', onExit)
  // a process that could not be started at all has no exit
  child.on('error', () => onExit(null))

  return {
    ready: ready.promise,
    get pid() {
      return child.pid
    },
    onExit: (listener) => void exitListeners.push(listener),
    kill: () => void child.kill('SIGKILL'),
    openPort(access) {
      const port = nextPort++
      const line = createLine({
        send: (data) => tell({ kind: 'data', port, data }),
        hangUp: () => tell({ kind: 'close', port }),
      })
      line.port.onClose(() => lines.delete(port))
      lines.set(port, line)
      tell({ kind: 'connect', port, access })
      return line.port
    },
  }
}

/** The engine gets no API key by environment: a key is handed over by `secrets.setApiKey` only, so it is in no process list. */
function engineEnvironment(start: EngineStart): NodeJS.ProcessEnv {
  const { MISTRAL_API_KEY: _key, ...rest } = process.env
  const told: EngineStart = { ...start, hostPid: process.pid }
  return { ...rest, [ENGINE_START_VARIABLE]: JSON.stringify(told) }
}

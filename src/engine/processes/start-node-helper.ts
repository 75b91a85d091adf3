import { type ChildProcess, fork } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import type { HelperName } from '@shared/engine-start'
import type { Port } from '@shared/rpc/port'
import type { HelperProcess, StartHelper } from './helper-process'

/** Closes the writing of files, other programs and native code below JavaScript; a worker watches the memory. */
const CLOSED_PROCESS = process.allowedNodeEnvironmentFlags.has('--permission')
  ? ['--permission', '--allow-fs-read=*', '--allow-worker', '--no-warnings']
  : []

/**
 * Flags of each helper's own V8. The embedding process lives long and makes little garbage: a small heap costs it
 * nothing that can be measured beside the model, and with MALLOC it is resident with 207 MB instead of 300. A document
 * that wants more than 512 MB of objects is an attack, and ends only its reader.
 */
const NODE_FLAGS: Readonly<Record<HelperName, readonly string[]>> = {
  embed: ['--max-semi-space-size=2', '--optimize-for-size'],
  parse: ['--max-old-space-size=512', ...CLOSED_PROCESS],
  recognize: ['--max-old-space-size=512', ...CLOSED_PROCESS],
  // reads a database, which takes native code and the memory file beside it
  check: [],
}

/**
 * For glibc, which others ignore: each thread's own arena keeps what it has freed, and the threshold above which
 * memory goes back to the system grows by itself. The model is loaded by many threads and then runs on few.
 */
const MALLOC = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' } as const

export interface NodeHelperOptions {
  /** Where the built helpers lie, one `<name>.js` each. */
  readonly folder: string
}

/** Starts helpers as child processes of plain Node; Electron has a starter of its own. They end with this process. */
export function createNodeHelperStarter({ folder }: NodeHelperOptions): StartHelper {
  return (name) => {
    const child = fork(join(folder, `${name}.js`), [], {
      // structured clone: a Float32Array stays one, instead of becoming a JSON object of numbered keys
      serialization: 'advanced',
      // not this process's flags: a debugger's port can be taken only once
      execArgv: [...NODE_FLAGS[name]],
      ...(name === 'embed' ? { env: { ...process.env, ...MALLOC } } : {}),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      windowsHide: true,
    })
    return toHelperProcess(child)
  }
}

function toHelperProcess(child: ChildProcess): HelperProcess {
  const exit = Promise.withResolvers<number | null>()
  // 'error' stands for a process that could not even be started, which never says 'exit'
  child.once('error', () => exit.resolve(null))
  child.once('exit', (code, signal) => exit.resolve(code ?? exitCodeOf(signal)))
  return {
    port: toPort(child),
    pid: child.pid,
    onExit: (listener) => void exit.promise.then(listener),
    // its work is synchronous, so it would not hear a polite signal
    kill: () => void child.kill('SIGKILL'),
  }
}

/** As a shell counts: 128 and the number of the signal. */
function exitCodeOf(signal: NodeJS.Signals | null): number | null {
  const number = signal ? constants.signals[signal] : undefined
  return number === undefined ? null : 128 + number
}

function toPort(child: ChildProcess): Port {
  return {
    post(message) {
      // a helper that has just died is reported by its exit, not by each message to it
      if (child.connected) child.send(message as object, () => {})
    },
    onMessage: (listener) => void child.on('message', listener),
    onClose: (listener) => void child.once('disconnect', listener),
    close: () => {
      if (child.connected) child.disconnect()
    },
  }
}

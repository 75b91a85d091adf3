import { createRequire, syncBuiltinESMExports } from 'node:module'

/** Ways to files, networks and other programs; what is built on these (http2, repl) is closed with them. */
const CLOSED_MODULES = [
  'fs',
  'fs/promises',
  'net',
  'tls',
  'http',
  'https',
  'dns',
  'dns/promises',
  'dgram',
  'child_process',
  'cluster',
  'worker_threads',
  'inspector',
  'inspector/promises',
  'wasi',
  'sqlite',
] as const

/** Of `process`: ways around the modules, and what would change the process for others. */
const CLOSED_OF_PROCESS = [
  'binding',
  '_linkedBinding',
  'dlopen',
  'chdir',
  'execve',
  'loadEnvFile',
  'kill',
] as const
const CLOSED_GLOBALS = ['fetch', 'WebSocket', 'EventSource'] as const

/** Thrown by everything that was closed. */
export class SealedError extends Error {
  constructor(name: string) {
    super(`The process that reads documents has no access to ${name}.`)
    this.name = 'SealedError'
  }
}

/**
 * Takes from this process what reading a document never needs: the network, files, other programs. A library that a
 * hostile document talks into anything finds these closed. To be called when all libraries are loaded; what was
 * captured before keeps working. Cannot be undone.
 */
export function sealProcess(): void {
  const nodeRequire = createRequire(import.meta.url)
  // a socket made before could still connect
  closeMember((nodeRequire('node:net') as typeof import('node:net')).Socket.prototype, 'connect', 'net')
  for (const name of CLOSED_MODULES) {
    const found = builtin(nodeRequire, name)
    if (found) closeAll(found, name)
  }
  for (const name of CLOSED_OF_PROCESS) closeMember(process, name, 'process')
  for (const name of CLOSED_GLOBALS) close(globalThis, name, 'the network')
  // named imports of the same modules are views of their own
  syncBuiltinESMExports()
}

function builtin(nodeRequire: NodeJS.Require, name: string): object | null {
  try {
    return nodeRequire(`node:${name}`) as object
  } catch {
    return null
  }
}

function closeAll(module: object, name: string): void {
  for (const key of Object.getOwnPropertyNames(module)) closeMember(module, key, name)
}

function closeMember(target: object, key: string, name: string): void {
  const descriptor = Object.getOwnPropertyDescriptor(target, key)
  if (!descriptor?.configurable && !descriptor?.writable) return
  if (typeof (target as Record<string, unknown>)[key] === 'function') close(target, key, name)
}

/** Without a look at what is there: that alone would load the web's code, some 30 ms. */
function close(target: object, key: string, name: string): void {
  const closed = function closed(): never {
    throw new SealedError(name)
  }
  Object.defineProperty(target, key, { value: closed, writable: false, configurable: false })
}

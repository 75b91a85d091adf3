import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { loadLibraries } from '../../src/engine/parse/load-libraries'
import { sealProcess } from '../../src/engine/parse/seal-process'
import { watchMemory } from '../../src/engine/parse/watch-memory'

/** A library gone bad, in a process of its own: tries every way out it is told, before and after the sealing. */
const ATTEMPTS: Readonly<Record<string, () => unknown>> = {
  'a named import of fs': () => readFileSync('/etc/passwd'),
  'a named import of fs/promises': () => readFile('/etc/passwd'),
  'a named import of net': () => connect(9, '127.0.0.1'),
  'fs by require': () => builtin('fs').readFileSync('/etc/passwd'),
  'fs by its promises': () => builtin('fs').promises.readFile('/etc/passwd'),
  'fs streams': () => builtin('fs').createReadStream('/etc/passwd'),
  'writing a file': () => builtin('fs').writeFileSync('/tmp/verdemuse-hostile', 'x'),
  'a socket': () => new (builtin('net').Socket)().connect(9, '127.0.0.1'),
  http: () => builtin('http').get('http://127.0.0.1:9'),
  https: () => builtin('https').request('https://127.0.0.1:9'),
  http2: () => builtin('http2').connect('http://127.0.0.1:9'),
  'a name server': () => builtin('dns').promises.resolve4('example.com'),
  'a datagram': () => builtin('dgram').createSocket('udp4'),
  fetch: () => (globalThis as { fetch: (url: string) => unknown }).fetch('http://127.0.0.1:9'),
  'a web socket': () =>
    new (globalThis as unknown as { WebSocket: new (url: string) => object }).WebSocket('ws://127.0.0.1:9'),
  'another program': () => builtin('child_process').execFileSync('true'),
  'a worker': () => new (builtin('worker_threads').Worker)('', { eval: true }),
  'a database': () => new (builtin('sqlite').DatabaseSync)('/tmp/verdemuse-hostile'),
  'internal bindings': () => (process as unknown as { binding: (name: string) => unknown }).binding('fs'),
  'native code': () =>
    (process as unknown as { dlopen: (...args: unknown[]) => unknown }).dlopen({ exports: {} }, '/x.node'),
}

// biome-ignore lint/suspicious/noExplicitAny: a hostile library does not care for types
function builtin(name: string): any {
  return process.getBuiltinModule(`node:${name}`)
}

async function tryAll(): Promise<Record<string, string>> {
  const outcomes: Record<string, string> = {}
  for (const [name, attempt] of Object.entries(ATTEMPTS)) {
    try {
      const made = (await attempt()) as { on?: (event: string, listener: () => void) => void } | undefined
      made?.on?.('error', () => {})
      outcomes[name] = 'open'
    } catch (thrown) {
      outcomes[name] = (thrown as Error).name === 'SealedError' ? 'sealed' : (thrown as Error).message
    }
  }
  return outcomes
}

process.on('message', async (message: { kind: string; maxRssBytes?: number }) => {
  if (message.kind === 'try') process.send?.(await tryAll())
  else if (message.kind === 'seal') {
    await loadLibraries('all')
    sealProcess()
    process.send?.('sealed')
  } else if (message.kind === 'eat') {
    watchMemory(message.maxRssBytes ?? 0)
    await new Promise((resolve) => setTimeout(resolve, 300))
    // without ever giving the event loop a turn
    for (const held: Buffer[] = []; ; ) held.push(Buffer.alloc(1024 * 1024, 1))
  }
})

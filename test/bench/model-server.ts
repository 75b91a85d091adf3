import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { FakeMistralScript } from '../helpers/fake-mistral'

export interface ServerCounts {
  readonly connectionCount: number
  readonly chatCount: number
}

/** The fake model server in a process of its own: what it costs is neither the engine's nor the clients'. */
export interface ModelServer {
  readonly url: string
  /** Changes what follows; gives what has come in so far. */
  script(script: FakeMistralScript): Promise<ServerCounts>
  stop(): void
}

export async function startModelServer(): Promise<ModelServer> {
  const child = fork(join(import.meta.dirname, '../helpers/fake-mistral.ts'), [], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const [line] = await once(child.stdout ?? child, 'data')
  return {
    url: String(line).trim(),
    async script(script) {
      const counts = once(child, 'message')
      child.send(script)
      const [message] = await counts
      return message as ServerCounts
    },
    stop: () => void child.kill(),
  }
}

/** Answers a second of the server alone, asked by so many loops over kept connections: its own pace on this machine. */
export async function paceOf({ url }: ModelServer, loops: number, requests: number): Promise<number> {
  const body = JSON.stringify({ model: 'any', stream: true, messages: [{ role: 'user', content: 'Hello?' }] })
  let left = requests
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: loops }, async () => {
      while (left-- > 0) {
        const response = await fetch(new URL('/v1/chat/completions', url), { method: 'POST', body })
        await response.text()
      }
    }),
  )
  return requests / ((performance.now() - startedAt) / 1000)
}

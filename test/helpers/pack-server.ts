import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface PackServer {
  readonly address: string
  /** Method, range and status of each request. */
  readonly requests: { range: string | null; status: number; bytes: number }[]
  /** What is served from now on. */
  serve(file: string): void
  /** How it behaves from now on. */
  behave(behaviour: Partial<ServerBehaviour>): void
  stop(): Promise<void>
}

export interface ServerBehaviour {
  readonly hasRanges: boolean
  readonly hasEtag: boolean
  /** Answers every request with this. */
  readonly status: number | null
  readonly redirectTo: string | null
  /** Breaks the connection after so many bytes of a body. */
  readonly cutAfterBytes: number | null
  /** Says this length instead of the real one. */
  readonly totalInRange: number | null
  /** Called before each answer, such as to swap the file. */
  readonly onRequest: (count: number) => void
}

/** A file server as companies have them: ranges, ETags and 304. */
export async function startPackServer(
  file: string,
  given: Partial<ServerBehaviour> = {},
): Promise<PackServer> {
  let bytes = readFileSync(file)
  let behaviour: ServerBehaviour = {
    hasRanges: true,
    hasEtag: true,
    status: null,
    redirectTo: null,
    cutAfterBytes: null,
    totalInRange: null,
    onRequest: () => {},
    ...given,
  }
  const requests: PackServer['requests'] = []

  function answer(request: IncomingMessage, response: ServerResponse): unknown {
    behaviour.onRequest(requests.length + 1)
    const { range = null } = request.headers
    const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`
    const headers: Record<string, string> = behaviour.hasEtag ? { etag } : {}
    const send = (status: number, body: Buffer, more: Record<string, string | number> = {}) => {
      requests.push({ range, status, bytes: body.length })
      response.writeHead(status, { ...headers, ...more, 'content-length': body.length })
      const cut = behaviour.cutAfterBytes
      if (cut === null || body.length <= cut) return response.end(body)
      response.write(body.subarray(0, cut), () => setTimeout(() => response.destroy(), 20))
    }
    if (behaviour.redirectTo) return send(302, Buffer.alloc(0), { location: behaviour.redirectTo })
    if (behaviour.status) return send(behaviour.status, Buffer.from('no'))
    if (behaviour.hasEtag && request.headers['if-none-match'] === etag) {
      requests.push({ range, status: 304, bytes: 0 })
      return response.writeHead(304, headers).end()
    }
    const match = behaviour.hasRanges ? /^bytes=(\d+)-(\d+)$/.exec(range ?? '') : null
    if (!match) return send(200, bytes)
    const start = Number(match[1])
    const end = Math.min(Number(match[2]), bytes.length - 1)
    const total = behaviour.totalInRange ?? bytes.length
    send(206, bytes.subarray(start, end + 1), { 'content-range': `bytes ${start}-${end}/${total}` })
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  onTestFinished(stop)
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/kb.vmpack`,
    requests,
    serve(next) {
      bytes = readFileSync(next)
    },
    behave(next) {
      behaviour = { ...behaviour, ...next }
    },
    stop,
  }
}

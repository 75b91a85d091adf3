import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'

export interface PageReply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface PageRequest {
  readonly port: number
  readonly method?: string
  readonly path: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Buffer
}

/** A request as it is written: fetch would mend the path and forbid the headers that matter here. */
export function ask({ port, method = 'GET', path, headers = {}, body }: PageRequest): Promise<PageReply> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (reply) => {
      const pieces: Buffer[] = []
      reply.on('data', (piece: Buffer) => pieces.push(piece))
      reply.on('end', () =>
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(pieces) }),
      )
      reply.on('error', reject)
    })
    sent.on('error', reject)
    sent.on('upgrade', (reply, socket) => {
      socket.destroy()
      resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.alloc(0) })
    })
    sent.end(body)
  })
}

export function tokenOf(link: string): string {
  return new URL(link).hash.slice(1)
}

/** Trades the token of a link for a cookie, as the opening page does. */
export async function openSession(port: number, link: string): Promise<string> {
  const reply = await exchange(port, tokenOf(link))
  const cookie = reply.headers['set-cookie']?.[0]?.split(';')[0]
  if (!cookie) throw new Error(`no cookie: ${reply.status}`)
  return cookie
}

export function exchange(port: number, token: string): Promise<PageReply> {
  return ask({
    port,
    method: 'POST',
    path: '/session',
    headers: { origin: `http://127.0.0.1:${port}`, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
}

/**
 * A model server on loopback that speaks Mistral's wire format over real HTTP.
 *
 *   const server = await startFakeMistral({ answer: 'Water it weekly [1].', chunkDelayMs: 5 })
 *   server.url                       base address for the setting serverUrl
 *   server.script({ … })             changes what follows; given fields only
 *   server.next({ … }, { … })        overrides for the next requests to /v1/chat/completions, one each
 *   server.requests                  what came in: method, path, headers, parsed body, isClosed, isFinished
 *   server.dropConnections()         resets every socket, as a server that dies
 *   server.connectionCount           sockets opened so far
 *   await server.stop()
 *
 * Fields of a script (all optional):
 *   answer             text, or a function of the request's messages; default cites [1] and [2]
 *   chunkSize          characters a chunk, default 12
 *   firstByteDelayMs   before the headers, default 0
 *   chunkDelayMs       between chunks, default 0
 *   status, headers, body   a reply that is no stream (401, 429 with retry-after, 302 with location, HTML …)
 *   finishReason       default 'stop'; null leaves the last word out
 *   hang               'before_headers' | 'after_headers' | 'mid_stream': stays silent from there on
 *   raw                bytes written in place of the events, one write each; then the end
 *   usage              false leaves the count of tokens out
 *   models             cards of the models listed; null: the server has no list
 *   cut                'fin' | 'reset': ends the connection after `cutAfterChunks` (default 2) chunks
 *   malformed          'json' | 'shape' | 'html': writes that in place of the third chunk
 *
 * Standalone, for trials by hand and for measurements (Node 24 strips the types, so nothing is imported by alias):
 *   node test/helpers/fake-mistral.ts --port 8123 [--first-byte-delay 400] [--chunk-delay 5] [--answer TEXT]
 * Forked, it takes a script as a message, and answers each with { connectionCount, chatCount }.
 */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { parseArgs } from 'node:util'

export interface FakeMessage {
  readonly role: string
  readonly content: string
}

export interface FakeMistralScript {
  readonly answer?: string | ((messages: readonly FakeMessage[]) => string)
  readonly chunkSize?: number
  readonly firstByteDelayMs?: number
  readonly chunkDelayMs?: number
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly finishReason?: string | null
  readonly hang?: 'before_headers' | 'after_headers' | 'mid_stream'
  readonly raw?: readonly (string | Uint8Array)[]
  readonly usage?: false
  readonly models?: readonly object[] | null
  readonly cut?: 'fin' | 'reset'
  readonly cutAfterChunks?: number
  readonly malformed?: 'json' | 'shape' | 'html'
}

export interface FakeMistralRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** Parsed JSON; null for none. */
  readonly body: {
    readonly model?: string
    readonly stream?: boolean
    readonly messages?: FakeMessage[]
    readonly [field: string]: unknown
  } | null
  /** When it came, by performance.now(). */
  readonly at: number
  /** The client closed the socket before the reply was whole; with the time. */
  closedAt: number | null
  isFinished: boolean
}

export interface FakeMistral {
  readonly url: string
  readonly port: number
  readonly requests: readonly FakeMistralRequest[]
  /** Those to /v1/chat/completions. */
  readonly chats: readonly FakeMistralRequest[]
  readonly connectionCount: number
  script(script: FakeMistralScript): void
  next(...scripts: readonly FakeMistralScript[]): void
  dropConnections(): void
  stop(): Promise<void>
}

const DEFAULT_ANSWER =
  'Water it every 7 to 10 days in summer [1]. Let the top 3 cm of the soil dry out first [2].'

export async function startFakeMistral(initial: FakeMistralScript = {}, port = 0): Promise<FakeMistral> {
  let script = initial
  const queued: FakeMistralScript[] = []
  const requests: FakeMistralRequest[] = []
  const sockets = new Set<Socket>()
  let connectionCount = 0

  const server = createServer((request, response) => void serve(request, response))
  server.on('connection', (socket) => {
    connectionCount++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
  })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request)
    const record: FakeMistralRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: body === '' ? null : JSON.parse(body),
      at: performance.now(),
      closedAt: null,
      isFinished: false,
    }
    requests.push(record)
    response.on('finish', () => {
      record.isFinished = true
    })
    response.on('close', () => {
      if (!record.isFinished) record.closedAt = performance.now()
    })
    if (record.path === '/v1/models') return sendModels(response, script)
    if (record.path !== '/v1/chat/completions') return sendPlain(response, 404, {}, '{"message":"Not found"}')
    await reply(record, response, { ...script, ...queued.shift() })
  }

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const { port: actualPort } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${actualPort}`,
    port: actualPort,
    requests,
    get chats() {
      return requests.filter(({ path }) => path === '/v1/chat/completions')
    },
    get connectionCount() {
      return connectionCount
    },
    script(next) {
      script = { ...script, ...next }
    },
    next: (...scripts) => void queued.push(...scripts),
    dropConnections() {
      for (const socket of sockets) socket.resetAndDestroy()
    },
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function reply(
  record: FakeMistralRequest,
  response: ServerResponse,
  script: FakeMistralScript,
): Promise<void> {
  if (script.hang === 'before_headers') return
  await pause(script.firstByteDelayMs ?? 0)
  if (script.status !== undefined && script.status !== 200)
    return sendPlain(
      response,
      script.status,
      script.headers ?? {},
      script.body ?? '{"object":"error","message":"no"}',
    )
  if (script.body !== undefined) return sendPlain(response, 200, script.headers ?? {}, script.body)
  if (record.body?.stream !== true) return sendWhole(record, response, script)
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', ...script.headers })
  response.flushHeaders()
  if (script.hang === 'after_headers') return
  await writeEvents(record, response, script)
}

async function writeEvents(
  record: FakeMistralRequest,
  response: ServerResponse,
  script: FakeMistralScript,
): Promise<void> {
  if (script.raw) {
    for (const bytes of script.raw) {
      response.write(bytes)
      await pause(script.chunkDelayMs ?? 1)
    }
    return void response.end()
  }
  const pieces = cutText(answerText(record, script), script.chunkSize ?? 12)
  const frame = frameFor(record)
  const write = (choice: object, usage?: object) =>
    response.write(
      `data: ${JSON.stringify({ ...frame, choices: [choice], ...(usage ? { usage } : {}) })}\n\n`,
    )
  write({ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null })
  for (const [number, piece] of pieces.entries()) {
    if (response.destroyed) return
    if (number === (script.cutAfterChunks ?? 2) && script.cut) return cutConnection(response, script.cut)
    if (number === 2 && script.hang === 'mid_stream') return
    if (number === 2 && script.malformed) response.write(malformedEvent(script.malformed))
    write({ index: 0, delta: { content: piece }, finish_reason: null })
    await pause(script.chunkDelayMs ?? 0)
  }
  const finish = script.finishReason === undefined ? 'stop' : script.finishReason
  if (finish !== null)
    write(
      { index: 0, delta: { content: '' }, finish_reason: finish },
      script.usage === false ? undefined : usageOf(pieces.length),
    )
  response.end('data: [DONE]\n\n')
}

function sendWhole(record: FakeMistralRequest, response: ServerResponse, script: FakeMistralScript): void {
  const content = answerText(record, script)
  const choice = { index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }
  const whole = { ...frameFor(record), object: 'chat.completion', choices: [choice], usage: usageOf(10) }
  sendPlain(response, 200, { 'content-type': 'application/json' }, JSON.stringify(whole))
}

function sendModels(response: ServerResponse, script: FakeMistralScript): void {
  const { status = 200, headers = {}, body, models } = script
  const json = models === null ? '{"detail":"Not Found"}' : (body ?? JSON.stringify(modelList(models)))
  sendPlain(response, models === null ? 404 : status, headers, json)
}

function modelList(models: readonly object[] | undefined): object {
  const card = { object: 'model', created: 1_700_000_000, owned_by: 'mistralai', type: 'base' }
  const chat = { capabilities: { completion_chat: true } }
  const own = [
    { ...card, ...chat, id: 'mistral-small-latest' },
    { ...card, ...chat, id: 'mistral-large-latest' },
    { ...card, capabilities: { completion_chat: false }, id: 'mistral-embed' },
  ]
  return { object: 'list', data: models ?? own }
}

function sendPlain(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(body)
}

function cutConnection(response: ServerResponse, how: 'fin' | 'reset'): void {
  if (how === 'reset') response.socket?.resetAndDestroy()
  else response.socket?.end()
}

function malformedEvent(how: 'json' | 'shape' | 'html'): string {
  if (how === 'json') return 'data: {"id": "cmpl-1", "choices": [{"delta\n\n'
  if (how === 'shape') return 'data: {"hello": 1}\n\n'
  return '<html><body>Sign in</body></html>\n\ndata: <html>\n\n'
}

function answerText(record: FakeMistralRequest, { answer }: FakeMistralScript): string {
  if (typeof answer === 'function') return answer(record.body?.messages ?? [])
  return answer ?? DEFAULT_ANSWER
}

function frameFor(record: FakeMistralRequest) {
  const model = record.body?.model ?? 'mistral-small-latest'
  return { id: 'cmpl-fake', object: 'chat.completion.chunk', created: 1_700_000_000, model }
}

function usageOf(completionTokens: number) {
  return { prompt_tokens: 100, completion_tokens: completionTokens, total_tokens: 100 + completionTokens }
}

function cutText(text: string, size: number): string[] {
  const characters = [...text]
  const pieces: string[] = []
  for (let at = 0; at < characters.length; at += size) pieces.push(characters.slice(at, at + size).join(''))
  return pieces
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

function pause(waitMs: number): Promise<void> {
  return waitMs > 0 ? new Promise((resolve) => setTimeout(resolve, waitMs)) : Promise.resolve()
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      'first-byte-delay': { type: 'string', default: '0' },
      'chunk-delay': { type: 'string', default: '0' },
      answer: { type: 'string' },
    },
  })
  const script: FakeMistralScript = {
    firstByteDelayMs: Number(values['first-byte-delay']),
    chunkDelayMs: Number(values['chunk-delay']),
    ...(values.answer === undefined ? {} : { answer: values.answer }),
  }
  const server = await startFakeMistral(script, Number(values.port))
  process.stdout.write(`${server.url}\n`)
  // for whoever forked it: a new script, answered with what has come in so far
  process.on('message', (message) => {
    server.script(message as FakeMistralScript)
    process.send?.({ connectionCount: server.connectionCount, chatCount: server.chats.length })
  })
}

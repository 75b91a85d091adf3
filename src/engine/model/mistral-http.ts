import { Agent, type Dispatcher, EnvHttpProxyAgent, fetch as undiciFetch } from 'undici'
import { HttpFailure, notTheApi } from './mistral-failure'

/** One pool for each server address, kept alive between questions: a new TLS connection costs 100 to 300 ms. */
export interface ConnectionPools {
  for(serverUrl: string): Dispatcher
  close(): Promise<void>
}

const CONNECTIONS = 8
const KEEP_ALIVE_MS = 30_000
const CONNECT_TIMEOUT_MS = 10_000
/** Enough of an error to see that it is about the model's name. */
const ERROR_BODY_BYTES = 8192
/** One event of a stream holds a few words; without this a line that never ends would be searched over and over. */
const MAX_LINE_BYTES = 1024 * 1024

export function createConnectionPools(): ConnectionPools {
  const pools = new Map<string, Dispatcher>()
  return {
    for(serverUrl) {
      const { origin, hostname } = new URL(serverUrl)
      const pool = pools.get(origin) ?? createPool(hostname)
      pools.set(origin, pool)
      return pool
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()))
      pools.clear()
    },
  }
}

/** Company proxies are named by the usual variables; a server on this machine is never behind one. */
function createPool(hostname: string): Dispatcher {
  const options = {
    connections: CONNECTIONS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    // the time-outs of the settings are kept by deadline.ts, over the whole request
    headersTimeout: 0,
    bodyTimeout: 0,
  }
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  return isLocal ? new Agent(options) : new EnvHttpProxyAgent(options)
}

export interface SendOptions {
  readonly dispatcher: Dispatcher
  readonly signal: AbortSignal
}

/**
 * Sends one request of the SDK. Returns only what is a stream of events; everything else throws HttpFailure or
 * api_malformed. Redirects are never followed, so the key reaches no other host.
 */
export async function send(request: Request, { dispatcher, signal }: SendOptions): Promise<Response> {
  // the body is small and whole; undici's fetch does not take the built-in Request as it is
  const body = await request.text()
  const response = await undiciFetch(request.url, {
    method: request.method,
    headers: [...request.headers],
    body,
    redirect: 'manual',
    signal,
    dispatcher,
  })
  if (response.status !== 200) {
    const text = await readStart(response.body as ReadableStream<Uint8Array> | null)
    throw new HttpFailure(
      response.status,
      response.headers.get('retry-after'),
      /invalid_model|invalid model/i.test(text),
    )
  }
  const isEvents = response.headers.get('content-type')?.toLowerCase().startsWith('text/event-stream')
  if (!isEvents || !response.body) {
    await response.body?.cancel()
    throw notTheApi()
  }
  const events = (response.body as ReadableStream<Uint8Array>).pipeThrough(limitLines())
  return new Response(events, { status: 200, headers: { 'content-type': 'text/event-stream' } })
}

async function readStart(body: ReadableStream<Uint8Array> | null): Promise<string> {
  if (!body) return ''
  const parts: Uint8Array[] = []
  let sizeBytes = 0
  for await (const part of body) {
    parts.push(part)
    sizeBytes += part.length
    if (sizeBytes >= ERROR_BODY_BYTES) break
  }
  return Buffer.concat(parts).toString()
}

function limitLines(): TransformStream<Uint8Array, Uint8Array> {
  let lineBytes = 0
  return new TransformStream({
    transform(chunk, controller) {
      const lineEnd = chunk.lastIndexOf(10)
      lineBytes = lineEnd < 0 ? lineBytes + chunk.length : chunk.length - lineEnd
      if (lineBytes > MAX_LINE_BYTES) controller.error(notTheApi())
      else controller.enqueue(chunk)
    },
  })
}

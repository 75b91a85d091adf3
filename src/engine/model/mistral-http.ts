import { isThisMachine } from '@shared/server-url'
import {
  Agent,
  type Dispatcher,
  EnvHttpProxyAgent,
  type Response as UndiciResponse,
  fetch as undiciFetch,
} from 'undici'
import { trustSystemCertificates } from '../certificates/trust-system-certificates'
import { HttpFailure, notTheApi } from './mistral-failure'
import { AT_ONCE } from './throttle'

/** One pool for each server address, kept alive between questions: a new TLS connection costs 100 to 300 ms. */
export interface ConnectionPools {
  for(serverUrl: string): Dispatcher
  close(): Promise<void>
}

const KEEP_ALIVE_MS = 30_000
const CONNECT_TIMEOUT_MS = 10_000
/** Enough of an error to see that it is about the model's name. */
const ERROR_BODY_BYTES = 8192
/** A list of a thousand models has some hundred kilobytes. */
const LIST_BYTES = 4 * 1024 * 1024
/** One event of a stream holds a few words; without this a line that never ends would be searched over and over. */
const MAX_LINE_BYTES = 1024 * 1024

export function createConnectionPools(): ConnectionPools {
  const pools = new Map<string, Dispatcher>()
  return {
    for(serverUrl) {
      const { origin, hostname, protocol } = new URL(serverUrl)
      const pool = pools.get(origin) ?? createPool({ hostname, protocol })
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
function createPool({ hostname, protocol }: { hostname: string; protocol: string }): Dispatcher {
  if (protocol === 'https:') trustSystemCertificates()
  const options = {
    // none waits for another's connection
    connections: AT_ONCE,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    // the time-outs of the settings are kept by deadline.ts, over the whole request
    headersTimeout: 0,
    bodyTimeout: 0,
  }
  return isThisMachine(hostname) ? new Agent(options) : new EnvHttpProxyAgent(options)
}

export interface SendOptions {
  readonly dispatcher: Dispatcher
  readonly signal: AbortSignal
  /** Without it the request leaves without the header, whatever the SDK put there. */
  readonly hasKey: boolean
}

/**
 * Sends one request of the SDK. Returns only what is a stream of events; everything else throws HttpFailure or
 * api_malformed. Redirects are never followed, so the key reaches no other host.
 */
export async function sendForEvents(request: Request, options: SendOptions): Promise<Response> {
  const response = await send(request, options)
  const body = await bodyOf(response, 'text/event-stream')
  return new Response(body.pipeThrough(limitLines()), {
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
  })
}

/** As sendForEvents, for a whole reply in JSON of bounded size. */
export async function sendForJson(request: Request, options: SendOptions): Promise<Response> {
  const response = await send(request, options)
  const body = await bodyOf(response, 'application/json')
  const { text, isWhole } = await readStart(body, LIST_BYTES)
  if (!isWhole) throw notTheApi()
  return new Response(text, { status: 200, headers: { 'content-type': 'application/json' } })
}

async function send(request: Request, { dispatcher, signal, hasKey }: SendOptions): Promise<UndiciResponse> {
  // the body is small and whole; undici's fetch does not take the built-in Request as it is
  const body = request.method === 'GET' ? null : await request.text()
  const headers = [...request.headers].filter(([name]) => hasKey || name !== 'authorization')
  const response = await undiciFetch(request.url, {
    method: request.method,
    headers,
    body,
    redirect: 'manual',
    signal,
    dispatcher,
  })
  if (response.status === 200) return response
  const { text } = await readStart(response.body as ReadableStream<Uint8Array> | null, ERROR_BODY_BYTES)
  throw new HttpFailure(
    response.status,
    response.headers.get('retry-after'),
    /invalid_model|invalid model/i.test(text),
  )
}

async function bodyOf(response: UndiciResponse, mediaType: string): Promise<ReadableStream<Uint8Array>> {
  const isWanted = response.headers.get('content-type')?.toLowerCase().startsWith(mediaType)
  if (isWanted && response.body) return response.body as ReadableStream<Uint8Array>
  await response.body?.cancel()
  throw notTheApi()
}

/** The beginning of a body; what comes after so many bytes is not read. */
async function readStart(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<{ readonly text: string; readonly isWhole: boolean }> {
  const parts: Uint8Array[] = []
  let sizeBytes = 0
  for await (const part of body ?? []) {
    parts.push(part)
    sizeBytes += part.length
    if (sizeBytes > maxBytes) break
  }
  return { text: Buffer.concat(parts).toString(), isWhole: sizeBytes <= maxBytes }
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

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ShellFailure } from '@shared/browser-wire'
import { AppError, type ErrorCode } from '@shared/errors'
import type { z } from 'zod'

/** Requests that carry JSON carry a token or a key: nothing longer is meant well. */
const JSON_BODY_MAX_BYTES = 4_096

const STATUS_BY_CODE: Partial<Record<ErrorCode, number>> = {
  bad_request: 400,
  forbidden: 403,
  not_found: 404,
  engine_stopped: 503,
  timed_out: 504,
  storage_full: 507,
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(JSON.stringify(value))
}

export function sendNothing(response: ServerResponse, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(204, { 'cache-control': 'no-store', ...headers })
  response.end()
}

export function sendFailure(response: ServerResponse, error: AppError, status?: number): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  sendJson(
    response,
    { error: error.toWire() } satisfies ShellFailure,
    status ?? STATUS_BY_CODE[error.code] ?? 500,
  )
}

/** Throws bad_request for anything but a small JSON body of the shape that is expected. */
export async function readJson<S extends z.ZodType>(
  request: IncomingMessage,
  schema: S,
): Promise<z.output<S>> {
  const refusal = new AppError('bad_request', 'The request is not what this address expects.')
  if (!request.headers['content-type']?.startsWith('application/json')) throw refusal
  const pieces: Buffer[] = []
  let sizeBytes = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    sizeBytes += piece.length
    if (sizeBytes > JSON_BODY_MAX_BYTES) throw refusal
    pieces.push(piece)
  }
  let value: unknown
  try {
    value = JSON.parse(Buffer.concat(pieces).toString('utf8'))
  } catch {
    throw refusal
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw refusal
  return parsed.data
}

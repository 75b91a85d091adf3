import type { ServerResponse } from 'node:http'
import type { OpenedOriginal } from '@shared/bridge'
import { BROWSER_ROUTES } from '@shared/browser-wire'
import { AppError } from '@shared/errors'
import { ORIGINAL_WINDOW_MAX_BYTES } from '@shared/limits'
import type { Client } from '@shared/rpc/client'
import { z } from 'zod'
import type { GateRule } from './gate'
import { readJson, sendJson } from './responses'
import type { Route } from './route'

export interface OriginalRouteOptions {
  /** Throws engine_stopped while there is no engine. */
  readonly client: () => Client
  /** Opens a file on this machine; null where nobody would see it. */
  readonly openFile: ((path: string) => Promise<void>) | null
  readonly read: GateRule
  readonly write: GateRule
}

const openRequestSchema = z.object({ documentId: z.number().int().positive() })

/** A document's own file: opened on this machine, or handed over as a download that no browser shows as a page. */
export function originalRoutes({ client, openFile, read, write }: OriginalRouteOptions): readonly Route[] {
  return [
    {
      method: 'POST',
      path: BROWSER_ROUTES.openOriginal,
      rule: write,
      async handle(request, response) {
        const { documentId } = await readJson(request, openRequestSchema)
        sendJson(response, await open(documentId, client(), openFile))
      },
    },
    {
      method: 'GET',
      path: BROWSER_ROUTES.original,
      rule: read,
      handle: (_, response, url) => send(Number(url.searchParams.get('documentId')), client(), response),
    },
  ]
}

async function open(
  documentId: number,
  client: Client,
  openFile: OriginalRouteOptions['openFile'],
): Promise<OpenedOriginal> {
  const location = await client.call('documents.location', { documentId })
  if (openFile && location.kind === 'file') {
    await openFile(location.path)
    return { kind: 'opened' }
  }
  const original = await client.call('documents.original', { documentId, offset: 0, length: 1 })
  return original.kind === 'bytes' ? { kind: 'downloading' } : original
}

async function send(documentId: number, client: Client, response: ServerResponse): Promise<void> {
  if (!Number.isSafeInteger(documentId) || documentId <= 0)
    throw new AppError('bad_request', 'There is no such document.')
  const { path } = await client.call('documents.get', { documentId })
  for (let offset = 0, total = 1; offset < total; offset += ORIGINAL_WINDOW_MAX_BYTES) {
    const window = await client.call('documents.original', {
      documentId,
      offset,
      length: ORIGINAL_WINDOW_MAX_BYTES,
    })
    if (window.kind === 'missing') throw new AppError('not_found', 'The file of this document is not there.')
    if (offset === 0) {
      total = window.totalBytes
      response.writeHead(200, {
        'content-type': 'application/octet-stream',
        'content-length': total,
        'content-disposition': `attachment; filename*=UTF-8''${encodedName(path)}`,
        'cache-control': 'no-store',
      })
    }
    if (!response.write(Buffer.from(window.base64, 'base64')))
      await new Promise<void>((resolve) => {
        response.once('drain', resolve)
        response.once('close', resolve)
      })
    if (response.destroyed) return
  }
  response.end()
}

function encodedName(path: string): string {
  const name = path.toWellFormed().split(/[/\\]/).at(-1) || 'document'
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
}

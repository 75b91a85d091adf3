import type { ServerResponse } from 'node:http'
import { type ApiKeyReply, BROWSER_ROUTES, type ShellInfo } from '@shared/browser-wire'
import { AppError } from '@shared/errors'
import { FIRST_PROFILE_ID } from '@shared/model-models'
import { z } from 'zod'
import type { ApiKeyHolder } from '../api-key'
import type { EngineHost } from '../engine-host'
import type { GateRule } from './gate'
import { OPENING_PAGE, OPENING_SCRIPT, OPENING_STYLE } from './opening-page'
import { originalRoutes } from './original-routes'
import type { PageFiles } from './page-files'
import { readJson, sendFailure, sendJson, sendNothing } from './responses'
import type { Route } from './route'
import type { Sessions } from './sessions'
import type { Uploads } from './upload'

export const SESSION_ROUTE = '/session'
export const OPEN_ROUTE = '/open'
export const LINK_ROUTE = '/link'

export interface RouteOptions {
  readonly engineHost: EngineHost
  readonly apiKey: ApiKeyHolder
  readonly sessions: Sessions
  readonly files: PageFiles
  readonly uploads: Uploads
  readonly appVersion: string
  readonly port: () => number
  /** A new one-time link, for a second start that asks for it. */
  readonly newLink: () => string
  /** Opens a file in its own program; left out where this machine has no desktop. */
  readonly openFile?: ((path: string) => Promise<void>) | undefined
}

const ANYONE: GateRule = { access: 'anyone', needsOrigin: false }
const READ: GateRule = { access: 'session', needsOrigin: false }
const WRITE: GateRule = { access: 'session', needsOrigin: true }

const sessionRequestSchema = z.object({ token: z.string().max(200) })
const apiKeyRequestSchema = z.object({ apiKey: z.string().trim().min(1).max(500) })

/** Every route there is, each with the gate it stands behind; a route cannot be added without naming one. */
export function createRoutes(options: RouteOptions): readonly Route[] {
  const originals = originalRoutes({
    client: () => options.engineHost.client(),
    openFile: options.openFile ?? null,
    read: READ,
    write: WRITE,
  })
  return [...openingRoutes(options), ...originals, ...pageRoutes(options), ...apiKeyRoutes(options)]
}

function openingRoutes({ sessions, port, newLink }: RouteOptions): readonly Route[] {
  return [
    {
      method: 'GET',
      path: OPEN_ROUTE,
      rule: ANYONE,
      handle: (_, response) => sendText(response, 'html', OPENING_PAGE),
    },
    {
      method: 'GET',
      path: `${OPEN_ROUTE}.js`,
      rule: ANYONE,
      handle: (_, response) => sendText(response, 'javascript', OPENING_SCRIPT),
    },
    {
      method: 'GET',
      path: `${OPEN_ROUTE}.css`,
      rule: ANYONE,
      handle: (_, response) => sendText(response, 'css', OPENING_STYLE),
    },
    {
      method: 'POST',
      path: SESSION_ROUTE,
      rule: { access: 'anyone', needsOrigin: true },
      async handle(request, response) {
        const { token } = await readJson(request, sessionRequestSchema)
        const cookie = sessions.exchange(token, port())
        if (cookie) sendNothing(response, { 'set-cookie': cookie })
        else
          sendFailure(response, new AppError('forbidden', 'This link was used before, or is too old.'), 401)
      },
    },
    {
      method: 'POST',
      path: LINK_ROUTE,
      rule: { access: 'secret', needsOrigin: false },
      handle: (_, response) => sendJson(response, { link: newLink() }),
    },
  ]
}

function pageRoutes({ engineHost, files, uploads, appVersion }: RouteOptions): readonly Route[] {
  return [
    {
      method: 'GET',
      path: BROWSER_ROUTES.info,
      rule: READ,
      handle: (_, response) => sendJson(response, { appVersion } satisfies ShellInfo),
    },
    {
      method: 'POST',
      path: BROWSER_ROUTES.upload,
      rule: WRITE,
      handle: async (request, response, url) =>
        sendJson(response, await uploads.receive(request, url.searchParams.get('name'))),
    },
    {
      method: 'POST',
      path: BROWSER_ROUTES.restartEngine,
      rule: WRITE,
      handle(_, response) {
        engineHost.supervisor.restart()
        sendNothing(response)
      },
    },
    {
      method: 'GET',
      path: '*',
      rule: READ,
      handle: (request, response, url) => files.send(url.pathname, request, response),
    },
  ]
}

function apiKeyRoutes({ engineHost, apiKey }: RouteOptions): readonly Route[] {
  const path = BROWSER_ROUTES.apiKey
  const sendState = (response: ServerResponse, profileId: number) =>
    sendJson(response, apiKey.state(profileId) satisfies ApiKeyReply)
  // without an engine the key is kept here and shared at its next start
  const share = (profileId: number) => engineHost.shareApiKey(profileId).catch(() => {})
  return [
    { method: 'GET', path, rule: READ, handle: (_, response, url) => sendState(response, profileOf(url)) },
    {
      method: 'POST',
      path,
      rule: WRITE,
      async handle(request, response, url) {
        const profileId = profileOf(url)
        apiKey.save(profileId, (await readJson(request, apiKeyRequestSchema)).apiKey)
        await share(profileId)
        sendState(response, profileId)
      },
    },
    {
      method: 'DELETE',
      path,
      rule: WRITE,
      async handle(_, response, url) {
        const profileId = profileOf(url)
        apiKey.remove(profileId)
        await share(profileId)
        sendState(response, profileId)
      },
    },
  ]
}

/** Without a number the first profile's. */
function profileOf(url: URL): number {
  const given = url.searchParams.get('profileId')
  if (given === null) return FIRST_PROFILE_ID
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given)
  throw new AppError('bad_request', 'There is no such profile.')
}

function sendText(response: ServerResponse, type: 'html' | 'javascript' | 'css', text: string): void {
  response.writeHead(200, { 'content-type': `text/${type}; charset=utf-8`, 'cache-control': 'no-store' })
  response.end(text)
}

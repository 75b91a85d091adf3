import { type Dirent, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { PAGE_HEADERS } from '@shared/content-security-policy'
import { APP_HOST, APP_SCHEME } from '@shared/desktop-ipc'
import { type Protocol, protocol } from 'electron'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Has to run before `ready`: Electron fixes what schemes may do when it starts Chromium. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/** Serves the built page, and nothing else, as app://verdemuse/…. */
export function setupAppProtocol(sessionProtocol: Protocol, rendererDir: string): void {
  const respond = createPageServer(rendererDir)
  sessionProtocol.handle(APP_SCHEME, respond)
}

/**
 * A path is looked up in the list of files that were there at the start, and never joined to a folder: what is not
 * in the list (a parent folder, an absolute path, a link) does not exist.
 */
export function createPageServer(rendererDir: string): (request: Request) => Promise<Response> {
  const files = listFiles(rendererDir)
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
    const file = files.get(requestedPath(request.url) ?? '')
    if (!file) return refuse(404)
    const body = request.method === 'HEAD' ? null : new Uint8Array(await readFile(file))
    const type = CONTENT_TYPES[extname(file)] ?? 'application/octet-stream'
    return new Response(body, { headers: { ...PAGE_HEADERS, 'content-type': type } })
  }
}

/** The path as written, decoded once; null when it is not ours or cannot be decoded. */
function requestedPath(url: string): string | null {
  const prefix = `${APP_SCHEME}://${APP_HOST}/`
  if (!url.startsWith(prefix)) return null
  const written = url.slice(prefix.length).split(/[?#]/, 1)[0] ?? ''
  try {
    return decodeURIComponent(written) || 'index.html'
  } catch {
    return null
  }
}

/** Plain files by their path inside the folder, with forward slashes; links are left out. */
function listFiles(folder: string, inside = ''): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const entry of readFolder(folder)) {
    const name = `${inside}${entry.name}`
    const path = join(folder, entry.name)
    if (entry.isDirectory()) for (const [key, value] of listFiles(path, `${name}/`)) files.set(key, value)
    else if (entry.isFile()) files.set(name, path)
  }
  return files
}

function readFolder(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true })
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: PAGE_HEADERS })
}

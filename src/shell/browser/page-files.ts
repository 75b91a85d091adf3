import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { AppError } from '@shared/errors'
import { sendFailure } from './responses'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
}
const COMPRESSED = new Set(['.html', '.js', '.css', '.svg', '.json'])
/** Quality 11 takes a second on the largest script, 5 a few hundredths, for a tenth more bytes: first paint counts. */
const BROTLI_QUALITY = 5

const compress = {
  br: (content: Buffer) =>
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: (content: Buffer) => promisify(gzip)(content),
}
type Encoding = keyof typeof compress

/** The built page. Only names found on the disk are served, so no path can lead outside of the folder. */
export interface PageFiles {
  send(urlPath: string, request: IncomingMessage, response: ServerResponse): Promise<void>
}

export function createPageFiles(folder: string): PageFiles {
  const compressed = new Map<string, Promise<Buffer>>()
  let names = listNames(folder)

  async function send(urlPath: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = urlPath === '/' ? 'index.html' : urlPath.slice(1)
    // a rebuild while the shell runs gives the scripts new names
    if (name === 'index.html') names = listNames(folder)
    if (!names.has(name)) return sendFailure(response, new AppError('not_found', 'There is no such page.'))
    const content = await readFile(join(folder, name))
    const encoding = COMPRESSED.has(extname(name)) ? encodingFor(request) : null
    response.writeHead(200, {
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      // built assets have their content's hash in the name; the page itself is asked for each time
      'cache-control': name.startsWith('assets/')
        ? 'private, max-age=31536000, immutable'
        : 'no-cache, private',
      vary: 'accept-encoding',
      ...(encoding ? { 'content-encoding': encoding } : {}),
    })
    response.end(encoding ? await compressOnce(name, encoding, content) : content)
  }

  function compressOnce(name: string, encoding: Encoding, content: Buffer): Promise<Buffer> {
    if (!name.startsWith('assets/')) return compress[encoding](content)
    const key = `${encoding}:${name}`
    const known = compressed.get(key)
    if (known) return known
    const made = compress[encoding](content)
    compressed.set(key, made)
    return made
  }

  return { send }
}

function listNames(folder: string): ReadonlySet<string> {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile())
    return new Set(
      files.map((file) =>
        join(file.parentPath, file.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      ),
    )
  } catch {
    return new Set()
  }
}

function encodingFor(request: IncomingMessage): Encoding | null {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  if (/\bbr\b/.test(accepted)) return 'br'
  return /\bgzip\b/.test(accepted) ? 'gzip' : null
}

import { mkdir, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Dispatcher, request } from 'undici'
import { proxyRefusal } from '../model/proxy-refusal'
import { isAllowedPackUrl } from './pack-address'
import { MAX_PACK_BYTES, openPackFile, type PackBytes, tooLarge } from './pack-bytes'
import { PackRefusal } from './refusal'

/** Head and list of some 500 documents come with the first request. */
const FIRST_BYTES = 256 * 1024
const MAX_REDIRECTS = 5
/** Without a byte for so long the server counts as out of reach. */
const IDLE_TIMEOUT_MS = 30_000
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** What the server called the version that was taken last. */
export interface HttpVersion {
  readonly etag: string | null
  readonly lastModified: string | null
}

export type HttpOpening =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'opened'; readonly bytes: PackBytes; readonly version: HttpVersion }

export interface HttpOptions {
  readonly address: string
  readonly known: HttpVersion
  /** Where a whole pack is kept when the server knows no ranges. Removed when the bytes are closed. */
  readonly downloadFile: string
  readonly dispatcher: Dispatcher
  readonly signal: AbortSignal
}

interface Answer {
  readonly status: number
  readonly header: (name: string) => string | null
  readonly body: Dispatcher.ResponseData['body']
}

/**
 * Asks for the beginning of the pack, if it is not the version that is known. A server that knows ranges is asked for
 * single stretches from then on; one that does not sends all of it at once. Throws a PackRefusal: unreachable, too_large.
 */
export async function openHttpPack(options: HttpOptions): Promise<HttpOpening> {
  const { etag, lastModified } = options.known
  const conditions: Record<string, string> = etag
    ? { 'if-none-match': etag }
    : lastModified
      ? { 'if-modified-since': lastModified }
      : {}
  const answer = await send(options, { range: `bytes=0-${FIRST_BYTES - 1}`, ...conditions })
  if (answer.status === 304) {
    await answer.body.dump()
    return { kind: 'unchanged' }
  }
  const version = versionOf(answer)
  if (answer.status === 200) return { kind: 'opened', version, bytes: await download(options, answer) }
  const range = answer.status === 206 ? readContentRange(answer) : null
  if (range?.start !== 0) throw await refuseStatus(answer)
  if (range.total > MAX_PACK_BYTES) throw tooLarge()
  const first = await readBody(answer, range.length)
  return { kind: 'opened', version, bytes: createRangeBytes(options, { first, total: range.total, version }) }
}

interface FirstAnswer {
  readonly first: Buffer
  readonly total: number
  readonly version: HttpVersion
}

function createRangeBytes(options: HttpOptions, { first, total, version }: FirstAnswer): PackBytes {
  let readBytes = first.length

  async function* pieces(at: number, length: number, signal: AbortSignal): AsyncGenerator<Buffer> {
    const known = first.subarray(at, at + length)
    if (known.length > 0) yield known
    if (known.length === length) return
    const from = at + known.length
    const end = at + length - 1
    const answer = await send({ ...options, signal }, { range: `bytes=${from}-${end}` })
    const range = answer.status === 206 ? readContentRange(answer) : null
    const isSame = range?.start === from && range.total === total && isSameVersion(versionOf(answer), version)
    if (!isSame || range.length !== length - known.length) {
      await answer.body.dump().catch(() => {})
      throw answer.status >= 400 ? await refuseStatus(answer) : changed()
    }
    for await (const piece of bodyPieces(answer, range.length)) {
      readBytes += piece.length
      yield piece
    }
  }

  return {
    sizeBytes: total,
    get readBytes() {
      return readBytes
    },
    async read(at, length, signal = options.signal) {
      const parts: Buffer[] = []
      for await (const piece of pieces(at, length, signal)) parts.push(piece)
      return Buffer.concat(parts)
    },
    pieces,
    async close() {},
  }
}

/** Follows redirects by itself: each next address is judged like the first. */
async function send(options: HttpOptions, headers: Record<string, string>): Promise<Answer> {
  let url = new URL(options.address)
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    if (!isAllowedPackUrl(url)) throw unreachable('The server leads to an address that is not https.')
    const answer = await sendOnce(url, options, headers)
    const location = REDIRECTS.has(answer.status) ? answer.header('location') : null
    if (location === null) return answer
    await answer.body.dump().catch(() => {})
    const next = resolveUrl(location, url)
    const isWeaker = url.protocol === 'https:' && next?.protocol !== 'https:'
    if (!next || isWeaker) throw unreachable('The server leads to an address that is not https.')
    url = next
  }
  throw unreachable('The server leads from one address to the next without an end.')
}

async function sendOnce(url: URL, options: HttpOptions, headers: Record<string, string>): Promise<Answer> {
  const { dispatcher, signal } = options
  try {
    const answer = await request(url, {
      method: 'GET',
      // packed bytes only: a range of something that was packed on the way would be a range of something else
      headers: { 'accept-encoding': 'identity', 'user-agent': 'VerdeMuse', ...headers },
      headersTimeout: IDLE_TIMEOUT_MS,
      bodyTimeout: IDLE_TIMEOUT_MS,
      dispatcher,
      signal,
    })
    const header = (name: string) => {
      const value = answer.headers[name]
      return typeof value === 'string' ? value : null
    }
    return { status: answer.statusCode, header, body: answer.body }
  } catch (thrown) {
    signal.throwIfAborted()
    const refusal = proxyRefusal(thrown)
    if (refusal !== null) throw unreachable(`The proxy of this network refused the way there (${refusal}).`)
    throw unreachable(`The server cannot be reached${codeOf(thrown)}.`)
  }
}

async function download(options: HttpOptions, answer: Answer): Promise<PackBytes> {
  const { downloadFile } = options
  const announced = Number(answer.header('content-length') ?? Number.NaN)
  if (announced > MAX_PACK_BYTES) throw tooLarge()
  await mkdir(dirname(downloadFile), { recursive: true })
  let sizeBytes = 0
  try {
    sizeBytes = await saveBody(options, answer)
    if (!Number.isNaN(announced) && announced !== sizeBytes) throw unreachable('The download broke off.')
  } catch (thrown) {
    await rm(downloadFile, { force: true })
    throw thrown
  }
  const bytes = await openPackFile(downloadFile)
  return {
    ...bytes,
    readBytes: sizeBytes,
    async close() {
      await bytes.close()
      await rm(downloadFile, { force: true })
    },
  }
}

async function saveBody({ downloadFile, signal }: HttpOptions, answer: Answer): Promise<number> {
  let sizeBytes = 0
  const target = await open(downloadFile, 'w', 0o600)
  try {
    for await (const piece of bodyPieces(answer, MAX_PACK_BYTES)) {
      signal.throwIfAborted()
      await target.write(piece)
      sizeBytes += piece.length
    }
  } finally {
    await target.close()
  }
  return sizeBytes
}

async function readBody(answer: Answer, length: number): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const piece of bodyPieces(answer, length)) parts.push(piece)
  const bytes = Buffer.concat(parts)
  if (bytes.length !== length) throw unreachable('The download broke off.')
  return bytes
}

async function* bodyPieces(answer: Answer, maxBytes: number): AsyncGenerator<Buffer> {
  let sizeBytes = 0
  try {
    for await (const piece of answer.body as AsyncIterable<Buffer>) {
      sizeBytes += piece.length
      if (sizeBytes > maxBytes) break
      yield piece
    }
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'AbortError') throw thrown
    throw unreachable(`The download broke off${codeOf(thrown)}.`)
  }
  if (sizeBytes > maxBytes)
    throw maxBytes === MAX_PACK_BYTES ? tooLarge() : unreachable('The server sent more than was asked for.')
}

function resolveUrl(location: string, base: URL): URL | null {
  try {
    return new URL(location, base)
  } catch {
    return null
  }
}

function readContentRange(answer: Answer): { start: number; length: number; total: number } | null {
  const match = /^bytes (\d+)-(\d+)\/(\d+)$/u.exec(answer.header('content-range') ?? '')
  if (!match) return null
  const [start, end, total] = match.slice(1).map(Number) as [number, number, number]
  return end < start || end >= total ? null : { start, length: end - start + 1, total }
}

function versionOf(answer: Answer): HttpVersion {
  return { etag: answer.header('etag'), lastModified: answer.header('last-modified') }
}

function isSameVersion(one: HttpVersion, other: HttpVersion): boolean {
  return one.etag === other.etag && one.lastModified === other.lastModified
}

async function refuseStatus(answer: Answer): Promise<PackRefusal> {
  await answer.body.dump().catch(() => {})
  return unreachable(`The server answers with status ${answer.status} instead of the pack.`)
}

function changed(): PackRefusal {
  return new PackRefusal(
    'changed',
    'The pack changed on the server while it was read. It is read again later.',
  )
}

function unreachable(message: string): PackRefusal {
  return new PackRefusal('unreachable', message)
}

function codeOf(thrown: unknown): string {
  const { code, cause } = thrown as { code?: unknown; cause?: { code?: unknown } }
  const found = [cause?.code, code].find((one) => typeof one === 'string')
  return found === undefined ? '' : ` (${found})`
}

import { AppError } from '@shared/errors'
import { isThisMachine } from '@shared/server-url'
import { proxyRefusal } from './proxy-refusal'

/** The server answered, but not with an answer. Holds no header and no body: they may hold the key or the question. */
export class HttpFailure extends Error {
  readonly status: number
  readonly retryAfter: string | null
  readonly namesModel: boolean

  constructor(status: number, retryAfter: string | null, namesModel: boolean) {
    super(`HTTP ${status}`)
    this.name = 'HttpFailure'
    this.status = status
    this.retryAfter = retryAfter
    this.namesModel = namesModel
  }
}

export interface Failure {
  readonly error: AppError
  /** Whether the same request is worth sending again at once; only asked before anything of an answer came. */
  readonly isTransient: boolean
  readonly retryAfter: string | null
}

/** What the connection says when it was there and broke: often a kept-alive one that the server had closed. */
const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'])

/** Of whom the sentence speaks. */
export interface Asked {
  readonly serverUrl: string
  readonly modelName: string
  readonly apiKey: string | null
}

/** Turns whatever came out of the SDK and the HTTP client into one sentence. `hasAnswer`: headers of a 200 had come. */
export function failureOf(thrown: unknown, asked: Asked, hasAnswer: boolean): Failure {
  const chain = causes(thrown)
  for (const one of chain) {
    if (one instanceof AppError) return { error: one, isTransient: false, retryAfter: null }
    if (one instanceof HttpFailure) return fromStatus(one, asked)
  }
  const refusal = chain.map(proxyRefusal).find((status) => status !== null)
  if (refusal) return final(refusedByProxy(refusal))
  const code = chain.map(codeOf).find((found) => found !== null) ?? null
  if (hasAnswer) {
    const isBroken =
      code !== null || chain.some((one) => one instanceof Error && one.message === 'terminated')
    return final(isBroken ? cutOff() : notTheApi())
  }
  if (code !== null && BROKEN.has(code))
    return { error: unreachable(code, asked), isTransient: true, retryAfter: null }
  return final(isCertificateCode(code) ? untrusted(code, asked) : unreachable(code, asked))
}

function fromStatus({ status, retryAfter, namesModel }: HttpFailure, { modelName, apiKey }: Asked): Failure {
  if (status === 401 || status === 403) return final(keyRefused(apiKey))
  if (status === 404 || namesModel)
    return final(
      new AppError(
        'api_model_unknown',
        `The model server does not know the model “${modelName}”. Check the model and the server address in Settings.`,
      ),
    )
  if (status === 429) return { error: rateLimited(), isTransient: true, retryAfter }
  if (status >= 500) {
    const error = new AppError('api_unavailable', 'The model server has a problem at the moment.', {
      retry: true,
    })
    return { error, isTransient: true, retryAfter }
  }
  if (status >= 300 && status < 400) return final(notTheApi())
  return final(new AppError('api_refused', `The model server did not accept the request (${status}).`))
}

function keyRefused(apiKey: string | null): AppError {
  const what =
    apiKey === null
      ? 'The model server wants an API key. Add one in Settings.'
      : 'The model server refused the API key. Check it in Settings.'
  return new AppError('api_key_refused', what)
}

function final(error: AppError): Failure {
  return { error, isTransient: false, retryAfter: null }
}

export function missingKey(): AppError {
  return new AppError('api_key_missing', 'There is no API key yet. Add one in Settings.')
}

export function rateLimited(): AppError {
  return new AppError('api_rate_limited', 'The model server is getting too many requests at the moment.', {
    retry: true,
  })
}

export function timedOut(timeoutMs: number, what: 'answer' | 'go on'): AppError {
  const seconds = Math.round(timeoutMs / 1000)
  return new AppError('api_timed_out', `The model server did not ${what} within ${seconds} seconds.`, {
    retry: true,
  })
}

export function cutOff(): AppError {
  return new AppError('api_cut_off', 'The connection to the model server broke off.', { retry: true })
}

export function notTheApi(): AppError {
  return new AppError(
    'api_malformed',
    'What answered is not the Mistral API, perhaps the sign-in page of a network. Check the network and the server address in Settings.',
  )
}

function refusedByProxy(status: number): AppError {
  return new AppError(
    'api_unreachable',
    `The proxy of this network refused the way to the model server (${status}). Check HTTPS_PROXY, or ask your administrator.`,
    { retry: true },
  )
}

function unreachable(code: string | null, { serverUrl }: Asked): AppError {
  return new AppError('api_unreachable', unreachableWords(code, new URL(serverUrl)), { retry: true })
}

/** Each reason has another way on: the address, the network, or the program that should be running. */
function unreachableWords(code: string | null, { hostname, host }: URL): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `The model server ${hostname} was not found (${code}). Check the internet connection and the server address in Settings.`
  if (code === 'ECONNREFUSED' && isThisMachine(hostname))
    return `No model server is running at ${host} (${code}). Start it, or change the server address in Settings.`
  const reason = code === null ? '' : ` (${code})`
  return `The model server cannot be reached${reason}. Check the internet connection.`
}

/** What Node's TLS says of a certificate or of a server that speaks none. */
function isCertificateCode(code: string | null): code is string {
  return code !== null && /CERT|^ERR_SSL|^ERR_TLS|^EPROTO$|UNABLE_TO_|SIGNATURE|HOSTNAME_MISMATCH/.test(code)
}

function untrusted(code: string, { serverUrl }: Asked): AppError {
  const { hostname } = new URL(serverUrl)
  return new AppError(
    'api_untrusted',
    `The identity of the model server ${hostname} could not be checked (${code}), so nothing was sent to it. Check the server address in Settings; in a company network, ask your administrator to add its certificate to those that this computer trusts.`,
  )
}

function causes(thrown: unknown): unknown[] {
  const chain: unknown[] = []
  for (let one = thrown; one !== undefined && one !== null && chain.length < 8; ) {
    chain.push(one)
    // several addresses tried, each with its own error: the first tells enough
    one = one instanceof AggregateError ? one.errors[0] : one instanceof Error ? one.cause : undefined
  }
  return chain
}

/** System and client codes are upper-case words (ECONNREFUSED, CERT_HAS_EXPIRED); anything else is no code. */
function codeOf(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !('code' in thrown)) return null
  return typeof thrown.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(thrown.code) ? thrown.code : null
}

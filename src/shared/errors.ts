/**
 * The one error of the product. Expected outcomes are values; an AppError is what crosses a border when a
 * request cannot be served. The list of codes is closed: the renderer has words for each of them.
 */
export const ERROR_CODES = [
  'bad_request',
  'not_found',
  'forbidden',
  'cancelled',
  'busy',
  'timed_out',
  'engine_stopped',
  'internal',
  'data_dir_in_use',
  'data_dir_unusable',
  'database_newer',
  'database_damaged',
  'storage_full',
  'storage_read_only',
  'model_missing',
  'model_damaged',
  'embedder_failed',
  'api_key_missing',
  'api_key_refused',
  'api_model_unknown',
  'api_rate_limited',
  'api_unavailable',
  'api_unreachable',
  'api_untrusted',
  'api_resting',
  'api_budget_used',
  'api_timed_out',
  'api_cut_off',
  'api_refused',
  'api_malformed',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** What of an error crosses a process border: no stack, no cause. */
export interface WireError {
  readonly code: ErrorCode
  readonly message: string
  /** Whether the same request may work when it is made again unchanged. */
  readonly retry: boolean
}

export class AppError extends Error {
  readonly code: ErrorCode
  readonly retry: boolean

  /** `message` is one plain sentence a support agent can read. */
  constructor(code: ErrorCode, message: string, options: { cause?: unknown; retry?: boolean } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.retry = options.retry ?? false
  }

  toWire(): WireError {
    return { code: this.code, message: this.message, retry: this.retry }
  }
}

/** Turns anything thrown into the one known type; unknown failures become `internal` and keep their cause for the log. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  if (isAbort(thrown)) return new AppError('cancelled', 'Stopped.', { cause: thrown })
  return new AppError('internal', 'Something went wrong inside VerdeMuse. The log has the details.', {
    cause: thrown,
  })
}

export function fromWire(error: WireError): AppError {
  return new AppError(error.code, error.message, { retry: error.retry })
}

/** True for a stop that was asked for; such an error is neither shown nor logged as a failure. */
export function isCancelled(thrown: unknown): boolean {
  return (thrown instanceof AppError && thrown.code === 'cancelled') || isAbort(thrown)
}

function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError'
}

export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`)
}

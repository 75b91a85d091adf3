import { AppError } from '@shared/errors'

/** A signal that aborts when the outer one does or when the time that is set runs out. */
export interface Deadline {
  /** Its reason is an AppError: `cancelled`, or the error given to `set`. */
  readonly signal: AbortSignal
  /** Begins anew from now. */
  set(timeoutMs: number, error: () => AppError): void
  /** No time runs until the next `set`; the outer signal still counts. */
  pause(): void
  clear(): void
}

export function createDeadline(outer: AbortSignal): Deadline {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const onAbort = () => controller.abort(new AppError('cancelled', 'Stopped.'))
  if (outer.aborted) onAbort()
  outer.addEventListener('abort', onAbort, { once: true })
  return {
    signal: controller.signal,
    set(timeoutMs, error) {
      clearTimeout(timer)
      timer = setTimeout(() => controller.abort(error()), timeoutMs)
    },
    pause: () => clearTimeout(timer),
    clear() {
      clearTimeout(timer)
      outer.removeEventListener('abort', onAbort)
    },
  }
}

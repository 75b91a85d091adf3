import type { AppError } from '@shared/errors'
import type { Status } from '@shared/models'

/** How the newest request to the model server went, for the status bar. */
export interface LastRequest {
  read(): Status['lastRequest']
  succeeded(firstTokenMs: number | null): void
  failed(error: AppError): void
}

export function createLastRequest({
  now,
  onChange,
}: {
  now: () => number
  onChange: () => void
}): LastRequest {
  let last: Status['lastRequest'] = null

  function set(next: Status['lastRequest']): void {
    last = next
    onChange()
  }

  return {
    read: () => last,
    succeeded: (firstTokenMs) => set({ ok: true, at: now(), firstTokenMs, code: null, message: null }),
    failed: ({ code, message }) => set({ ok: false, at: now(), firstTokenMs: null, code, message }),
  }
}

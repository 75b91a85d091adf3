import type { RefusalCode } from '@shared/models'

/** Why an address or what it gave is not taken, in a sentence that says what to do. */
export interface WebRefusal {
  readonly kind: 'refused'
  readonly code: RefusalCode
  readonly message: string
}

export function refused(code: RefusalCode, message: string): WebRefusal {
  return { kind: 'refused', code, message }
}

/** A refusal met deep in a connection, where only errors travel. */
export class RefusedConnection extends Error {
  readonly refusal: WebRefusal

  constructor(refusal: WebRefusal) {
    super(refusal.message)
    this.name = 'RefusedConnection'
    this.refusal = refusal
  }
}

/** The refusal inside an error, its causes and its parts; null when there is none. */
export function refusalInside(thrown: unknown, depth = 0): WebRefusal | null {
  if (thrown instanceof RefusedConnection) return thrown.refusal
  if (!(thrown instanceof Error) || depth > 3) return null
  const parts: readonly unknown[] = thrown instanceof AggregateError ? thrown.errors : []
  for (const part of [thrown.cause, ...parts]) {
    const inside = refusalInside(part, depth + 1)
    if (inside) return inside
  }
  return null
}

import type { z } from 'zod'

/** Who may use a method; see the contract. */
export type Access = 'page' | 'host'

export function call<I extends z.ZodType, O extends z.ZodType>(access: Access, input: I, output: O) {
  return { verb: 'call', access, input, output } as const
}
export function stream<I extends z.ZodType, E extends z.ZodType>(access: Access, input: I, event: E) {
  return { verb: 'stream', access, input, event } as const
}

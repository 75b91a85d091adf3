import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GateRule } from './gate'

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** A whole path; `*` is every path that no other route has. */
  readonly path: string
  readonly rule: GateRule
  readonly handle: (request: IncomingMessage, response: ServerResponse, url: URL) => void | Promise<void>
}

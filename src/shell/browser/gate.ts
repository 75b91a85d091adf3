import type { IncomingMessage } from 'node:http'
import { PAGE_HEADERS } from '@shared/content-security-policy'

/**
 * Who may use a route.
 * `anyone`: what a page without a session needs to get one; it holds nothing of the user's.
 * `session`: a page of ours, known by its cookie.
 * `secret`: a process of the same user, which has read the link file; never a page.
 */
export type RouteAccess = 'anyone' | 'session' | 'secret'

export interface GateRule {
  readonly access: RouteAccess
  /** Changes something, or opens a socket: a page must then prove where it comes from. */
  readonly needsOrigin: boolean
}

export interface GateKnowledge {
  readonly port: number
  hasSession(cookieHeader: string | undefined): boolean
  isSecret(authorizationHeader: string | undefined): boolean
}

export type Verdict =
  | { readonly kind: 'pass' }
  | { readonly kind: 'refused'; readonly status: 401 | 403; readonly message: string }

const PASS: Verdict = { kind: 'pass' }

/**
 * 1. The host must be this machine by number or by name, so that a foreign name pointed at it (DNS rebinding) is
 *    refused. 2. No other site, and no other port of this machine, may be where the request comes from. 3. The same
 *    again by Origin, which old browsers send where they send no Sec-Fetch-Site. 4. The cookie or the secret.
 */
export function judge(
  headers: IncomingMessage['headers'],
  rule: GateRule,
  knowledge: GateKnowledge,
): Verdict {
  // 1
  const host = headers.host ?? ''
  if (!ownHosts(knowledge.port).includes(host)) return refused(403, 'This address is not VerdeMuse’s own.')
  // 2
  const site = headers['sec-fetch-site']
  const isOwnSite = site === undefined || site === 'same-origin' || (site === 'none' && !rule.needsOrigin)
  if (!isOwnSite) return refused(403, 'Another page may not open this. Paste the link into the address bar.')
  // 3
  const origin = headers.origin
  if (rule.access === 'secret') {
    if (origin !== undefined || site !== undefined) return refused(403, 'A page may not do that.')
    return knowledge.isSecret(headers.authorization) ? PASS : refused(401, 'The secret is not right.')
  }
  if (origin === undefined ? rule.needsOrigin : origin !== `http://${host}`)
    return refused(403, 'Another page may not do that.')
  // 4
  if (rule.access === 'session' && !knowledge.hasSession(headers.cookie))
    return refused(401, 'This page has no session. Ask for a new link in the terminal: press Enter there.')
  return PASS
}

export function ownHosts(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`]
}

/** Every answer carries these, refusals too; nobody may frame, sniff, share or keep what the shell sends. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  ...PAGE_HEADERS,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), payment=()',
  'x-frame-options': 'DENY',
}

function refused(status: 401 | 403, message: string): Verdict {
  return { kind: 'refused', status, message }
}

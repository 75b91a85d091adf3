import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Links that were printed and not used; older ones stop working, so that a forgotten scroll-back is no key ring. */
const OPEN_LINKS_MAX = 8
/** Tabs share one session; so many links really used in one run is a script gone wrong. */
const SESSIONS_MAX = 64

export interface IssuedToken {
  readonly token: string
}

/** One-time tokens traded for session cookies. All of it is in memory: a restart ends every session. */
export interface Sessions {
  /** A token that works once, and only for `lifeMs` when that is given. */
  issueToken(lifeMs?: number): string
  /** The Set-Cookie value of a new session, or null when the token is wrong, used or too old. */
  exchange(token: string, port: number): string | null
  has(cookieHeader: string | undefined, port: number): boolean
}

export function createSessions(now: () => number = Date.now): Sessions {
  // only hashes are kept; a look-up by hash takes the same time for near misses as for far ones
  const openTokens = new Map<string, number>()
  const sessions = new Set<string>()

  return {
    issueToken(lifeMs = Number.POSITIVE_INFINITY) {
      const token = randomBytes(32).toString('base64url')
      openTokens.set(hashOf(token), now() + lifeMs)
      dropOldest(openTokens, OPEN_LINKS_MAX)
      return token
    },
    exchange(token, port) {
      const hash = hashOf(token)
      const expiresAt = openTokens.get(hash)
      openTokens.delete(hash)
      if (expiresAt === undefined || now() > expiresAt) return null
      const session = randomBytes(32).toString('base64url')
      sessions.add(hashOf(session))
      dropOldest(sessions, SESSIONS_MAX)
      return `${cookieName(port)}=${session}; HttpOnly; SameSite=Strict; Path=/`
    },
    has(cookieHeader, port) {
      const session = readCookie(cookieHeader, cookieName(port))
      return session !== null && sessions.has(hashOf(session))
    },
  }
}

export function isSameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(secret)))
}

/** Cookies know no port: with it in the name, two shells on one machine don't end each other's sessions. */
function cookieName(port: number): string {
  return `verdemuse-${port}`
}

function readCookie(header: string | undefined, name: string): string | null {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value) return value
  }
  return null
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function dropOldest(kept: Map<string, unknown> | Set<string>, max: number): void {
  for (const key of kept.keys()) {
    if (kept.size <= max) return
    kept.delete(key)
  }
}

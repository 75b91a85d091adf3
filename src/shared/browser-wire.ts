import type { ApiKeyState, EngineState } from './bridge'
import type { WireError } from './errors'

/**
 * What the page and the browser shell say to each other. Everything is same-origin and needs the session cookie,
 * which the page never sees; a request without it gets 401, which means: ask for a new link in the terminal.
 *
 * WebSockets, one JSON value a text frame:
 * - `engineSocket` is one Port to the engine, nothing else. It opens only while the engine runs: a socket that
 *   closes before `open` means `engine_stopped`, and one that closes later is a port that closed. Never reused.
 * - `shellSocket` only receives: a ShellFrame at once, then at each change. When it closes the shell is gone or the
 *   session has ended; `info` tells which (no answer, or 401). Connect again with a growing wait.
 *
 * Requests: same-origin `fetch`; a status other than 2xx carries a ShellFailure.
 * - GET  `info`          → ShellInfo
 * - POST `upload?name=…` → UploadReply; the body is one file, `name` its path inside what was picked
 *                          ("Guides/roses.md" of a folder, "roses.md" of a file), percent-encoded. One request a
 *                          file, at most UPLOAD_PARALLEL at a time; aborting it leaves nothing behind.
 * - GET, POST, DELETE `apiKey?profileId=` → ApiKeyState; POST takes ApiKeyRequest
 * - POST `openOriginal` → OpenedOriginal; takes {documentId}. 'downloading' asks the page to fetch the next one
 * - GET  `original?documentId=…` → the file's bytes as an attachment
 * - POST `restartEngine` → 204; the state arrives through `shellSocket`
 */
export const BROWSER_ROUTES = {
  engineSocket: '/engine',
  shellSocket: '/shell',
  info: '/shell-info',
  upload: '/upload',
  apiKey: '/api-key',
  restartEngine: '/restart-engine',
  openOriginal: '/open-original',
  original: '/original',
} as const

export interface ShellFrame {
  readonly type: 'engine-state'
  readonly state: EngineState
}

export interface ShellInfo {
  readonly appVersion: string
}

export interface UploadReply {
  /** For `import.start`; stands for this one file. */
  readonly handle: string
}

export interface ApiKeyRequest {
  readonly apiKey: string
}

export type ApiKeyReply = ApiKeyState

export interface ShellFailure {
  readonly error: WireError
}

/** A file larger than this is refused with 413 before its body is read: the engine refuses it anyway. */
export const UPLOAD_MAX_BYTES = 500 * 1024 * 1024

/** Browsers open six connections to one host; two stay free for the page itself. */
export const UPLOAD_PARALLEL = 4

/** The shell closes a socket that sends a larger frame: the longest question is 20,000 characters. */
export const SOCKET_FRAME_MAX_BYTES = 2 * 1024 * 1024

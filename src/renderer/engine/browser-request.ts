import type { ShellFailure } from '@shared/browser-wire'
import { AppError, fromWire } from '@shared/errors'

/** Rejects with the shell's own error; `forbidden` when the session has ended, `not_found` when the shell is gone. */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init })
  } catch (cause) {
    throw new AppError('not_found', 'VerdeMuse does not answer any more.', { cause })
  }
  if (response.ok) return response
  throw await failureOf(response)
}

/** The shell's own words where it gave some. */
async function failureOf(response: Response): Promise<AppError> {
  if (response.status === 401) return new AppError('forbidden', 'This page is signed out.')
  try {
    return fromWire(((await response.json()) as ShellFailure).error)
  } catch {
    return new AppError('internal', `VerdeMuse answered with status ${response.status}.`)
  }
}

export async function requestJson<T>(path: string, init?: RequestInit): Promise<T> {
  return (await request(path, init)).json() as Promise<T>
}

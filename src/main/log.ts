import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { LogFields, Logger } from '@shared/log'

const FILE_NAME = 'desktop.log'
/** Main writes a few lines a start; one older file of the same size is kept. */
const ROTATE_AT_BYTES = 512 * 1024

/** One JSON object a line, beside the engine's own log. Written at once, because main's last line is often the one that matters. */
export function openMainLog(folder: string, now: () => Date = () => new Date()): Logger {
  const file = join(folder, FILE_NAME)

  function write(level: string, event: string, fields: LogFields): void {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      rotate(file)
      const line = JSON.stringify({ time: now().toISOString(), level, pid: process.pid, ...fields, event })
      appendFileSync(file, `${line}\n`, { mode: 0o600 })
    } catch {
      // a full or read-only disk must not end the app because of its log
    }
  }

  function scoped(base: LogFields): Logger {
    return {
      debug() {},
      info: (event, fields) => write('info', event, { ...base, ...fields }),
      warn: (event, fields) => write('warn', event, { ...base, ...fields }),
      error: (event, cause, fields) => write('error', event, { ...base, ...fields, cause: describe(cause) }),
      child: (room, fields) => scoped({ ...base, room, ...fields }),
    }
  }
  return scoped({})
}

function rotate(file: string): void {
  const sizeBytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (sizeBytes > ROTATE_AT_BYTES) renameSync(file, `${file}.1`)
}

/** Name, code and frames; a foreign message may quote what a person typed. */
function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause
  const code = (cause as { code?: unknown }).code
  const frames = cause.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? []
  return [typeof code === 'string' ? `${cause.name} ${code}` : cause.name, ...frames].join('\n')
}

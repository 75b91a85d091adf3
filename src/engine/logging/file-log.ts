import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { LogFields, Logger } from '@shared/log'
import { type Logger as PinoLogger, pino } from 'pino'
import { createStream } from 'rotating-file-stream'

const FILE_NAME = 'verdemuse.log'
/** Five files of 2 MB hold weeks of an agent's work and still fit into a mail to support. */
const ROTATE_AT = '2M'
const FILES_KEPT = 5

export interface FileLog {
  readonly log: Logger
  readonly folder: string
  sizeBytes(): number
  close(): Promise<void>
}

/** One JSON object a line in `<dataDir>/logs`, rotated by size. Fields are numbers, codes and ids; keys are cut out in any case. */
export function openFileLog(dataDir: string, level: 'debug' | 'info' = 'info'): FileLog {
  const folder = join(dataDir, 'logs')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stream = createStream(FILE_NAME, { path: folder, size: ROTATE_AT, maxFiles: FILES_KEPT, mode: 0o600 })
  // a full disk must not end the engine because of its log
  stream.on('error', () => {})
  const root = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ['apiKey', 'authorization', 'key', 'text', 'question'], censor: '[removed]' },
    },
    stream,
  )
  return {
    log: wrap(root),
    folder,
    sizeBytes: () => folderSizeBytes(folder),
    close: () => new Promise((resolve) => stream.end(() => resolve())),
  }
}

function wrap(logger: PinoLogger): Logger {
  return {
    debug: (event, fields) => logger.debug(fields ?? {}, event),
    info: (event, fields) => logger.info(fields ?? {}, event),
    warn: (event, fields) => logger.warn(fields ?? {}, event),
    error: (event, cause, fields) => logger.error({ ...fields, err: describe(cause) }, event),
    child: (room: string, fields?: LogFields) => wrap(logger.child({ room, ...fields })),
  }
}

/** Name, code and stack; the message of a foreign error may quote what a person typed, the stack’s first line too. */
function describe(cause: unknown): Record<string, string | undefined> {
  if (!(cause instanceof Error)) return { name: typeof cause }
  const code = (cause as { code?: unknown }).code
  const frames = cause.stack?.split('\n').filter((line) => line.trimStart().startsWith('at '))
  return { name: cause.name, code: typeof code === 'string' ? code : undefined, stack: frames?.join('\n') }
}

function folderSizeBytes(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
}

/**
 * A line says who, what and how long. Never question or document text, never keys, at info or above:
 * fields are numbers, codes, ids and counts.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

export interface Logger {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  /** `cause` is written with its stack; it stays in the log file. */
  error(event: string, cause: unknown, fields?: LogFields): void
  child(room: string, fields?: LogFields): Logger
}

export const SILENT_LOG: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => SILENT_LOG,
}

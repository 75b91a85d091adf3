/** What a command writes: results on stdout, words about the work on stderr. */
export interface Output {
  /** Results go to a program: JSON, one value or one object a line. */
  readonly isJson: boolean
  /** A person watches stderr: one line may be written over and over. */
  readonly isInteractive: boolean
  readonly columns: number
  /** True once anything of the result is out: the command must then not be run a second time. */
  readonly hasWritten: boolean
  write(text: string): void
  line(text?: string): void
  json(value: unknown): void
  note(text: string): void
  /** Replaces the progress line on a terminal; elsewhere a line now and then, so that a log stays readable. */
  progress(text: string): void
  endProgress(): void
  bold(text: string): string
  dim(text: string): string
}

export interface OutputOptions {
  readonly isJson: boolean
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly environment: NodeJS.ProcessEnv
}

/** Text is set for a page of print, not for a very wide terminal. */
const COLUMNS_MAX = 120
const COLUMNS_WITHOUT_TERMINAL = 100
const PROGRESS_LINE_EVERY_MS = 5_000

export function createOutput({ isJson, stdout, stderr, environment }: OutputOptions): Output {
  const isInteractive = Boolean(stderr.isTTY) && environment['TERM'] !== 'dumb'
  const hasColour = Boolean(stdout.isTTY) && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb'
  let hasWritten = false
  let shownProgress = ''
  let progressAt = 0

  const write = (text: string) => {
    hasWritten = true
    stdout.write(text)
  }
  const endProgress = () => {
    if (isInteractive && shownProgress) stderr.write('\r\u001b[K')
    shownProgress = ''
  }

  return {
    isJson,
    isInteractive,
    columns: Math.min(stdout.columns ?? COLUMNS_WITHOUT_TERMINAL, COLUMNS_MAX),
    get hasWritten() {
      return hasWritten
    },
    write,
    line: (text = '') => write(`${text}\n`),
    json: (value) => write(`${JSON.stringify(value)}\n`),
    note(text) {
      endProgress()
      stderr.write(`${text}\n`)
    },
    progress(text) {
      const isTooSoon = !isInteractive && Date.now() - progressAt < PROGRESS_LINE_EVERY_MS
      if (text === shownProgress || isTooSoon) return
      progressAt = Date.now()
      stderr.write(isInteractive ? `\r\u001b[K${text.slice(0, (stderr.columns ?? 80) - 1)}` : `${text}\n`)
      shownProgress = text
    },
    endProgress,
    bold: (text) => (hasColour ? `\u001b[1m${text}\u001b[22m` : text),
    dim: (text) => (hasColour ? `\u001b[2m${text}\u001b[22m` : text),
  }
}

/** A reader that has had enough (`| head`) ends the command quietly, as it does every other tool. */
export function endQuietlyWhenReaderLeaves(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
}

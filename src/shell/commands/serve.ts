import { readFileSync } from 'node:fs'
import { hasDesktop, openInBrowser } from '../browser/desktop-browser'
import { type BrowserShell, serve } from '../browser/serve'
import type { CommandContext, ExitCode } from '../command-context'

export interface ServeCommandOptions {
  readonly port: number
  readonly shouldOpen: boolean
  /** Why there is no desktop window; said once, when the launcher gives it. */
  readonly reason: string | undefined
}

/** The address is in the browser's command line, which other users of the machine can see: it must not work for long. */
const OPENED_LINK_LIFE_MS = 30_000

/** Runs the browser shell until Ctrl+C. */
export async function runServe(context: CommandContext, options: ServeCommandOptions): Promise<ExitCode> {
  const { output, environment, installation, dataDir, signal } = context
  const outcome = await serve({ installation, dataDir, environment, port: options.port })
  if (outcome.kind === 'other') {
    if (output.isJson) output.json({ link: outcome.link, isNew: false })
    else {
      output.line('VerdeMuse is running already. Here is a new link to it; it works once:')
      output.line(`  ${outcome.link}`)
    }
    return 0
  }
  const { shell } = outcome
  const stopWatchingKeys = printNewLinkAtEnter(context, shell)
  try {
    greet(context, shell, options.reason)
    if (options.shouldOpen && hasDesktop(environment)) await openInBrowser(shell.newLink(OPENED_LINK_LIFE_MS))
    await aborted(signal)
  } finally {
    stopWatchingKeys()
    await shell.close()
  }
  return 0
}

function greet(
  { output, environment }: CommandContext,
  shell: BrowserShell,
  reason: string | undefined,
): void {
  const link = shell.newLink()
  if (output.isJson) {
    output.json({ link, isNew: true })
    return
  }
  if (reason) output.line(`${reason} VerdeMuse runs in the browser instead:`)
  else output.line('VerdeMuse runs in the browser:')
  output.line(`  ${output.bold(link)}`)
  output.line('The link works once. Press Enter for a new one, Ctrl+C to end VerdeMuse.')
  if (environment['SSH_CONNECTION'])
    output.line(
      `From your own machine:  ssh -L ${shell.port}:127.0.0.1:${shell.port} …  then open the link there.`,
    )
  output.line(`Try it in a terminal:   ${commandName(environment)} search "yellow leaves"`)
}

/** In the repository the command is an npm script; installed, it has its own name. */
function commandName(environment: NodeJS.ProcessEnv): string {
  return environment['npm_lifecycle_event'] ? 'npm run --silent verdemuse --' : 'npx verdemuse'
}

function printNewLinkAtEnter({ output }: CommandContext, shell: BrowserShell): () => void {
  if (output.isJson || !mayReadKeys()) return () => {}
  const onData = (piece: Buffer) => {
    if (piece.includes('\n')) output.line(`  ${shell.newLink()}`)
  }
  process.stdin.on('data', onData)
  process.stdin.on('error', () => {})
  return () => {
    process.stdin.off('data', onData)
    process.stdin.pause()
    process.stdin.unref?.()
  }
}

/** A job in the background of a terminal is stopped by the system when it reads the keyboard. */
function mayReadKeys(): boolean {
  if (!process.stdin.isTTY || process.platform !== 'linux') return true
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    const [processGroup, foregroundGroup] = [fields[2], fields[5]]
    return processGroup === foregroundGroup
  } catch {
    return true
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

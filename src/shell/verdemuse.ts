import { join } from 'node:path'
import { type AppError, isCancelled, toAppError } from '@shared/errors'
import { CommanderError } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions } from './command-context'
import { createCommandLine } from './command-line'
import { resolveDataDir } from './data-dir'
import { AppLeftError, withSession } from './engine-session'
import { findInstallation, type Installation } from './installation'
import { createOutput, endQuietlyWhenReaderLeaves } from './output'

const USAGE_EXIT_CODE = 2
/** One Ctrl+C arrives twice when npm and the terminal both pass it on; a person’s second one comes later. */
const SAME_STOP_MS = 500
const HELP_CODES = new Set(['commander.helpDisplayed', 'commander.version'])

/** The terminal command: exit 0 done, 1 failed with the reason on stderr, 2 wrong usage. */
async function main(): Promise<number> {
  const installation = findInstallation(import.meta.dirname)
  let exitCode = 0
  const program = createCommandLine(installation.appVersion, async (options, run) => {
    exitCode = await runCommand(installation, options, run)
  })
  try {
    await program.parseAsync(process.argv)
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return HELP_CODES.has(error.code) ? 0 : USAGE_EXIT_CODE
    throw error
  }
}

async function runCommand(
  installation: Installation,
  options: GlobalOptions,
  run: (context: CommandContext) => Promise<ExitCode>,
): Promise<ExitCode> {
  const environment = process.env
  const { stdout, stderr } = process
  const output = createOutput({ isJson: options.json ?? false, stdout, stderr, environment })
  const dataDir = resolveDataDir({ given: options.dataDir, environment })
  const signal = stopSignal()
  const context: CommandContext = {
    installation,
    dataDir,
    environment,
    output,
    signal,
    withEngine: (work) =>
      withSession(
        {
          installation,
          dataDir,
          environment,
          signal,
          canRepeat: () => !output.hasWritten,
          onNotice: output.note,
        },
        work,
      ),
  }
  try {
    return await run(context)
  } catch (thrown) {
    const error = toAppError(thrown)
    output.note(sentenceFor(error, dataDir))
    return 1
  }
}

function sentenceFor(error: AppError, dataDir: string): string {
  if (isCancelled(error)) return error.message
  const log = `The log is in ${join(dataDir, 'logs')}.`
  // elsewhere the engine is started again by itself; a command ends with it
  if (error.code === 'engine_stopped' && !(error instanceof AppLeftError))
    return `verdemuse: The engine stopped before it was done. ${log}`
  if (error.code === 'internal') return `verdemuse: Something went wrong inside VerdeMuse. ${log}`
  return `verdemuse: ${error.message}`
}

/** Aborts at the first Ctrl+C, SIGTERM or closed terminal; at the second the person does not want to wait. */
function stopSignal(): AbortSignal {
  const controller = new AbortController()
  let stoppedAt = 0
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => {
      if (controller.signal.aborted && Date.now() - stoppedAt > SAME_STOP_MS) process.exit(1)
      if (!controller.signal.aborted) stoppedAt = Date.now()
      controller.abort()
    })
  if (process.channel) {
    // started by the launcher: when that is killed nobody could stop this any more
    process.channel.unref()
    process.once('disconnect', () => controller.abort())
  }
  return controller.signal
}

endQuietlyWhenReaderLeaves(process.stdout)
endQuietlyWhenReaderLeaves(process.stderr)
const exitCode = await main()
// an explicit end: standard input or a socket that is still open must not keep a finished command alive
process.stdout.write('', () => process.exit(exitCode))

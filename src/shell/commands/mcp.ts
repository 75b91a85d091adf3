import { serveStdio } from '@modelcontextprotocol/server/stdio'
import type { CommandContext, ExitCode } from '../command-context'
import {
  type App,
  AppLeftError,
  type EngineSession,
  openSession,
  returnToApp,
  tellSetAside,
} from '../engine-session'
import { createLastingSession } from '../lasting-session'
import { createPatientStdio } from '../mcp/patient-stdio'
import { createMcpServer } from '../mcp/server'

/** Questions of one conversation follow each other in seconds; the window should not have to wait longer for the data. */
const ENGINE_IDLE_MS = 20_000
/** An engine that starts on a busy machine and loads its model, with a margin. */
const LAST_ANSWERS_MS = 30_000

/** Serves other programs over stdin and stdout until stdin ends or the process is told to stop. Words go to stderr. */
export async function runMcp(context: CommandContext): Promise<ExitCode> {
  const { dataDir, installation, output, signal } = context
  const session = createLastingSession({
    idleMs: ENGINE_IDLE_MS,
    async open(after) {
      const opened = await (after ? returnOrReplace(context, after) : openSession(context))
      if (!opened.isBorrowed) await tellSetAside(opened.client, output.note)
      return opened
    },
  })
  const over = Promise.withResolvers<void>()
  const transport = createPatientStdio({
    input: process.stdin,
    output: process.stdout,
    patienceMs: LAST_ANSWERS_MS,
    onClosed: over.resolve,
  })
  const handle = serveStdio(
    () => createMcpServer({ version: installation.appVersion, run: session.run, dataDir }),
    { transport, onerror: (error) => output.note(`verdemuse mcp: ${error.message}`) },
  )
  const stop = () => void handle.close().finally(over.resolve)
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  await over.promise
  await session.close()
  return 0
}

/** This server outlives the app: when that was closed, questions go on with an engine of this server's own. */
async function returnOrReplace(context: CommandContext, app: App): Promise<EngineSession> {
  try {
    return await returnToApp(context, app)
  } catch (error) {
    if (error instanceof AppLeftError && error.hasClosed) return openSession(context)
    throw error
  }
}

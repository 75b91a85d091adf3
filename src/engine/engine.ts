import { join } from 'node:path'
import { ENGINE_START_VARIABLE, type EngineStart } from '@shared/engine-start'
import { toAppError } from '@shared/errors'
import { z } from 'zod'
import { createEngine, type Engine } from './create-engine'
import { refuseChildProcess, serveChildProcess } from './hosts/child-process'
import { runInUtilityProcess } from './hosts/utility-process'
import type { StartHelper } from './processes/helper-process'
import { createNodeHelperStarter } from './processes/start-node-helper'

const startSchema = z.object({
  dataDir: z.string().min(1),
  resourcesDir: z.string().min(1),
  appVersion: z.string(),
  hostName: z.enum(['desktop app', 'browser shell', 'terminal']),
  installSample: z.boolean(),
  policyFile: z.string().min(1).optional(),
  hostPid: z.number().int().positive().optional(),
})

/** The engine's process, started by Electron's main or by a plain Node host: same file, same messages. */
if ('parentPort' in process) await runInUtilityProcess(({ startHelper }) => start(startHelper))
else await runInChildProcess()

function start(startHelper: StartHelper): Promise<Engine> {
  const given = startSchema.parse(JSON.parse(process.env[ENGINE_START_VARIABLE] ?? '{}'))
  return createEngine({
    start: given satisfies EngineStart,
    startHelper,
    keywordThread: join(import.meta.dirname, 'keywords.js'),
    checkpointThread: join(import.meta.dirname, 'checkpoints.js'),
    exit: () => process.exit(0),
  })
}

async function runInChildProcess(): Promise<void> {
  try {
    const engine = await start(createNodeHelperStarter({ folder: import.meta.dirname }))
    serveChildProcess({ handlers: engine.handlers, log: engine.log, close: engine.close })
  } catch (thrown) {
    const error = toAppError(thrown)
    // the log may not be open yet, and an unexpected failure must leave a trace somewhere
    if (error.code === 'internal') process.stderr.write(`${String(error.cause)}\n`)
    refuseChildProcess(error.toWire())
  }
}

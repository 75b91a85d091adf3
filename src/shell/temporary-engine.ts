import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '@shared/errors'
import type { CommandContext } from './command-context'
import { withSession } from './engine-session'

/**
 * Runs a command on an engine of its own, on an empty data folder that goes with it: what is built there has nothing of
 * the user's in it, and the user's own data does not change.
 */
export async function withTemporaryEngine<T>(
  context: CommandContext,
  run: (inner: CommandContext) => Promise<T>,
): Promise<T> {
  const { installation, environment, output, signal } = context
  const dataDir = await mkdtemp(join(tmpdir(), 'verdemuse-pack-')).catch((cause: unknown) => {
    throw new AppError('data_dir_unusable', `No folder can be made in ${tmpdir()}, where this works.`, {
      cause,
    })
  })
  try {
    const session = {
      installation,
      dataDir,
      environment,
      signal,
      canRepeat: () => false,
      onNotice: output.note,
    }
    return await withSession(session, (client) =>
      run({ ...context, dataDir, withEngine: (work) => work(client) }),
    )
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

import { homedir } from 'node:os'
import { posix, resolve, win32 } from 'node:path'

export const DATA_DIR_VARIABLE = 'VERDEMUSE_DATA_DIR'

export interface DataDirQuestion {
  /** What `--data-dir` said, if anything. */
  readonly given: string | undefined
  readonly environment: NodeJS.ProcessEnv
  readonly platform?: NodeJS.Platform
  readonly home?: string
}

/** Where everything of this user lies: as said, as the environment says, or where the platform keeps such things. */
export function resolveDataDir(question: DataDirQuestion): string {
  const { given, environment, platform = process.platform, home = homedir() } = question
  const named = given ?? environment[DATA_DIR_VARIABLE]
  if (named) return resolve(named)
  if (platform === 'win32')
    return win32.join(environment['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming'), 'VerdeMuse')
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'VerdeMuse')
  const shared = environment['XDG_DATA_HOME']
  // the convention says that a relative path there is to be ignored
  const base = shared && posix.isAbsolute(shared) ? shared : posix.join(home, '.local', 'share')
  return posix.join(base, 'verdemuse')
}

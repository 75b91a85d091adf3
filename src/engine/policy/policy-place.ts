import { existsSync } from 'node:fs'
import { win32 } from 'node:path'

export interface PolicyPlaceQuestion {
  readonly platform: NodeJS.Platform
  readonly environment: NodeJS.ProcessEnv
  readonly exists?: (file: string) => boolean
}

/** Where Windows keeps it on nearly every machine; not asked of the environment, which a user may change. */
const WINDOWS_FILE = 'C:\\ProgramData\\VerdeMuse\\policy.json'

/** The place that only an administrator can write to. */
export function policyPlace({ platform, environment, exists = existsSync }: PolicyPlaceQuestion): string {
  if (platform === 'darwin') return '/Library/Application Support/VerdeMuse/policy.json'
  if (platform !== 'win32') return '/etc/verdemuse/policy.json'
  // the variable is asked second, for a system that lies on another drive: it can bring a policy, never take one away
  const named = environment['ProgramData']
  if (named === undefined || exists(WINDOWS_FILE)) return WINDOWS_FILE
  const file = win32.join(named, 'VerdeMuse', 'policy.json')
  return exists(file) ? file : WINDOWS_FILE
}

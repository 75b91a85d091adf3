import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Where the parts of the product lie beside the built terminal command. */
export interface Installation {
  readonly engineFile: string
  readonly pageDir: string
  readonly resourcesDir: string
  readonly appVersion: string
}

/** `builtDir` is the folder of the built command: out/main in the repository, the same inside a packed app. */
export function findInstallation(builtDir: string): Installation {
  const root = resolve(builtDir, '../..')
  // packed, the resources lie beside the app's archive, not inside of it
  const resourcesDir = [join(root, 'resources'), resolve(root, '..')].find((folder) =>
    existsSync(join(folder, 'sample-knowledge-base')),
  )
  return {
    engineFile: join(builtDir, 'engine.js'),
    pageDir: resolve(builtDir, '../renderer'),
    resourcesDir: resourcesDir ?? join(root, 'resources'),
    appVersion: readVersion(join(root, 'package.json')),
  }
}

function readVersion(file: string): string {
  try {
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown }
    return typeof version === 'string' ? version : 'unknown'
  } catch {
    return 'unknown'
  }
}

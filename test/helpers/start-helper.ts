import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { StartHelper } from '../../src/engine/processes/helper-process'
import { createNodeHelperStarter } from '../../src/engine/processes/start-node-helper'
import type { HelperName } from '../../src/shared/engine-start'

const ROOT = resolve(import.meta.dirname, '../..')
const CACHE = join(ROOT, 'node_modules/.cache/verdemuse-test')

/** Real helper processes for tests: bundled once for each state of their source, then started as the product does. */
export const startTestHelper: StartHelper = (name) => createNodeHelperStarter({ folder: bundled(name) })(name)

/** The thread that searches words, as it is built. */
export function keywordThread(): string {
  return join(bundled('keywords', 'src/engine/knowledge/keyword-thread.ts'), 'keywords.js')
}

/** The thread that copies the write-ahead log, as it is built. */
export function checkpointThread(): string {
  return join(bundled('checkpoints', 'src/engine/db/checkpoint-thread.ts'), 'checkpoints.js')
}

type Built = HelperName | 'keywords' | 'checkpoints'
/** Which rooms besides its own each is made of; all others read files. */
const ROOMS: Partial<Record<Built, string>> = {
  check: 'db,knowledge',
  keywords: 'db,knowledge',
  checkpoints: 'db',
}

/** Folder that holds the built helper; made when the source has changed. */
export function bundled(name: Built, entry = `src/engine/${name}/${name}-process.ts`): string {
  const folder = join(CACHE, `${name}-${stateOf(name)}`)
  if (existsSync(folder)) return folder
  mkdirSync(CACHE, { recursive: true })
  const building = `${folder}.${process.pid}`
  execFileSync(process.execPath, [join(import.meta.dirname, 'bundle-helper.mjs'), name, entry, building], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    renameSync(building, folder)
  } catch {
    // another test file was faster with the same state
    rmSync(building, { recursive: true, force: true })
  }
  return folder
}

function stateOf(name: Built): string {
  const hash = createHash('sha256')
  const files = [
    ...globSync(`src/engine/{${name},${ROOMS[name] ?? 'parse'},processes}/**/*.ts`, { cwd: ROOT }),
    ...globSync('src/shared/**/*.ts', { cwd: ROOT }),
    'package-lock.json',
    join('test', 'helpers', 'bundle-helper.mjs'),
    join('scripts', 'scan-files.mjs'),
  ].sort()
  for (const file of files) hash.update(file).update(readFileSync(join(ROOT, file)))
  return hash.digest('hex').slice(0, 16)
}

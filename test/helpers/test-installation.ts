import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const CACHE = join(ROOT, 'node_modules/.cache/verdemuse-test')

export interface TestInstallation {
  /** Holds out/main and out/renderer, as the repository does after a build. */
  readonly root: string
  readonly command: string
  readonly engineFile: string
}

/**
 * The real terminal command beside a small engine that serves real ports and holds the real lock, but answers without
 * a database; and a page of two files. Built once for each state of the source.
 */
export function testInstallation(): TestInstallation {
  const root = join(CACHE, `installation-${stateOfSource()}`)
  const installation = {
    root,
    command: join(root, 'out/main/verdemuse.js'),
    engineFile: join(root, 'out/main/engine.js'),
  }
  if (existsSync(root)) return installation
  const building = `${root}.${process.pid}`
  execFileSync(
    process.execPath,
    [
      join(import.meta.dirname, 'bundle-program.mjs'),
      join(building, 'out/main'),
      'verdemuse=src/shell/verdemuse.ts',
      'engine=test/helpers/small-engine.ts',
    ],
    { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  mkdirSync(join(building, 'out/renderer/assets'), { recursive: true })
  writeFileSync(join(building, 'out/renderer/index.html'), '<!doctype html><title>Page</title>')
  writeFileSync(join(building, 'out/renderer/assets/index-abc123.js'), `// ${'x'.repeat(4000)}\n`)
  writeFileSync(join(building, 'package.json'), JSON.stringify({ type: 'module', version: '1.2.3' }))
  mkdirSync(join(building, 'resources/sample-knowledge-base'), { recursive: true })
  try {
    renameSync(building, root)
  } catch {
    rmSync(building, { recursive: true, force: true }) // another test file was faster with the same state
  }
  return installation
}

function stateOfSource(): string {
  const hash = createHash('sha256')
  const files = [
    ...globSync('src/{shell,shared,engine/hosts}/**/*.ts', { cwd: ROOT }),
    'src/engine/db/data-dir-lock.ts',
    ...globSync('test/helpers/{small-engine,small-engine-holdings,test-installation}.ts', { cwd: ROOT }),
    'test/helpers/bundle-program.mjs',
    'package-lock.json',
  ].sort()
  for (const file of files) hash.update(file).update(readFileSync(join(ROOT, file)))
  return hash.digest('hex').slice(0, 16)
}

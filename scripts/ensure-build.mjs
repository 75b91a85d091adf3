// Builds the product when out/ is missing or older than its source; `node ensure-build.mjs [--force]`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dropCompiledCode } from './compiled-code.mjs'
import { findNode, thisNode } from './launch.mjs'

const ROOT = resolve(fileURLToPath(import.meta.url), '../..')
const LOCK_FILE = join(ROOT, 'node_modules/.cache/verdemuse-build.pid')
/** What the build makes; the oldest of them tells its age. */
const BUILT = ['out/main/verdemuse.js', 'out/main/engine.js', 'out/renderer/index.html']
const SOURCES = ['src', 'electron.vite.config.ts', 'package.json']

/** True when anything is missing or older than the newest source. A packed or published copy has no src and is never stale. */
export function isStale(root = ROOT) {
  if (!existsSync(join(root, 'src'))) return false
  const built = BUILT.map((file) => join(root, file))
  if (!built.every((file) => existsSync(file))) return true
  const builtAt = Math.min(...built.map((file) => statSync(file).mtimeMs))
  return SOURCES.some((source) => newestIn(join(root, source)) > builtAt)
}

function newestIn(path) {
  if (!existsSync(path)) return 0
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(path, { withFileTypes: true }).reduce(
    (newest, entry) => Math.max(newest, newestIn(join(path, entry.name))),
    0,
  )
}

/** Two first runs at once must not write the same files: the second waits for the first, and finds its build. */
function waitForTurn() {
  mkdirSync(join(LOCK_FILE, '..'), { recursive: true })
  for (;;) {
    try {
      writeFileSync(LOCK_FILE, String(process.pid), { flag: 'wx' })
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (!isBuilding()) rmSync(LOCK_FILE, { force: true })
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
  }
}

/** False when whoever left the lock is gone: a build that was killed. */
function isBuilding() {
  try {
    process.kill(Number(readFileSync(LOCK_FILE, 'utf8')), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Returns the exit code. Says one line on stderr; the build's own words only when it fails, and never on stdout. */
export function ensureBuild({ force = false } = {}) {
  if (!force && !isStale()) return 0
  waitForTurn()
  try {
    return force || isStale() ? build() : 0
  } finally {
    rmSync(LOCK_FILE, { force: true })
  }
}

function build() {
  const builder = join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js')
  const node = findNode(thisNode())
  if (!existsSync(builder) || !node) {
    process.stderr.write('VerdeMuse is not built, and its builder is not installed: run npm ci.\n')
    return 1
  }
  process.stderr.write('Building VerdeMuse (first run, or the source has changed) …\n')
  const { status, stdout, stderr } = spawnSync(node, [builder, 'build', '--logLevel', 'error'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  dropCompiledCode()
  if (status !== 0) process.stderr.write(`${stdout}${stderr}\nThe build failed.\n`)
  return status ?? 1
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exit(ensureBuild({ force: process.argv.includes('--force') }))

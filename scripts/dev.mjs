// `npm run dev`: electron-vite with reload where the window can open, else the browser shell over a build that follows the source.
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findElectron, hasDisplay } from './electron-binary.mjs'
import { ensureBuild } from './ensure-build.mjs'
import { findNode, run, thisNode } from './launch.mjs'

const ROOT = resolve(fileURLToPath(import.meta.url), '../..')
const node = findNode(thisNode()) ?? process.execPath
const builder = join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js')

if (hasDisplay() && findElectron(ROOT))
  process.exit(await run(node, [builder, 'dev', '--watch'], { cwd: ROOT }))

const buildCode = ensureBuild()
if (buildCode !== 0) process.exit(buildCode)
// the page follows at a reload; a change of the engine or the shell takes a restart
const watcher = spawn(node, [builder, 'build', '--watch', '--logLevel', 'warn'], {
  cwd: ROOT,
  stdio: ['ignore', 2, 2],
})
const exitCode = await run(node, [resolve(ROOT, 'out/main/verdemuse.js'), 'serve', '--no-open'])
watcher.kill()
process.exit(exitCode)

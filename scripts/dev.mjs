// `npm run dev`: the window where it can open, else the browser shell, over a build that follows the source.
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findElectron, hasDisplay } from './electron-binary.mjs'
import { ensureBuild } from './ensure-build.mjs'
import { findNode, run, thisNode } from './launch.mjs'

const ROOT = resolve(fileURLToPath(import.meta.url), '../..')
const node = findNode(thisNode()) ?? process.execPath
const builder = join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js')

const buildCode = ensureBuild()
if (buildCode !== 0) process.exit(buildCode)
// the page follows at a reload, from the build as it is shipped; a change of the engine or a shell takes a restart
const watcher = spawn(node, [builder, 'build', '--watch', '--logLevel', 'warn'], {
  cwd: ROOT,
  stdio: ['ignore', 2, 2],
})
const electron = hasDisplay() ? findElectron(ROOT) : null
const exitCode = electron
  ? await run(electron, [ROOT], { cwd: ROOT })
  : await run(node, [resolve(ROOT, 'out/main/verdemuse.js'), 'serve', '--no-open'])
watcher.kill()
process.exit(exitCode)

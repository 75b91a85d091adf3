// `npm start`: the desktop window where it can open, else the browser shell, with one sentence that says why.
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keepCompiledCode } from './compiled-code.mjs'
import { downloadElectron, findElectron, hasDisplay } from './electron-binary.mjs'
import { ensureBuild } from './ensure-build.mjs'
import { findNode, launch, run, thisNode } from './launch.mjs'

const ROOT = resolve(fileURLToPath(import.meta.url), '../..')
/** A window that ends sooner and with an error never opened: a missing library, a sandbox that is not allowed. */
const OPENED_AFTER_MS = 4_000

/** How to start: a window with its binary, or the browser with its reason. The display is asked first: it costs nothing. */
export function chooseShell({ root, environment, platform, node, download = downloadElectron }) {
  if (!hasDisplay(environment, platform)) return { reason: 'This machine has no display for a window.' }
  const found = findElectron(root, environment)
  if (found) return { binary: found }
  if (node) download(root, node)
  const downloaded = findElectron(root, environment)
  return downloaded
    ? { binary: downloaded }
    : { reason: 'Electron’s program is not here and could not be downloaded.' }
}

async function start(args) {
  const buildCode = ensureBuild()
  if (buildCode !== 0) return buildCode
  const shell = chooseShell({
    root: ROOT,
    environment: process.env,
    platform: process.platform,
    node: findNode(thisNode()),
  })
  if (!shell.binary) return startBrowserShell(shell.reason, args)
  const startedAt = Date.now()
  const exitCode = await run(shell.binary, [ROOT, ...args])
  const hasFailedToOpen = exitCode !== 0 && Date.now() - startedAt < OPENED_AFTER_MS
  return hasFailedToOpen ? startBrowserShell('The desktop window could not open here.', args) : exitCode
}

function startBrowserShell(reason, args) {
  keepCompiledCode()
  return launch(resolve(ROOT, 'out/main/verdemuse.js'), ['serve', '--reason', reason, ...args])
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exit(await start(process.argv.slice(2)))

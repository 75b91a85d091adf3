// Finds out whether the desktop window can open here, and why not, in one sentence.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A good connection brings the 120 MB in less or not in minutes either; a blocked one fails at once. */
const DOWNLOAD_PATIENCE_MS = 8_000

/** Path of Electron's binary, or null when it is not here. */
export function findElectron(root, environment = process.env) {
  const folder = join(root, 'node_modules/electron')
  const override = environment.ELECTRON_OVERRIDE_DIST_PATH
  try {
    const name = existsSync(join(folder, 'path.txt'))
      ? readFileSync(join(folder, 'path.txt'), 'utf8')
      : 'electron'
    const binary = override ? join(override, name) : join(folder, 'dist', name)
    return existsSync(binary) ? binary : null
  } catch {
    return null
  }
}

/** Electron no longer downloads at install: its own script is asked once, for a short time. */
export function downloadElectron(root, node, patienceMs = DOWNLOAD_PATIENCE_MS) {
  const script = join(root, 'node_modules/electron/install.js')
  if (!existsSync(script)) return
  process.stderr.write('Looking for the desktop window’s program (Electron) …\n')
  spawnSync(node, [script], { cwd: root, stdio: 'ignore', timeout: patienceMs, killSignal: 'SIGKILL' })
}

/** True where a window can appear. */
export function hasDisplay(environment = process.env, platform = process.platform) {
  if (platform === 'darwin' || platform === 'win32') return !environment.SSH_CONNECTION
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)
}

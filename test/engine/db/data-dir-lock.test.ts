import { readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { lockDataDir } from '../../../src/engine/db/data-dir-lock'
import { tempDataDir } from '../../helpers/small-installation-run'

test('a second owner is told who has the folder, and gets it once it is free', () => {
  const dataDir = join(tempDataDir(), 'new')
  const first = lockDataDir({ dataDir, hostName: 'desktop app' })
  expect(() => lockDataDir({ dataDir, hostName: 'browser shell' })).toThrow(
    `The desktop app (process ${process.pid}) is using this data folder.`,
  )
  first.release()
  first.release()
  const second = lockDataDir({ dataDir, hostName: 'browser shell' })
  expect(JSON.parse(readFileSync(join(dataDir, 'instance.json'), 'utf8'))).toEqual({
    pid: process.pid,
    hostName: 'browser shell',
  })
  second.release()
})

test('the refusal has its own code, also when the owner has not written its name yet', () => {
  const dataDir = tempDataDir()
  const lock = lockDataDir({ dataDir, hostName: 'terminal' })
  onTestFinished(() => lock.release())
  writeFileSync(join(dataDir, 'instance.json'), '')
  expect(() => lockDataDir({ dataDir, hostName: 'terminal' })).toThrow(
    expect.objectContaining({
      code: 'data_dir_in_use',
      message: 'Another VerdeMuse is using this data folder.',
    }),
  )
})

test('a new folder and what is made in it belong to this user alone', () => {
  const dataDir = join(tempDataDir(), 'deep', 'er')
  const lock = lockDataDir({ dataDir, hostName: 'terminal' })
  onTestFinished(() => lock.release())
  writeFileSync(join(dataDir, 'later.txt'), 'x')
  expect(statSync(dataDir).mode & 0o777).toBe(0o700)
  expect(statSync(join(dataDir, 'instance.json')).mode & 0o777).toBe(0o600)
  expect(statSync(join(dataDir, 'later.txt')).mode & 0o777).toBe(0o600)
})

test('a folder that cannot be used is refused with the reason in words', () => {
  const file = join(tempDataDir(), 'file')
  writeFileSync(file, 'x')
  expect(() => lockDataDir({ dataDir: file, hostName: 'terminal' })).toThrow(
    expect.objectContaining({
      code: 'data_dir_unusable',
      message: expect.stringContaining('a file of that name'),
    }),
  )
})

test.runIf(process.platform === 'linux')('a place where no folder can ever be made is said at once', () => {
  expect(() => lockDataDir({ dataDir: '/proc/none/deeper', hostName: 'terminal' })).toThrow(
    expect.objectContaining({ code: 'data_dir_unusable' }),
  )
})

test('a damaged lock file is named', () => {
  const dataDir = tempDataDir()
  writeFileSync(join(dataDir, 'instance.lock'), 'not a database, long enough to look like one'.repeat(50))
  expect(() => lockDataDir({ dataDir, hostName: 'terminal' })).toThrow(
    expect.objectContaining({ code: 'data_dir_unusable', message: expect.stringContaining('instance.lock') }),
  )
})

test.runIf(process.platform === 'linux')('a full disk keeps nobody from taking the folder to read', () => {
  const dataDir = tempDataDir()
  // every write to it fails as on a full disk
  symlinkSync('/dev/full', join(dataDir, 'instance.json'))
  const lock = lockDataDir({ dataDir, hostName: 'terminal' })
  // reading it would never end
  rmSync(join(dataDir, 'instance.json'))
  expect(() => lockDataDir({ dataDir, hostName: 'terminal' })).toThrow(
    expect.objectContaining({ code: 'data_dir_in_use' }),
  )
  lock.release()
})

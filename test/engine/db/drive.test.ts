import { open } from 'node:fs/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createDrive } from '../../../src/engine/db/drive'
import { writeSoon } from '../../../src/engine/db/write-soon'
import { tempDatabase } from '../../helpers/temp-database'

/** Over the real files; how the drive is waited for is in the test's hands. */
function room() {
  const db = tempDatabase()
  const paths: string[] = []
  const hold: { datasync: (() => Promise<void>) | null } = { datasync: null }
  const drive = createDrive(db, async (path, flags) => {
    paths.push(path)
    const handle = await open(path, flags)
    return { datasync: () => hold.datasync?.() ?? handle.datasync(), close: () => handle.close() }
  })
  onTestFinished(drive.close)
  const commit = () => writeSoon(db, () => db.exec('UPDATE knowledge_revision SET revision = revision + 1'))
  return { db, drive, commit, paths, hold }
}

test('the log of the database is waited for, over one handle, which is closed in the end', async () => {
  const { db, drive, commit, paths } = room()
  commit()
  await drive.reached()
  commit()
  await drive.reached()
  expect(paths).toEqual([`${db.name}-wal`])
  await drive.close()
  await drive.close()
})

test('who comes while the drive is waited for waits for the next time, together with all others', async () => {
  const { drive, commit, hold } = room()
  const waits: PromiseWithResolvers<void>[] = []
  hold.datasync = () => {
    const wait = Promise.withResolvers<void>()
    waits.push(wait)
    return wait.promise
  }
  commit()
  const told: string[] = []
  const first = drive.reached().then(() => told.push('first'))
  await vi.waitFor(() => expect(waits).toHaveLength(1))
  const later = ['second', 'third'].map((name) => {
    commit()
    return drive.reached().then(() => told.push(name))
  })
  waits[0]?.resolve()
  await first
  await vi.waitFor(() => expect(waits).toHaveLength(2))
  expect(told).toEqual(['first'])
  waits[1]?.resolve()
  await Promise.all(later)
  expect(waits).toHaveLength(2)
})

test('a full drive is said as such, and the next wait tries again', async () => {
  const { drive, commit, hold } = room()
  commit()
  hold.datasync = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
  await expect(drive.reached()).rejects.toMatchObject({ code: 'storage_full' })
  hold.datasync = () => Promise.reject(Object.assign(new Error('broken'), { code: 'EIO' }))
  await expect(drive.reached()).rejects.toMatchObject({ code: 'EIO' })
  hold.datasync = null
  await drive.reached()
})

test('without a log there is nothing to wait for', async () => {
  const { name } = tempDatabase()
  await createDrive({ name: `${name}.gone` }).reached()
})

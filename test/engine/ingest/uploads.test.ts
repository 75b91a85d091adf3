import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { FileResult, JobRecord, WaitingFile } from '../../../src/engine/ingest/import-rows'
import { createUploads } from '../../../src/engine/ingest/uploads'
import { tempFolder } from '../../helpers/temp-database'

/** A job over one uploaded copy, which has been read. */
function room() {
  const filePath = join(tempFolder(), 'upload-1.md')
  writeFileSync(filePath, 'Soil for cacti.')
  const job = { roots: [{ path: filePath, label: 'soil.md', isTemporary: true }] } as unknown as JobRecord
  const file = { filePath } as WaitingFile
  const result = { state: 'done', documentId: 7 } as FileResult
  const drive = Promise.withResolvers<void>()
  const keep = vi.fn(async () => {})
  const uploads = createUploads({ reached: () => drive.promise, keep })
  return { filePath, drive, keep, uploads, finish: () => uploads.finish(job, file, result) }
}

test('a copy goes only when what was made of it is on the drive', async () => {
  const { filePath, drive, keep, uploads, finish } = room()
  finish()
  await vi.waitFor(() => expect(keep).toHaveBeenCalledExactlyOnceWith(7, filePath))
  await new Promise((resolve) => setImmediate(resolve))
  expect(existsSync(filePath)).toBe(true)
  drive.resolve()
  await uploads.settled()
  await expect.poll(() => existsSync(filePath)).toBe(false)
})

test('a copy stays when the drive could not take what was made of it', async () => {
  const { filePath, drive, uploads, finish } = room()
  finish()
  drive.reject(new Error('full'))
  await uploads.settled()
  await new Promise((resolve) => setImmediate(resolve))
  expect(existsSync(filePath)).toBe(true)
})

import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readBody } from '../../../src/engine/web/read-body'

const LIMIT = 1024 * 1024

test('a body that unpacks to gigabytes ends at the limit, long before its end is asked for', async () => {
  const megabyte = gzipSync(Buffer.alloc(50 * LIMIT))
  let given = 0
  async function* endless() {
    for (;;) {
      given++
      yield megabyte
    }
  }
  await expect(readBody(Readable.from(endless()), 'gzip', LIMIT)).rejects.toMatchObject({
    refusal: { code: 'too_large' },
  })
  expect(given).toBeLessThan(50)
})

test('a body of exactly the limit is whole', async () => {
  const bytes = Buffer.alloc(LIMIT, 'x')
  expect((await readBody(Readable.from([gzipSync(bytes)]), 'gzip', LIMIT)).equals(bytes)).toBe(true)
  expect((await readBody(Readable.from([bytes]), '', LIMIT)).equals(bytes)).toBe(true)
})

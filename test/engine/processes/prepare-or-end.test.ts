import { expect, test } from 'vitest'
import { prepareOrEnd } from '../../../src/engine/processes/prepare-or-end'

test('a process that cannot be made ready ends, and one that can goes on', async () => {
  let endCount = 0
  const end = () => void endCount++
  await expect(prepareOrEnd(() => Promise.reject(new Error('no library')), end)).rejects.toThrow('no library')
  expect(endCount).toBe(1)
  expect(await prepareOrEnd(async () => 'ready', end)).toBe('ready')
  expect(endCount).toBe(1)
})

import { expect, test } from 'vitest'
import { compileScanKernel } from '../../../scripts/make-scan-kernel.mjs'
import { SCAN_KERNEL } from '../../../src/engine/knowledge/scan-kernel'

test('the kernel that is carried is the one that can be read', async () => {
  expect(SCAN_KERNEL).toBe(await compileScanKernel())
})

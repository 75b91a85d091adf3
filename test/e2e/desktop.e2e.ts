import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { findElectron, hasDisplay } from '../../scripts/electron-binary.mjs'
import { ask, ended, waitForSample } from './pages'

const ROOT = resolve(import.meta.dirname, '../..')
const executablePath = findElectron(ROOT)

// the same journeys as in the browser shell, where the window's program and a display are there
test.skip(
  !executablePath || !hasDisplay(),
  'Electron’s binary or a display is missing: the window is not tried here.',
)

let app: ElectronApplication
let page: Page
let dataDir: string

test.beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'verdemuse-desktop-'))
  app = await _electron.launch({
    executablePath: executablePath as string,
    args: [ROOT, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: { ...(process.env as Record<string, string>), VERDEMUSE_DATA_DIR: dataDir },
  })
  page = await app.firstWindow()
})
test.afterEach(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

test('the window opens on its own scheme, locked, and answers a question with a passage to click', async () => {
  expect(page.url()).toMatch(/^app:/)
  expect(await page.evaluate(() => [typeof globalThis.process, 'require' in globalThis])).toEqual([
    'undefined',
    false,
  ])
  await waitForSample(page)
  const answer = await ask(page, 'What does the error code PAY-104 mean?')
  await ended(answer)
  await answer
    .getByRole('button', { name: /^Source 1/ })
    .first()
    .click()
  await expect(page.locator('mark').first()).toContainText('PAY-104')
})

test('nothing leads out of the window: no navigation, no second window, no permission', async () => {
  const before = page.url()
  await page.evaluate(() => {
    window.open('https://example.org')
    location.href = 'https://example.org'
  })
  await page.waitForTimeout(500)
  expect(page.url()).toBe(before)
  expect(app.windows()).toHaveLength(1)
  const permission = await page.evaluate(() => Notification.requestPermission())
  expect(permission).toBe('denied')
})

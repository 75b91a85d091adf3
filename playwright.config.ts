import { defineConfig } from '@playwright/test'
import { pickBrowser } from './test/e2e/browser'

const browser = await pickBrowser()
if (!process.env['TEST_WORKER_INDEX'])
  console.log(
    browser
      ? `Browser for the journeys: ${browser.kind}, ${browser.launch.executablePath ?? 'default'}`
      : 'No Chromium found: the browser journeys are skipped. Run: npx playwright install chromium',
  )

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results/e2e',
  // each test starts a real engine with a real model: two at once fill two cores
  workers: process.env['CI'] ? 1 : 2,
  retries: process.env['CI'] ? 1 : 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  use: {
    headless: true,
    ...(browser ? { launchOptions: browser.launch } : {}),
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  ...(browser ? {} : { grepInvert: /.*/ }),
})

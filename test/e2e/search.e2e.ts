import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, open, test } from './app'
import { ask, ended, waitForSample } from './pages'

async function openSearch(page: Page) {
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  const field = page.getByRole('textbox', { name: 'Search the knowledge base' })
  await expect(field).toBeFocused()
  return field
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
}

const results = (page: Page) => page.locator('button[data-hit]')

test('by keyboard alone: type, walk, read why, copy, open at the passage, and come back to the same list', async ({
  page,
  app,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, app)
  await waitForSample(page)
  const field = await openSearch(page)
  await field.pressSequentially('how often to water a monstera', { delay: 20 })
  await expect(page.getByRole('heading', { level: 2 }).first()).toContainText(/monstera/i)
  await expect(page.getByText(/\d+ passages in \d+ documents$/)).toBeVisible()
  await expect(results(page).first().locator('mark').first()).toBeVisible()

  await page.keyboard.press('ArrowDown')
  await expect(results(page).first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(results(page).nth(1)).toBeFocused()
  await page.keyboard.press('Alt+w')
  const why = page.getByRole('table')
  await expect(why).toContainText('Why it is number 2')
  const numbers = (await why.locator('tbody tr td:last-child').allTextContents()).map(Number)
  expect((numbers[0] ?? 0) + (numbers[1] ?? 0)).toBeCloseTo(numbers[2] ?? 0, 3)

  await page.keyboard.press('Control+Enter')
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/\w{3}/)
  const text = await results(page).nth(1).innerText()
  await page.keyboard.press('Alt+l')
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/#\/document\/\d+\/\d+-\d+$/)
  const link = await page.evaluate(() => navigator.clipboard.readText())

  await page.keyboard.press('Enter')
  await expect(page.locator('mark').first()).toBeInViewport()
  await page.keyboard.press('Escape')
  await expect(results(page).nth(1)).toBeFocused()
  expect(await results(page).nth(1).innerText()).toBe(text)

  // typing goes on in the field
  await page.keyboard.press('x')
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('how often to water a monsterax')

  // the link opens the passage, in this page and in a new one
  await page.goto(link)
  await expect(page.locator('mark').first()).toBeInViewport()
  const other = await context.newPage()
  await other.goto(link)
  await expect(other.locator('mark').first()).toBeInViewport()
})

test('operators, spelling, filters and an empty result each say what they did', async ({ page, app }) => {
  await open(page, app)
  await waitForSample(page)
  const field = await openSearch(page)
  await expect(page.getByText('word for word')).toBeVisible()

  await field.fill('fertilizr for monstera')
  await expect(page.getByText(/Showing results for/)).toContainText('fertili')
  await page.getByRole('button', { name: /^Search for .* instead$/ }).click()
  await expect(page.getByText(/Showing results for/)).toHaveCount(0)

  await field.fill('monstera title:watering')
  // until they come, the results of the words before stay on the page
  const documents = page.getByRole('heading', { level: 2 })
  await expect(documents.filter({ hasNotText: /water/i })).toHaveCount(0)
  await expect(documents.filter({ hasText: /water/i }).first()).toBeVisible()

  await field.fill('monstera "no such phrase anywhere"')
  await expect(page.getByText(/No passage holds “no such phrase anywhere” word for word/)).toBeVisible()
  await expect(results(page).first()).toBeVisible()

  await page.getByRole('radio', { name: 'Words' }).click()
  await field.fill('qqqqzzzz')
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible()
  await page.getByRole('button', { name: 'Search by meaning too' }).click()
  await expect(page.getByRole('radio', { name: 'Both' })).toBeChecked()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the search view is accessible in every state, ${colorScheme}`, async ({ page, app }) => {
    test.setTimeout(120_000)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await open(page, app)
    await waitForSample(page)
    const field = await openSearch(page)
    const shot = (name: string) => page.screenshot({ path: `test-results/search/${name}-${colorScheme}.png` })
    await expectAccessible(page)
    await shot('empty')
    await field.fill('pot return deposit countries')
    await expect(results(page).first()).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Alt+w')
    await expect(page.getByRole('table')).toBeVisible()
    await expectAccessible(page)
    await shot('why')
    await page.getByRole('button', { name: /^Date/ }).click()
    await expect(page.getByLabel('From')).toBeVisible()
    await expectAccessible(page)
    await shot('date')
    await page.keyboard.press('Escape')
    await field.fill(`germinaton ${'Donaudampfschifffahrt'.repeat(8)}`)
    await expect(page.getByText(/passages? in/)).toBeVisible()
    await shot('long-words')
    await page.getByRole('radio', { name: 'Words' }).click()
    await field.fill('qqqqzzzz')
    await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible()
    await expectAccessible(page)
    await shot('nothing')
    await page.getByRole('radio', { name: 'Both' }).click()
    await page.setViewportSize({ width: 420, height: 800 })
    await field.fill('“live plants” returns')
    await expect(results(page).first()).toBeVisible()
    await expectAccessible(page)
    await shot('narrow')
  })
}

test('answers and results rest on the collections that were chosen, also after a reload', async ({
  page,
  app,
  dataDir,
}) => {
  await open(page, app)
  await waitForSample(page)
  const folder = join(dataDir, 'internal')
  mkdirSync(folder)
  writeFileSync(join(folder, 'monstera.md'), '# Watering our office monstera\n\nOn Mondays only, by Kim.\n')
  await terminal(dataDir, ['collections', 'create', 'Internal'])
  await terminal(dataDir, ['import', folder, '--collection', 'Internal'])
  await page.reload()

  await page.getByRole('button', { name: 'Answer from: All collections' }).click()
  await page.getByRole('checkbox', { name: /Internal/ }).click()
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(page.getByRole('button', { name: 'Answer from: Internal' })).toBeVisible()
  await page.screenshot({ path: 'test-results/search/chat-collections.png' })
  const answer = await ask(page, 'How often is the monstera watered?')
  await ended(answer)
  await expect(answer).toContainText('On Mondays only')
  await answer
    .getByRole('button', { name: /^Source 1/ })
    .first()
    .click()
  await expect(page.getByText('1 passage, 1 article')).toBeVisible()

  const field = await openSearch(page)
  await field.fill('watering monstera')
  await expect(results(page).nth(1)).toBeVisible()
  await page.getByRole('button', { name: 'Collection', exact: true }).click()
  await page.getByRole('checkbox', { name: /Internal/ }).click()
  await expect(page.getByText('1 passage in 1 document')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Remove the filter Collection: Internal' })).toBeVisible()
  await page.screenshot({ path: 'test-results/search/filtered.png' })
  await page.keyboard.press('Escape')
  await field.fill('watering monstera in:know')
  await expect(page.getByRole('button', { name: 'Remove the filter Collection: Internal' })).toBeVisible()
})

/** A command of the terminal beside the running app. */
async function terminal(dataDir: string, args: readonly string[]): Promise<void> {
  const program = join(import.meta.dirname, '../../out/main/verdemuse.js')
  await promisify(execFile)(process.execPath, [program, ...args, '--data-dir', dataDir])
}

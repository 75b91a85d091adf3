import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, open, test } from './app'
import { ask, ended, openKnowledge, openSettings, waitForSample } from './pages'

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every view is accessible, ${colorScheme}`, async ({ page, app }) => {
    test.setTimeout(120_000)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await open(page, app)
    await waitForSample(page)
    await expectAccessible(page)

    const answer = await ask(page, 'Which fertiliser dose does a calathea get?')
    await ended(answer)
    await answer
      .getByRole('button', { name: /^Source 1/ })
      .first()
      .click()
    await expect(page.locator('mark').first()).toBeVisible()
    await expectAccessible(page)

    await page.getByRole('button', { name: 'Open article' }).first().click()
    await expect(
      page
        .getByRole('region', { name: /^Text of/ })
        .or(page.getByLabel(/^Text of/))
        .first(),
    ).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Escape')

    await openKnowledge(page)
    await expectAccessible(page)
    await openSettings(page)
    await page.getByRole('button', { name: 'About & health' }).click()
    // the column is scrolled, and never the page: its top bar would be gone for good
    expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBe(0)
    await expectAccessible(page)
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('combobox').fill('repotting')
    await expect(page.getByRole('option').first()).toBeVisible()
    await expectAccessible(page)
  })
}

test('Ctrl+K finds an article and opens it at the passage, by keyboard alone', async ({ page, app }) => {
  await open(page, app)
  await waitForSample(page)
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').fill('PAY-104')
  await expect(page.getByRole('option').first()).toBeVisible()
  await expect(page.getByRole('option', { selected: true })).toContainText('PAY-104')
  await page.keyboard.press('Enter')
  await expect(page.locator('mark').first()).toContainText('PAY-104')
})

test('the citation of a PDF opens its page with the passage lit', async ({ page, app }) => {
  await open(page, app)
  await waitForSample(page)
  const answer = await ask(page, 'How do I get lime out of the AquaRoot reservoir? Is vinegar OK?')
  await ended(answer)
  await page
    .getByRole('complementary', { name: 'Sources' })
    .getByText(/page \d/i)
    .first()
    .click()
  await expect(page.locator('mark').first()).toBeVisible()
})

test('on a narrow window the sources are a sheet, on a phone-sized one there is one pane at a time', async ({
  page,
  app,
}) => {
  await page.setViewportSize({ width: 900, height: 800 })
  await open(page, app)
  await waitForSample(page)
  const answer = await ask(page, 'How do I pause my Green Box?')
  await ended(answer)
  await answer
    .getByRole('button', { name: /^Source 1/ })
    .first()
    .click()
  await expect(page.getByRole('dialog', { name: 'Sources' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.setViewportSize({ width: 420, height: 800 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(420)
})

test('what is open in the middle stays when the window is made narrow', async ({ page, app }) => {
  await page.setViewportSize({ width: 900, height: 800 })
  await open(page, app)
  await page
    .getByRole('button', { name: /^Macros/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Write the first macro' }).click()
  await page.getByRole('button', { name: 'Add a passage' }).click()
  await page.getByLabel('Search for a passage').fill('monstera')
  await page.setViewportSize({ width: 420, height: 800 })
  await expect(page.getByLabel('Search for a passage')).toHaveValue('monstera')
})

test('conversations are renamed, pinned, cleared and deleted, and settings are kept', async ({
  page,
  app,
}) => {
  await open(page, app)
  await waitForSample(page)
  await ended(await ask(page, 'How do I pause my Green Box?'))
  await page
    .getByRole('button', { name: /^Menu of/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: /Rename/ }).click()
  await page.getByRole('textbox', { name: 'New name' }).fill('Pausing the box')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Pausing the box/ })).toBeVisible()
  await page.getByRole('button', { name: 'Menu of Pausing the box' }).first().click()
  await page.getByRole('menuitem', { name: /Pin/ }).click()
  await expect(page.getByText('Pinned', { exact: false }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Menu of Pausing the box' }).first().click()
  await page.getByRole('menuitem', { name: /Delete/ }).click()
  await page
    .getByRole('alertdialog')
    .or(page.getByRole('dialog'))
    .getByRole('button', { name: /Delete/ })
    .click()
  await expect(page.getByRole('button', { name: /^Pausing the box/ })).toHaveCount(0)
})

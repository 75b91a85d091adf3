import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect, open, test } from './app'
import { ask, ended, newQuestion, openKnowledge, waitForSample } from './pages'

/** Where pictures are left for a person to look at; none when it is not set. */
const SHOTS = process.env['VERDEMUSE_E2E_SHOTS']

async function shot(page: Page, name: string): Promise<void> {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`) })
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
}

const MARKDOWN = `---
title: Cascade care
tags: [barrels, winter]
language: en
---
# Cascade care

The **Cascade barrel** must be *emptied* below 2 °C. See [the manual](https://example.com/manual).

1. Open the tap.
2. Tip the barrel.

- Keep the \`lid\` on.

> Never climb onto it.

| Part | Price | Note |
| --- | --- | --- |
| Tap | EUR 7.40 | hand tight |
| Lid | EUR 12.10 | fits **all** barrels |

\`\`\`
order --part tap
\`\`\`
`
const HTML = `<!doctype html><title>Barrel sizes</title><h1>Barrel sizes</h1><p>All sizes are <strong>outer</strong> ones.</p>
<table><tr><th>Model</th><th>Litres</th></tr><tr><td>Cascade S</td><td>120 litres of rain</td></tr><tr><td>Cascade L</td><td>310 litres of rain</td></tr></table>
<ul><li>Measured by hand</li></ul><script>alert(1)</script><img src="https://example.com/x.png" onerror="alert(2)">`

function writeFolder(parent: string, files: Readonly<Record<string, string>>): string {
  const folder = join(parent, 'barrels')
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

async function importFolder(page: Page, folder: string, words: string | RegExp): Promise<void> {
  await openKnowledge(page)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: /Add folder/ }).click()
  await (await chooser).setFiles(folder)
  await expect(page.getByText(words).first()).toBeVisible({ timeout: 60_000 })
}

async function openDocument(page: Page, title: string): Promise<Locator> {
  await openKnowledge(page)
  await page.getByRole('button', { name: title, exact: true }).first().click()
  const text = page.getByRole('region', { name: `Text of ${title}` })
  await expect(text).toBeVisible()
  return text
}

/** Opens the first citation whose card says so. */
async function openCard(page: Page, answer: Locator, words: RegExp): Promise<Locator> {
  await answer
    .getByRole('button', { name: /^Source \d/ })
    .first()
    .click()
  const sources = page.getByRole('complementary', { name: 'Sources' })
  const card = sources.getByRole('article').filter({ hasText: words }).first()
  const open = card.getByRole('button', { name: 'Open article' })
  await expect(async () => {
    if (!(await open.isVisible())) await card.getByRole('button').first().click()
    await expect(open).toBeVisible({ timeout: 2000 })
  }).toPass()
  return card
}

/** Opens the first citation whose card says so, then its document. */
async function openCitation(page: Page, answer: Locator, words: RegExp): Promise<void> {
  const card = await openCard(page, answer, words)
  await card.getByRole('button', { name: 'Open article' }).click()
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`a citation opens the page of a PDF with its words lit on it, ${colorScheme}`, async ({
    page,
    app,
  }) => {
    await page.emulateMedia({ colorScheme })
    await open(page, app)
    await waitForSample(page)
    const answer = await ask(page, 'How long is the warranty of the AquaRoot pot?')
    await ended(answer)
    const card = await openCard(page, answer, /page 3/)
    await expect(card.locator('mark').first()).toBeVisible()
    await shot(page, `beside-text-${colorScheme}`)
    await card.getByRole('button', { name: 'Pages', exact: true }).click()
    await expect(card.locator('.pdf-lit').first()).toBeInViewport({ timeout: 20_000 })
    await shot(page, `beside-page-${colorScheme}`)
    await expectAccessible(page)
    await card.getByRole('button', { name: 'Open article' }).click()
    await expect(page.locator('.pdf-lit').first()).toBeInViewport({ timeout: 20_000 })
    await expect(page.getByRole('textbox', { name: 'Page' })).toHaveValue('3')
    await shot(page, `pdf-${colorScheme}`)
    await expectAccessible(page)
    await page.getByRole('searchbox', { name: 'Find in this document' }).fill('reservoir')
    await page.keyboard.press('Enter')
    await expect(page.getByText(/^1 of \d+$/)).toBeVisible()
    await expect(page.locator('.pdf-lit-active').first()).toBeInViewport()
    await shot(page, `pdf-hit-${colorScheme}`)
    await page.getByRole('button', { name: 'Text', exact: true }).click()
    await expect(
      page
        .getByRole('region', { name: /^Text of/ })
        .locator('mark')
        .first(),
    ).toBeInViewport()
    await shot(page, `pdf-text-${colorScheme}`)
    await expectAccessible(page)
  })

test('a page and a note are shown as they were written, and an old answer says that its source changed', async ({
  page,
  app,
  dataDir,
}) => {
  test.setTimeout(150_000)
  await open(page, app)
  await waitForSample(page)
  await importFolder(page, writeFolder(dataDir, { 'care.md': MARKDOWN, 'sizes.html': HTML }), '2 added')

  await test.step('Markdown without its signs, with its table, its list and its facts', async () => {
    const text = await openDocument(page, 'Cascade care')
    await expect(text.locator('strong').first()).toHaveText('Cascade barrel')
    await expect(text.getByRole('columnheader', { name: 'Price' })).toBeVisible()
    await expect(text.getByRole('cell', { name: 'EUR 12.10' })).toBeVisible()
    await expect(text.getByRole('link', { name: 'the manual' })).toBeVisible()
    await expect(text).not.toContainText('**')
    await expect(page.getByText('winter', { exact: true })).toBeVisible()
    await shot(page, 'markdown')
    await expectAccessible(page)
  })

  await test.step('words are found in a table cell, and gone through by keys', async () => {
    const text = page.getByRole('region', { name: 'Text of Cascade care' })
    await page.keyboard.press('ControlOrMeta+f')
    await page.keyboard.type('barrel')
    await page.keyboard.press('Enter')
    await expect(page.getByText(/^1 of \d$/)).toBeVisible()
    await text.focus()
    await page.keyboard.press('n')
    await expect(page.getByText(/^2 of \d$/)).toBeVisible()
    await page.keyboard.press('p')
    await expect(page.getByText(/^1 of \d$/)).toBeVisible()
    await expect(text.getByRole('cell').locator('mark')).toHaveCount(1)
  })

  await test.step('a web page with its table, and nothing of what it would run', async () => {
    const text = await openDocument(page, 'Barrel sizes')
    await expect(text.getByRole('cell', { name: '310 litres of rain' })).toBeVisible()
    await expect(text.locator('img, script')).toHaveCount(0)
    await shot(page, 'html')
    await page.setViewportSize({ width: 520, height: 800 })
    await shot(page, 'html-narrow')
    await expectAccessible(page)
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  await test.step('a changed source is told, with the words of then beside the document of now', async () => {
    await newQuestion(page)
    const answer = await ask(page, 'When must the Cascade barrel be emptied?')
    await ended(answer)
    const changed = MARKDOWN.replace('must be *emptied* below 2 °C', 'may stay filled until 5 °C of frost')
    await importFolder(page, writeFolder(dataDir, { 'care.md': changed }), /1 (added|updated|changed)/)
    await page
      .getByRole('button', { name: /When must the Cascade/ })
      .first()
      .click()
    await openCitation(page, page.getByRole('article', { name: 'Answer' }).first(), /Cascade care/)
    await expect(page.getByRole('note')).toContainText('was changed since the answer')
    await expect(page.getByRole('note')).toContainText('below 2 °C')
    await expect(page.getByRole('region', { name: 'Text of Cascade care' })).toContainText('5 °C of frost')
    await shot(page, 'changed')
    await expectAccessible(page)
  })
})

test('a huge text opens in its middle and scrolls both ways without a gap', async ({
  page,
  app,
  dataDir,
}) => {
  test.setTimeout(180_000)
  await open(page, app)
  const lines = Array.from({ length: 30_000 }, (_, index) =>
    index === 15_000
      ? 'The zanzibar valve opens at 4.2 bar.'
      : `Line ${index} of the log says that pump ${index % 97} ran for ${index % 60} minutes at its usual speed.`,
  )
  const folder = writeFolder(dataDir, { 'huge.txt': lines.join('\n\n') })
  // found by words is enough here: reading 4,000 passages for meaning takes minutes
  await importFolder(page, folder, /1 waiting for meaning search|1 added/)
  // its first passages wait for meaning already while its last ones are still being written
  await expect(async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('zanzibar valve')
    await page
      .getByRole('option', { name: /zanzibar/i })
      .first()
      .click({ timeout: 3_000 })
  }).toPass({ timeout: 60_000 })
  const text = page.getByRole('region', { name: /^Text of/ })
  await expect(text.getByText('zanzibar valve')).toBeInViewport()
  await shot(page, 'huge')
  await text.hover()
  const isCovered = () =>
    text.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect()
      const at = (share: number) => document.elementFromPoint(left + width / 2, top + height * share)
      return [0.3, 0.5, 0.7].some((share) => at(share)?.closest('.document-text') !== null)
    })
  for (let step = 0; step < 40; step++) {
    await page.mouse.wheel(0, step < 20 ? -3000 : 3000)
    await page.waitForTimeout(60)
    expect(await isCovered()).toBe(true)
  }
})

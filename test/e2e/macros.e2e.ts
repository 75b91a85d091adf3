import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, open, test } from './app'
import { newQuestion } from './pages'

const PROGRAM = resolve(import.meta.dirname, '../../out/main/verdemuse.js')
const READING_MS = 30_000

const composer = (page: Page) => page.getByRole('textbox', { name: 'Question' })
const rail = (page: Page) => page.getByRole('navigation', { name: 'Conversations' })
const options = (page: Page) => page.getByRole('listbox').getByRole('option')

/** The terminal beside the running app reads a file into its knowledge base. */
function importFile(dataDir: string, text: string): Promise<unknown> {
  const file = join(dataDir, 'reseeding.md')
  writeFileSync(file, `# Reseeding promise\n\n${text}\n`)
  const args = [PROGRAM, 'import', file, '--no-wait-embeddings', '--data-dir', dataDir]
  return new Promise((ended) => spawn(process.execPath, args, { stdio: 'ignore' }).once('exit', ended))
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
}

/** Waits until what is lit can be taken with Enter. */
async function expectLit(page: Page, words: string): Promise<void> {
  await expect(options(page).first()).toContainText(words)
  await expect(options(page).first()).toHaveAttribute('aria-selected', 'true')
  await expect(composer(page)).toHaveAttribute('aria-activedescendant', /.+/)
}

test('a macro is written, typed into a question, and flagged when its passage changes', async ({
  page,
  app,
  dataDir,
}) => {
  await importFile(dataDir, 'Seeds that do not sprout are replaced within 14 days of the zorbel test.')
  await open(page, app)

  await test.step('it is written with variables and the passage it rests on', async () => {
    await rail(page)
      .getByRole('button', { name: /^Macros/ })
      .click()
    await expect(page.getByText('Replies you write again and again')).toBeVisible()
    await page.getByRole('button', { name: 'Write the first macro' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Seeds did not sprout')
    await page.getByLabel('Shortcut').fill('seeds')
    await page.getByLabel('Folder', { exact: true }).fill('Orders/Seeds')
    await page
      .getByLabel('Text', { exact: true })
      .fill('Dear {{customer_first_name}}, order {{order_number}}: we replace it within 14 days.')
    await expect(page.getByRole('region', { name: 'Preview' })).toContainText('Dear Ana,')
    await page.getByRole('button', { name: 'Add a passage' }).click()
    await page.getByLabel('Search for a passage').fill('zorbel')
    await page.getByRole('list', { name: 'Passages found' }).getByRole('button').first().click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Not used yet')).toBeVisible()
  })

  await test.step('typed, it is found, asks for what is not known, and stands in the question', async () => {
    await newQuestion(page)
    await composer(page).fill("Hello, I'm Ana Ruiz. Nothing grows.\n")
    await composer(page).press('ControlOrMeta+End')
    await composer(page).pressSequentially('see http://shop.example and 1/2')
    await expect(page.getByRole('listbox')).toHaveCount(0)
    await composer(page).pressSequentially(' /see')
    await expectLit(page, 'Seeds did not sprout')
    await composer(page).press('Enter')
    await expect(page.getByLabel('Order number')).toBeFocused()
    await page.keyboard.type('VM-77')
    await page.keyboard.press('Enter')
    await expect(composer(page)).toHaveValue(
      /and 1\/2 Dear Ana, order VM-77: we replace it within 14 days\.$/,
    )
    await expect(composer(page)).toBeFocused()
    await composer(page).press('ControlOrMeta+z')
    await expect(composer(page)).toHaveValue(/ \/see$/)
  })

  await test.step('a passage is quoted with two question marks, and Esc leaves what was typed', async () => {
    await composer(page).fill('')
    await composer(page).pressSequentially('::seeds')
    await expectLit(page, 'Seeds did not sprout')
    await composer(page).press('Escape')
    await expect(page.getByRole('listbox')).toHaveCount(0)
    await expect(composer(page)).toHaveValue('::seeds')
    await composer(page).fill('')
    await composer(page).pressSequentially('??zorbel')
    await expectLit(page, 'Reseeding promise')
    await composer(page).press('Enter')
    await expect(composer(page)).toHaveValue(/^“.*within 14 days of the zorbel test\.” \(Reseeding promise/)
  })

  await test.step('the passage changes: the macro is flagged, and its new wording accepted', async () => {
    await importFile(dataDir, 'Seeds that do not sprout are replaced within 30 days of the zorbel test.')
    await expect(rail(page).getByRole('button', { name: /^Macros/ })).toContainText('1 changed', {
      timeout: READING_MS,
    })
    await rail(page)
      .getByRole('button', { name: /^Macros/ })
      .click()
    const change = page.getByRole('region', { name: 'What changed' })
    await expect(change.getByRole('deletion').first()).toHaveText('14')
    await expect(change.getByRole('insertion').first()).toHaveText('30')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Dark theme' }).click()
    await expectAccessible(page)
    await change.getByRole('button', { name: 'Accept' }).click()
    await expect(change).toHaveCount(0)
    await expect(page.getByLabel('Text', { exact: true })).toHaveValue(/within 30 days\.$/)
    await expect(page.getByText(/^Used once/)).toBeVisible()
    await expect(rail(page).getByRole('button', { name: /^Macros/ })).not.toContainText('changed')
  })
})

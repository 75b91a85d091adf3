import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, open, test } from './app'
import { writeMixedFolder } from './files'
import { openKnowledge, waitForSample } from './pages'

const PROGRAM = resolve(import.meta.dirname, '../../out/main/verdemuse.js')
const READING_MS = 60_000

/** A command of the terminal beside the running app; resolves when it has ended, however it did. */
function terminal(dataDir: string, ...args: string[]): Promise<string> {
  return new Promise((ended) => {
    const child = spawn(process.execPath, [PROGRAM, ...args, '--data-dir', dataDir], { stdio: 'pipe' })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString()
      })
    child.once('exit', () => ended(said))
  })
}

const rail = (page: Page) => page.getByRole('navigation', { name: 'Collections and sources' })
const documents = (page: Page) => page.getByRole('list', { name: 'Documents' })

/** A row is looked for by its words: for a moment the rows of the filter before it are still there. */
async function expectListed(page: Page, text: string): Promise<void> {
  await page.getByLabel('Filter documents').fill(text)
  await expect(documents(page).getByRole('listitem').filter({ hasText: text })).toHaveCount(1, {
    timeout: READING_MS,
  })
}

async function expectNotListed(page: Page, text: string): Promise<void> {
  await page.getByLabel('Filter documents').fill(text)
  await expect(page.getByText(`No document matches “${text}”`)).toBeVisible({ timeout: READING_MS })
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
}

test('a followed folder is paused, resumed, listed with what failed, and followed on disk', async ({
  page,
  app,
  dataDir,
}) => {
  test.setTimeout(240_000)
  const folder = writeMixedFolder(dataDir)
  mkdirSync(join(folder, 'many'))
  for (let index = 0; index < 400; index += 1)
    writeFileSync(
      join(folder, `many/article-${index}.md`),
      `# Article ${index}\n\n${`Rain barrel number ${index} holds water. `.repeat(200)}\n`,
    )
  await open(page, app)
  await waitForSample(page)
  await openKnowledge(page)
  const importing = terminal(dataDir, 'import', folder, '--watch', '--no-wait-embeddings')
  const card = page.getByRole('listitem', { name: 'help-centre', exact: true })

  await test.step('pause holds over a reload, and resume goes on', async () => {
    await card.getByRole('button', { name: 'Pause' }).click()
    await expect(card.getByText('Paused')).toBeVisible()
    await page.reload()
    await openKnowledge(page)
    await expect(card.getByText('Paused')).toBeVisible()
    await card.getByRole('button', { name: 'Resume' }).click()
    await importing
    await expect(card.getByText(/2 failed/)).toBeVisible({ timeout: READING_MS })
    await expect(card.getByRole('button', { name: 'Pause' })).toHaveCount(0, { timeout: READING_MS })
  })

  await test.step('what failed says why, is saved as a list, and is read again when it was put right', async () => {
    const files = card.getByRole('button', { name: 'Files' })
    if ((await files.getAttribute('aria-expanded')) === 'false') await files.click()
    await card.getByRole('button', { name: 'Failed 2' }).click()
    await expect(card.getByText('The file is empty.')).toBeVisible()
    await card.getByRole('button', { name: 'Export' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'Failed files as CSV' }).click()
    const list = readFileSync(await (await download).path(), 'utf8')
    expect(list).toMatch(/empty\.md/)
    expect(list.trim().split('\n')).toHaveLength(3)
    writeFileSync(join(folder, 'empty.md'), '# No longer empty\n\nThe zephyr valve is opened in spring.\n')
    await expectListed(page, 'No longer empty')
  })

  await test.step('files that are edited, renamed and deleted on disk change the list and the search', async () => {
    writeFileSync(
      join(folder, 'rain-barrels.md'),
      '# Rain barrels of 2027\n\nThe quokka model holds 300 litres.\n',
    )
    await expectListed(page, 'barrels of 2027')
    renameSync(join(folder, 'notes.txt'), join(folder, 'forwarder.txt'))
    await expectListed(page, 'forwarder.txt')
    await expectNotListed(page, 'notes.txt')
    rmSync(join(folder, 'spare-parts.csv'))
    await expectNotListed(page, 'spare-parts')
    const found = await terminal(dataDir, 'search', 'quokka', '--mode', 'keyword')
    expect(found).toContain('Rain barrels of 2027')
    const lid = () => terminal(dataDir, 'search', '"Cascade lid"', '--mode', 'keyword')
    await expect.poll(lid, { timeout: READING_MS }).not.toContain('spare-parts')
  })

  await test.step('the source moves into a collection of its own, and the list follows the choice', async () => {
    await page.getByLabel('Filter documents').fill('')
    await rail(page).getByRole('button', { name: 'New collection' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Garden')
    await page.getByRole('button', { name: 'Create collection' }).click()
    await expect(page.getByText('No documents here yet')).toBeVisible()
    await rail(page)
      .getByRole('button', { name: /^help-centre/ })
      .click()
    await page.getByRole('region', { name: 'help-centre' }).getByRole('button', { name: 'Edit' }).click()
    await page.getByLabel('Collection', { exact: true }).selectOption({ label: 'Garden' })
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(rail(page).getByRole('button', { name: /^Garden 404/ })).toBeVisible({ timeout: READING_MS })
    await rail(page)
      .getByRole('button', { name: /^Knowledge base/ })
      .click()
    await expectNotListed(page, 'Rain barrels of 2027')
    await rail(page)
      .getByRole('button', { name: /^Garden/ })
      .click()
    await expect(documents(page).getByText('Rain barrels of 2027')).toBeVisible()
  })
})

test('a pack is refused when it was altered, and installed from a file when it is whole', async ({
  page,
  app,
  dataDir,
}) => {
  test.setTimeout(120_000)
  const source = join(dataDir, 'handbook')
  mkdirSync(source)
  for (const name of ['wombat', 'numbat'])
    writeFileSync(join(source, `${name}.md`), `# The ${name} valve\n\nIt is closed in winter.\n`)
  const whole = join(dataDir, 'handbook.vmpack')
  const altered = join(dataDir, 'altered.vmpack')
  const key = join(dataDir, 'key')
  await terminal(dataDir, 'pack', 'keygen', key)
  const built = await terminal(
    dataDir,
    'pack',
    'build',
    source,
    '-o',
    whole,
    '--name',
    'Handbook',
    '--key',
    key,
  )
  expect(built).toContain('2 documents')
  const bytes = readFileSync(whole)
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = (bytes[middle] ?? 0) ^ 0xff
  writeFileSync(altered, bytes)

  await open(page, app)
  await waitForSample(page)
  await openKnowledge(page)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Knowledge pack' }).click()
  const choose = async (file: string) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose a .vmpack file' }).click()
    await (await chooser).setFiles(file)
  }
  await choose(altered)
  await expect(page.getByRole('alert')).toContainText('The file was refused. The pack was altered')
  await choose(whole)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await rail(page)
    .getByRole('button', { name: /^Handbook.*Pack/ })
    .click()
  const head = page.getByRole('region', { name: 'Handbook' })
  await expect(head.getByText(/^Signed by ed25519:.*nobody here vouched for/)).toBeVisible()
  await expect(documents(page).getByText('The wombat valve')).toBeVisible()
  expect(await terminal(dataDir, 'search', 'numbat', '--mode', 'keyword')).toContain('The numbat valve')

  await head.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove pack' }).click()
  await expect(rail(page).getByRole('button', { name: /^Handbook.*Pack/ })).toHaveCount(0)
  await expectNotListed(page, 'wombat')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`sources, imports and their dialogs are accessible and fit a phone, ${colorScheme}`, async ({
    page,
    app,
    dataDir,
  }) => {
    test.setTimeout(120_000)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await open(page, app)
    await waitForSample(page)
    await openKnowledge(page)
    await terminal(dataDir, 'import', writeMixedFolder(dataDir), '--watch', '--no-wait-embeddings')
    await rail(page)
      .getByRole('button', { name: /^help-centre/ })
      .click()
    await expect(page.getByRole('region', { name: 'help-centre' })).toBeVisible()
    const files = page.getByRole('button', { name: 'Files', exact: true }).first()
    if ((await files.getAttribute('aria-expanded')) === 'false') await files.click()
    await expectAccessible(page)
    await page.getByRole('region', { name: 'help-centre' }).getByRole('button', { name: 'Edit' }).click()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    for (const entry of ['Follow a folder', 'Web page', 'Knowledge pack']) {
      await page.getByRole('button', { name: 'More', exact: true }).click()
      await page.getByRole('menuitem', { name: new RegExp(`^${entry}`) }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    await page.setViewportSize({ width: 420, height: 800 })
    await page.getByRole('button', { name: /^Collections and sources/ }).click()
    await expectAccessible(page)
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Everything/ })
      .click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(420)
  })
}

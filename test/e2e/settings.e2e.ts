import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { expect, open, startApp, test } from './app'
import { writeMixedFolder } from './files'
import {
  ask,
  connectModel,
  ended,
  newQuestion,
  openKnowledge,
  openSettings,
  openWithModel,
  waitForSample,
} from './pages'

const PAUSE = 'How do I pause my Green Box?'
const PAYMENT = 'What does the error code PAY-104 mean?'
const DOSE = 'Which fertiliser dose does a calathea get?'

/** The row of a conversation in the list at the side. */
const conversation = (page: Page, question: string) =>
  page.getByRole('button', { name: new RegExp(`^${question.slice(0, 20)}`) })

async function askToTheEnd(page: Page, question: string) {
  await newQuestion(page)
  const answer = await ask(page, question)
  await ended(answer)
  return answer
}

/** Between two runs of the app: what only time or another version would do to the data. */
function changeData(dataDir: string, sql: string): void {
  const db = new Database(join(dataDir, 'verdemuse.db'))
  db.exec(sql)
  db.close()
}

test('the connection test names the model that answered, and a refused key in a plain sentence', async ({
  page,
  app,
  mistral,
}) => {
  await open(page, app)
  await connectModel(page, mistral)
  await page.getByRole('button', { name: 'Test connection' }).click()
  await expect(page.getByText(/^mistral-small-latest answered in/)).toBeVisible()
  mistral.script({ status: 401, body: '{"message":"Unauthorized","request_id":"7"}' })
  await page.getByRole('button', { name: 'Test connection' }).click()
  await expect(page.getByText(/^The model server refused the .*key/)).toBeVisible()
  await expect(page.getByText(/answered in/)).toHaveCount(0)
  await expect(page.getByText(/Unauthorized|request_id/)).toHaveCount(0)
})

test('with history off a conversation is gone when the next begins and after a restart; a kept one stays', async ({
  page,
  dataDir,
}) => {
  let app = await startApp({ dataDir })
  try {
    await open(page, app)
    await waitForSample(page)
    await askToTheEnd(page, PAUSE)
    await openSettings(page)
    const keepHistory = page.getByRole('switch', { name: 'Keep history' })
    await keepHistory.click()
    await expect(keepHistory).not.toBeChecked()
    await askToTheEnd(page, PAYMENT)
    await expect(conversation(page, PAYMENT)).toHaveCount(1)
    await askToTheEnd(page, DOSE)
    await expect(conversation(page, DOSE)).toHaveCount(1)
    await expect(conversation(page, PAYMENT)).toHaveCount(0)
    await app.stop()
    app = await startApp({ dataDir })
    await open(page, app)
    await expect(conversation(page, PAUSE).first()).toBeVisible()
    await expect(conversation(page, DOSE)).toHaveCount(0)
    await openSettings(page)
    await expect(page.getByText('1 conversation with 2 messages on this computer.')).toBeVisible()
  } finally {
    await app.stop()
  }
})

test('stored answers and messages are counted; a cleared cache has the same question answered anew', async ({
  page,
  app,
  mistral,
}) => {
  await openWithModel(page, app, mistral)
  mistral.script({ answer: 'The bank refused the card [1].' })
  // while articles are still coming in, an answer rests on a state of the knowledge that is soon an old one
  await expect(page.getByRole('progressbar', { name: 'Import' })).toHaveCount(0)
  await askToTheEnd(page, PAYMENT)
  await expect((await askToTheEnd(page, PAYMENT)).getByText(/^cached/)).toBeVisible()
  expect(mistral.chats).toHaveLength(1)
  await openSettings(page)
  await expect(page.getByText('2 conversations with 4 messages on this computer.')).toBeVisible()
  await expect(page.getByText('1 answer stored.')).toBeVisible()
  const clear = page.getByRole('button', { name: 'Clear', exact: true })
  await clear.click()
  await expect(page.getByText('1 stored answer cleared.')).toBeVisible()
  await expect(page.getByText('0 answers stored.')).toBeVisible()
  await expect(clear).toBeDisabled()
  await expect((await askToTheEnd(page, PAYMENT)).getByText(/^cached/)).toHaveCount(0)
  expect(mistral.chats).toHaveLength(2)
})

test('settings outlive a restart, and a bad server address is told and not saved', async ({
  page,
  dataDir,
}) => {
  let app = await startApp({ dataDir })
  try {
    await open(page, app)
    await openSettings(page)
    const address = page.getByLabel('Server address')
    const before = await address.inputValue()
    await page.getByRole('slider', { name: 'Creativity' }).press('End')
    await expect(page.getByText(/^Very free/)).toBeVisible()
    await page.getByRole('slider', { name: 'Messages shown' }).press('ArrowLeft')
    await expect(page.getByText('The newest 40 of a conversation')).toBeVisible()
    const wait = page.getByLabel('Wait for the first words')
    await wait.fill('45')
    await wait.press('Enter')
    await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible()
    await address.fill('http://example.com')
    await address.blur()
    await expect(page.getByRole('alert')).toContainText('Use an address that begins with https://')
    await app.stop()
    app = await startApp({ dataDir })
    await open(page, app)
    await openSettings(page)
    await expect(address).toHaveValue(before)
    await expect(page.getByRole('slider', { name: 'Creativity' })).toHaveAttribute('aria-valuenow', '100')
    await expect(page.getByRole('slider', { name: 'Messages shown' })).toHaveAttribute('aria-valuenow', '40')
    await expect(wait).toHaveValue('45')
  } finally {
    await app.stop()
  }
})

test('a cleared conversation stays without its messages', async ({ page, app }) => {
  await open(page, app)
  await waitForSample(page)
  await askToTheEnd(page, PAUSE)
  await page
    .getByRole('button', { name: /^Menu of/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Clear messages' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Clear messages' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('article', { name: 'Answer' })).toHaveCount(0)
  await expect(conversation(page, PAUSE).first()).toBeVisible()
  await openSettings(page)
  await expect(page.getByText('1 conversation with 0 messages on this computer.')).toBeVisible()
})

test('cleaning up removes what was untouched for longer than the expiry, but nothing pinned or newer', async ({
  page,
  dataDir,
}) => {
  let app = await startApp({ dataDir })
  try {
    await open(page, app)
    await waitForSample(page)
    for (const question of [PAUSE, PAYMENT, DOSE]) await askToTheEnd(page, question)
    await app.stop()
    const hundredDaysAgo = Date.now() - 100 * 24 * 60 * 60 * 1000
    changeData(dataDir, `UPDATE conversations SET updated_at = ${hundredDaysAgo} WHERE id < 3`)
    changeData(dataDir, 'UPDATE conversations SET is_pinned = 1 WHERE id = 2')
    app = await startApp({ dataDir })
    await open(page, app)
    await openSettings(page)
    await page.getByRole('switch', { name: 'Remove old conversations' }).click()
    await expect(page.getByText('Conversations untouched for 90 days are removed.')).toBeVisible()
    await page.getByRole('button', { name: 'Clean up now' }).click()
    await expect(page.getByText('1 conversation removed.')).toBeVisible()
    await expect(conversation(page, PAUSE)).toHaveCount(0)
    await expect(conversation(page, PAYMENT).first()).toBeVisible()
    await expect(conversation(page, DOSE).first()).toBeVisible()
    await page.getByRole('button', { name: 'Clean up now' }).click()
    await expect(page.getByText('Nothing was old enough to remove.')).toBeVisible()
  } finally {
    await app.stop()
  }
})

test('files that are dropped on the knowledge view are imported', async ({ page, app }) => {
  await open(page, app)
  await waitForSample(page)
  await openKnowledge(page)
  const dataTransfer = await page.evaluateHandle(() => {
    const data = new DataTransfer()
    data.items.add(new File(['# Rain barrels\n\nA barrel holds 210 litres.\n'], 'barrels.md'))
    data.items.add(new File(['Barrels are sent on Tuesdays.\n'], 'sending.txt'))
    return data
  })
  const view = page.getByRole('region', { name: 'Knowledge', exact: true })
  await view.dispatchEvent('dragenter', { dataTransfer })
  await expect(page.getByText('Drop files or folders to add them')).toBeVisible()
  await view.dispatchEvent('dragover', { dataTransfer })
  await view.dispatchEvent('drop', { dataTransfer })
  await expect(page.getByText('2 added').first()).toBeVisible()
  await expect(page.getByText('Rain barrels').first()).toBeVisible()
})

test('a folder from the desktop that is dropped is walked', async ({ page, app, dataDir }) => {
  await open(page, app)
  await waitForSample(page)
  await openKnowledge(page)
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [writeMixedFolder(dataDir)], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data })
  await expect(page.getByText('4 added').first()).toBeVisible()
  await expect(page.getByText(/2 failed/).first()).toBeVisible()
})

test('data of a newer version is not opened: the start is refused in a sentence', async ({ dataDir }) => {
  const app = await startApp({ dataDir })
  await app.stop()
  changeData(dataDir, 'PRAGMA user_version = 99990')
  const program = resolve(import.meta.dirname, '../../out/main/verdemuse.js')
  const { status, stderr } = spawnSync(
    process.execPath,
    [program, 'serve', '--no-open', '--data-dir', dataDir],
    { encoding: 'utf8', timeout: 15_000 },
  )
  expect(stderr).toContain('This data was written by a newer VerdeMuse (data version 99990')
  expect(stderr).not.toMatch(/\n\s+at /)
  expect(status).toBe(1)
})

test('without its search model the app says so and answers by keywords; a reset brings it back', async ({
  page,
  app,
  dataDir,
}) => {
  await open(page, app)
  await waitForSample(page)
  await openSettings(page)
  const folder = page.getByLabel('Model folder')
  await folder.fill(join(dataDir, 'no-model-here'))
  await folder.press('Enter')
  const banner = page.getByRole('region', { name: 'Notices' })
  await expect(banner).toContainText(/model/i)
  await expect(banner).toContainText(/keyword/i)
  const answer = await askToTheEnd(page, PAYMENT)
  await expect(answer).toContainText('PAY-104')
  await banner.getByRole('button', { name: 'Search model settings' }).click()
  await page.getByRole('button', { name: 'Reset', exact: true }).click()
  await expect(banner).toHaveCount(0)
})

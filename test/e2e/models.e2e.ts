import type { Page } from '@playwright/test'
import { startFakeMistral } from '../helpers/fake-mistral'
import { expect, open, test } from './app'
import { ask, connectModel, ended, newQuestion, openSettings, openWithModel } from './pages'

const PAUSE = 'How do I pause my Green Box?'

const profiles = (page: Page) => page.getByRole('list', { name: 'Profiles' })
const profile = (page: Page, name: string) => profiles(page).getByRole('listitem').filter({ hasText: name })

async function addProfile(page: Page, fields: { name: string; url: string; model: string; hasKey: boolean }) {
  await page.getByRole('button', { name: 'Add profile' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill(fields.name)
  await dialog.getByLabel('Address of the server').fill(fields.url)
  await dialog.getByLabel('Name of the model').fill(fields.model)
  if (!fields.hasKey) await dialog.getByRole('checkbox', { name: 'This server needs no key' }).click()
  await dialog.getByRole('button', { name: 'Add profile' }).click()
  await expect(dialog).toHaveCount(0)
}

test('a profile of a server on this machine is added, tested, switched to and asked, without any key', async ({
  page,
  app,
  mistral,
}) => {
  const local = await startFakeMistral({ answer: 'From the server in the cellar [1].' })
  try {
    await openWithModel(page, app, mistral)
    await addProfile(page, { name: 'Cellar', url: local.url, model: 'cellar-7b', hasKey: false })
    await expect(profile(page, 'Cellar')).toContainText('needs no key')
    await profile(page, 'Cellar').getByRole('button', { name: 'Test Cellar' }).click()
    await expect(profile(page, 'Cellar').getByText(/^Answered in/)).toBeVisible()
    expect(local.chats[0]?.headers.authorization).toBeUndefined()
    await page.getByRole('button', { name: 'Use Cellar' }).click()
    await expect(profile(page, 'Cellar').getByText('In use')).toBeVisible()
    await expect(page.getByLabel('Server address')).toHaveValue(local.url)
    await newQuestion(page)
    const answer = await ask(page, PAUSE)
    await ended(answer)
    await expect(answer).toContainText('From the server in the cellar')
    expect(JSON.stringify(local.requests)).not.toContain('test-key-123')
    // and back, in the composer
    await page.getByRole('button', { name: /Written by:/ }).click()
    await page.getByRole('menuitemradio', { name: 'Mistral' }).click()
    await expect(page.getByRole('button', { name: /Written by:.*Mistral/ })).toBeVisible()
    await newQuestion(page)
    await ended(await ask(page, 'Which pot does a fern need?'))
    expect(mistral.chats.at(-1)?.headers.authorization).toBe('Bearer test-key-123')
    expect(local.chats).toHaveLength(2)
  } finally {
    await local.stop()
  }
})

test('the models of a server are listed and chosen; a server without a list says so', async ({
  page,
  app,
  mistral,
}) => {
  await open(page, app)
  await connectModel(page, mistral)
  const list = page.getByRole('button', { name: 'List the models of the server' })
  await list.click()
  const names = page.getByRole('dialog', { name: 'Models of the server' })
  await expect(names.getByRole('button')).toHaveText(['mistral-large-latest', 'mistral-small-latest'])
  await names.getByRole('button', { name: 'mistral-large-latest' }).click()
  await expect(page.getByLabel('Model', { exact: true })).toHaveValue('mistral-large-latest')
  await page.keyboard.press('Escape')
  mistral.script({ models: null })
  await list.click()
  await expect(
    names.getByText('This server gives no list of its models. Type the name of the model.'),
  ).toBeVisible()
})

test('a key stays with its server: with another address it is not sent until a person says so', async ({
  page,
  app,
  mistral,
}) => {
  const other = await startFakeMistral()
  try {
    await open(page, app)
    await connectModel(page, mistral)
    const address = page.getByLabel('Server address')
    await address.fill(other.url)
    await address.blur()
    const host = new URL(other.url).host
    await expect(page.getByText(`and is not sent to ${host}`)).toBeVisible()
    await page.getByRole('button', { name: 'Test Mistral' }).click()
    await expect(profile(page, 'Mistral').getByText(/^The API key was given for/)).toBeVisible()
    expect(other.requests).toHaveLength(0)
    await page.getByRole('button', { name: `Use it for ${host}` }).click()
    await page.getByRole('button', { name: 'Test Mistral' }).click()
    await expect(profile(page, 'Mistral').getByText(/^Answered in/)).toBeVisible()
  } finally {
    await other.stop()
  }
})

test('a server that fails again and again is left alone, the time left is shown, and it can be tried at once', async ({
  page,
  app,
  mistral,
}) => {
  await openWithModel(page, app, mistral)
  // a date far ahead of what the client waits for: each question is one request and one failure
  mistral.script({ status: 503, headers: { 'retry-after': '40' } })
  await newQuestion(page)
  const answer = await ask(page, PAUSE)
  await ended(answer)
  await expect(answer).toContainText('This answer quotes the knowledge base instead.')
  expect(mistral.chats).toHaveLength(1)
  await expect(page.getByRole('contentinfo').getByText(/tried again in \d+ s/)).toBeVisible()
  const second = await ask(page, 'Which pot does a fern need?')
  await ended(second)
  await expect(second).toContainText(/After several failures it is left alone for \d+ more seconds/)
  expect(mistral.chats).toHaveLength(1)
  await openSettings(page)
  await expect(page.getByText(/It is tried again in \d+ s/)).toBeVisible()
  await page.getByRole('button', { name: 'Try now' }).click()
  await expect(page.getByText('It does not answer yet.')).toBeVisible()
  mistral.script({ status: 200 })
  await page.getByRole('button', { name: 'Try now' }).click()
  await expect(page.getByRole('button', { name: 'Try now' })).toHaveCount(0)
  await newQuestion(page)
  const third = await ask(page, 'How often do I water a monstera?')
  await ended(third)
  await expect(third).not.toContainText('quotes the knowledge base')
})

test('a prompt is changed, sent, looked up in its history and put back', async ({ page, app, mistral }) => {
  await openWithModel(page, app, mistral)
  await page.getByRole('button', { name: /^Answer For answers/ }).click()
  const text = page.getByLabel('Text of “Answer”')
  await text.fill('Answer like {{pirates}}.')
  await page.getByRole('button', { name: 'Save text' }).click()
  await expect(page.getByText(/\{\{pirates\}\} stands for nothing here/)).toBeVisible()
  await text.fill('Answer like a pirate.')
  await page.getByRole('button', { name: 'Save text' }).click()
  await expect(page.getByText('Changed', { exact: true })).toBeVisible()
  await newQuestion(page)
  await ended(await ask(page, PAUSE))
  expect(mistral.chats.at(-1)?.body?.messages?.[0]?.content).toMatch(/^Answer like a pirate\.\n\nAlways/)
  await openSettings(page)
  await page.getByRole('button', { name: /^Answer For answers/ }).click()
  await page.getByRole('button', { name: 'Put back the shipped text' }).click()
  await expect(page.getByText('Changed', { exact: true })).toHaveCount(0)
  await page.getByText('Earlier versions (2)').click()
  await page.getByRole('button', { name: /^Take the text of/ }).click()
  await expect(text).toHaveValue('Answer like a pirate.')
})

test('what a day may cost is limited; beyond it answers are quoted and say how to go on', async ({
  page,
  app,
  mistral,
}) => {
  await openWithModel(page, app, mistral)
  await page.getByLabel('Price of what Mistral writes').fill('250')
  await page.getByLabel('Price of what Mistral writes').blur()
  await page.getByLabel('Cost a day').fill('0,01')
  await page.getByLabel('Cost a day').blur()
  mistral.script({ answer: 'Every week [1]. '.repeat(60) })
  await newQuestion(page)
  await ended(await ask(page, PAUSE))
  const second = await ask(page, 'How often do I water a monstera?')
  await ended(second)
  await expect(second).toContainText('Today’s limit of 0.01 € for the model is used up')
  await expect(page.getByRole('contentinfo').getByText(/limit of the day used up/)).toBeVisible()
  await openSettings(page)
  await expect(page.getByText(/Today’s limit is used up: raise it below/)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Use of the last days' })).toContainText(
    'mistral-small-latest',
  )
  expect(mistral.chats).toHaveLength(1)
})

test('in a narrow window the settings of models stay inside of it', async ({ page, app, mistral }) => {
  await openWithModel(page, app, mistral)
  await page.getByRole('button', { name: 'Test Mistral' }).click()
  await expect(profile(page, 'Mistral').getByText(/^Answered in/)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Use of the last days' })).toBeAttached()
  await page.setViewportSize({ width: 420, height: 900 })
  for (const section of ['models', 'answers', 'budget', 'prompts']) {
    const box = await page.locator(`[data-section="${section}"]`).boundingBox()
    expect((box?.x ?? 0) + (box?.width ?? 1000)).toBeLessThanOrEqual(420)
  }
})

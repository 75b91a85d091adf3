import { expect, type Locator, type Page } from '@playwright/test'
import type { FakeMistral } from '../helpers/fake-mistral'
import { type App, open } from './app'

/** What a person does, in the words they see. */
export async function ask(page: Page, question: string): Promise<Locator> {
  const box = page.getByRole('textbox', { name: 'Question' })
  const before = await page.getByRole('article', { name: 'Answer' }).count()
  await box.fill(question)
  await box.press('Enter')
  const answer = page.getByRole('article', { name: 'Answer' }).nth(before)
  await expect(answer).toBeVisible()
  return answer
}

/** Waits until nothing of the answer is still to come: its actions are there. */
export async function ended(answer: Locator): Promise<void> {
  await expect(answer.getByRole('button', { name: /Copy answer/ })).toBeVisible({ timeout: 30_000 })
}

export async function openKnowledge(page: Page): Promise<void> {
  // the first one: a collection may be called so as well
  await page
    .getByRole('button', { name: /^Knowledge/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'Knowledge' })).toBeVisible()
}

export async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
}

export async function newQuestion(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^New question/ }).click()
}

/** Sets server address and key as a person would. */
export async function connectModel(page: Page, mistral: FakeMistral): Promise<void> {
  await openSettings(page)
  const address = page.getByLabel('Server address')
  await address.fill(mistral.url)
  await address.blur()
  await page.getByLabel('API key', { exact: true }).fill('test-key-123')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(/kept in memory/i)).toBeVisible()
}

export async function waitForSample(page: Page): Promise<void> {
  await expect(page.getByText(/\d+ articles, search ready/)).toBeVisible({ timeout: 60_000 })
}

/** Opens the app, waits for its sample and sets a model; the page is at the settings then. */
export async function openWithModel(page: Page, app: App, mistral: FakeMistral): Promise<void> {
  await open(page, app)
  await waitForSample(page)
  await connectModel(page, mistral)
}

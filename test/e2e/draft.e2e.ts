import type { Page } from '@playwright/test'
import { expect, open, startApp, test } from './app'
import { connectModel, newQuestion, waitForSample } from './pages'

const MESSAGE = `Hi, I'm Ana Ruiz. How often should I water my monstera in summer? How long do I have to send a plant back if I just don't like it?

Best regards,
Ana Ruiz`
const THREAD = `${MESSAGE}

On Mon, 3 Nov 2026 at 14:02, VerdeMuse Support <support@verdemuse.example> wrote:
> Hello Ana, which pot do you have?`

const composer = (page: Page) => page.getByRole('textbox', { name: 'Question' })
const answers = (page: Page) => page.getByRole('article', { name: 'Answer' })

async function send(page: Page, text: string) {
  const before = await answers(page).count()
  await composer(page).fill(text)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const answer = answers(page).nth(before)
  await expect(answer.getByRole('button', { name: /^Copy/ })).toBeVisible({ timeout: 30_000 })
  return answer
}

/** As a hand selects a word. */
async function selectWords(page: Page, words: string) {
  // the marks of what is backed come a moment after the text, and take a selection made before them with them
  await expect(async () => {
    await markWords(page, words)
    await expect(page.getByRole('toolbar')).toBeVisible({ timeout: 1_000 })
  }).toPass()
}

/** Selects and presses in one go, for the same reason. */
async function rewriteWords(page: Page, words: string, how: string) {
  await expect(async () => {
    await markWords(page, words)
    await page.getByRole('toolbar').getByRole('button', { name: how }).click({ timeout: 2_000 })
  }).toPass()
}

async function markWords(page: Page, words: string) {
  await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(
      document.querySelector('[data-answer]:last-of-type') ?? document.body,
      4,
    )
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1
      if (at < 0) continue
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + wanted.length)
      window.getSelection()?.removeAllRanges()
      window.getSelection()?.addRange(range)
      return
    }
    throw new Error('not on the page')
  }, words)
}

test('a reply is drafted, rewritten, edited and copied without its citations', async ({
  page,
  dataDir,
  mistral,
}) => {
  test.setTimeout(180_000)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const app = await startApp({ dataDir })
  try {
    await open(page, app)
    await waitForSample(page)

    await test.step('without a key a draft is put together from the articles, and says so', async () => {
      await page.getByRole('button', { name: /^Reply Paste a message/ }).click()
      await expect(page.getByRole('radio', { name: 'Reply' })).toBeChecked()
      await expect(composer(page)).toBeFocused()
      const draft = await send(page, MESSAGE)
      await expect(draft).toContainText('Hello Ana,')
      await expect(draft).toContainText('7 to 10 days')
      await expect(draft).toContainText('14 days')
      await expect(draft).toContainText('without a model')
      await expect(draft.getByText(/^Searched for:/)).toBeVisible()
      await selectWords(page, 'days')
      await expect(page.getByRole('toolbar')).toContainText('needs a model')
    })

    await test.step('with a model it is written, in the tone and language chosen, which are kept', async () => {
      mistral.script({ answer: 'Gießen Sie alle 7 bis 10 Tage [1]. Rückgabe ist 14 Tage möglich [2].' })
      await connectModel(page, mistral)
      await newQuestion(page)
      await page.getByLabel('Tone of the reply').selectOption('formal')
      await page.getByLabel('Language of the reply').selectOption('de')
      const draft = await send(page, MESSAGE)
      await expect(draft).toContainText('Guten Tag Ana Ruiz,')
      await expect(draft).toContainText('Reply draft · formal · German')
      await expect(draft.getByRole('button', { name: /^Source 1/ })).toBeVisible()
      expect(mistral.chats.at(-1)?.body?.messages?.[0]?.content).toContain('Language: German')
    })

    const draft = answers(page).last()
    await test.step('what is selected is rewritten beside the old text; Esc discards it, Accept takes it', async () => {
      mistral.script({ answer: 'Rückgabe: 14 Tage [2].' })
      await rewriteWords(page, 'Rückgabe', 'Shorter')
      const panel = page.getByRole('region', { name: 'Rewritten text' })
      await expect(panel).toContainText('Rückgabe: 14 Tage [2].')
      await expect(panel.getByRole('button', { name: 'Accept' })).toBeFocused()
      await page.keyboard.press('Escape')
      await expect(panel).toHaveCount(0)
      await expect(draft).toContainText('14 Tage möglich')

      mistral.script({ answer: 'Rückgabe: 30 Tage.' })
      await rewriteWords(page, 'Rückgabe', 'Clearer')
      await expect(panel).toContainText('Not in the new text: 14, [2]')
      await panel.getByRole('button', { name: 'Discard' }).click()

      mistral.script({ answer: 'Rückgabe: 14 Tage [2].' })
      await rewriteWords(page, 'Rückgabe', 'Shorter')
      await expect(panel.getByRole('button', { name: 'Accept' })).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(draft).toContainText('Rückgabe: 14 Tage')
      await expect(draft).not.toContainText('möglich')
    })

    await test.step('the agent edits it, and what is copied has no numbers of sources', async () => {
      await draft.getByRole('button', { name: 'Edit', exact: true }).click()
      const field = draft.getByRole('textbox', { name: 'Draft' })
      await field.press('ControlOrMeta+End')
      await field.pressSequentially('\n\nIhre Marta')
      await field.press('Escape')
      await expect(draft).toContainText('Ihre Marta')
      await draft.getByRole('button', { name: 'Copy reply' }).click()
      const ask = page.getByRole('dialog').getByRole('button', { name: 'Copy anyway' })
      await expect
        .poll(async () => {
          if (await ask.count()) await ask.first().click()
          return page.evaluate(() => navigator.clipboard.readText())
        })
        .toBe('Guten Tag Ana Ruiz,\n\nGießen Sie alle 7 bis 10 Tage. Rückgabe: 14 Tage.\n\nIhre Marta')
    })

    await test.step('after a reload the edited draft, the mode and the tone are there', async () => {
      await page.reload()
      await page
        .getByRole('button', { name: /Hi, I'm Ana Ruiz/ })
        .first()
        .click()
      await expect(answers(page).last()).toContainText('Ihre Marta')
      await expect(page.getByRole('radio', { name: 'Reply' })).toBeChecked()
      await expect(page.getByLabel('Tone of the reply')).toHaveValue('formal')
    })

    await test.step('a thread is summarised, and then the composer is what it was', async () => {
      mistral.script({ answer: '- The customer asks about watering and returns.' })
      await newQuestion(page)
      await page.getByRole('radio', { name: 'Summarise' }).click()
      const summary = await send(page, THREAD)
      await expect(summary).toContainText('asks about watering')
      await expect(page.getByRole('radio', { name: 'Reply' })).toBeChecked()
      expect(mistral.chats.at(-1)?.body?.messages?.at(-1)?.content).toContain('<thread>')
    })

    await test.step('a follow-up is made to stand alone, and that is shown', async () => {
      await newQuestion(page)
      await page.keyboard.press('ControlOrMeta+j')
      await page.keyboard.press('ControlOrMeta+j')
      await expect(page.getByRole('radio', { name: 'Ask' })).toBeChecked()
      mistral.script({ answer: 'Every 7 to 10 days [1].' })
      await send(page, 'How often should I water my monstera in summer?')
      mistral.next({ answer: 'How often should I water my monstera in winter?' })
      const second = await send(page, 'And in winter?')
      await expect(second).toContainText('Searched for: How often should I water my monstera in winter?')
    })
  } finally {
    await app.stop()
  }
})

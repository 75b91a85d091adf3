import { expect, startApp, test } from './app'
import { ask, ended, newQuestion, openWithModel } from './pages'

const QUESTION = "I'm Ana Ruiz, order VM-20418. How often do I water a monstera in summer?"
const ANSWER =
  'Hello [NAME_1], water it every 7 to 10 days in spring and summer [1]. In autumn and winter every 14 to 18 days is enough. We will send a courier to look at your plant tomorrow.'

test('what is personal stays here, and what no article says is underlined and asked about before it is copied', async ({
  page,
  dataDir,
  mistral,
}) => {
  test.setTimeout(120_000)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const app = await startApp({ dataDir })
  try {
    await openWithModel(page, app, mistral)
    mistral.script({ answer: ANSWER, chunkSize: 9 })
    await newQuestion(page)

    await test.step('the composer says what is masked, and one detail is let out', async () => {
      await page.getByRole('textbox', { name: 'Question' }).fill(QUESTION)
      await page.getByRole('button', { name: '2 details masked' }).click()
      await page.getByRole('checkbox', { name: /VM-20418/ }).click()
      await expect(page.getByRole('button', { name: '1 detail masked' })).toBeVisible()
      await page.keyboard.press('Escape')
    })

    const answer = await ask(page, QUESTION)
    await ended(answer)
    await test.step('the server saw placeholders, the agent sees names', async () => {
      await expect(answer).toContainText('Hello Ana Ruiz, water it every 7 to 10 days')
      const sent = JSON.stringify(mistral.chats)
      expect(sent).not.toContain('Ana Ruiz')
      expect(sent).toContain('order VM-20418')
      await answer.getByRole('button', { name: 'What was sent' }).click()
      await expect(page.getByRole('dialog')).toContainText("I'm [NAME_1], order VM-20418.")
      await page.keyboard.press('Escape')
    })

    await test.step('the sentence that no article says is marked, and asked about once', async () => {
      await expect(answer).toContainText('One sentence is not backed by the knowledge base.', {
        timeout: 30_000,
      })
      await expect(answer.locator('.unbacked')).toHaveText(
        'We will send a courier to look at your plant tomorrow.',
      )
    })

    await test.step('the passage of a backed sentence that cites nothing is one key away', async () => {
      const key = answer.getByRole('button', { name: /^Backed by source \d+: / })
      await expect(key).toHaveCount(1)
      await key.focus()
      await page.keyboard.press('Enter')
      await expect(key).toHaveAttribute('aria-pressed', 'true')
      await page.screenshot({ path: test.info().outputPath('found-key.png') })
    })

    await test.step('copying asks once', async () => {
      await answer.getByRole('button', { name: /Copy answer/ }).click()
      await expect(page.getByRole('dialog')).toContainText('We will send a courier')
      await page.getByRole('button', { name: 'Copy anyway' }).click()
      expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Hello Ana Ruiz')
      await answer.getByRole('button', { name: /Copy answer/ }).click()
      await expect(page.getByRole('dialog')).toBeHidden()
    })
  } finally {
    await app.stop()
  }
})

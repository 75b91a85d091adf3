import { expect, open, startApp, test } from './app'
import { ask, connectModel, ended, newQuestion, waitForSample } from './pages'

const QUESTION = 'How often should I water my monstera?'
const PARAPHRASE = 'What is the right watering frequency for a monstera?'

test('a question in other words gets the stored answer, until it is called wrong', async ({
  page,
  dataDir,
  mistral,
}) => {
  test.setTimeout(240_000)
  const app = await startApp({ dataDir })
  try {
    await open(page, app)
    await waitForSample(page)
    mistral.script({ answer: 'Every 7 to 10 days in summer [1].' })
    await connectModel(page, mistral)
    await newQuestion(page)
    const first = await ask(page, QUESTION)
    await ended(first)
    await expect(first.getByText(/^cached/)).toHaveCount(0)
    const requests = mistral.chats.length

    await newQuestion(page)
    const second = await ask(page, PARAPHRASE)
    await ended(second)
    await expect(second.getByText(/^cached/)).toBeVisible()
    await expect(second.getByText(`Asked before as ${QUESTION}`)).toBeVisible()
    await expect(second).toContainText('Every 7 to 10 days')
    expect(mistral.chats.length).toBe(requests)
    await page.screenshot({ path: test.info().outputPath('cached-by-meaning.png') })

    await newQuestion(page)
    const other = await ask(page, 'How often should I water my monstera in winter?')
    await ended(other)
    await expect(other.getByText(/^cached/)).toHaveCount(0)

    await newQuestion(page)
    const again = await ask(page, PARAPHRASE)
    await ended(again)
    await again.getByRole('button', { name: 'Wrong answer' }).click()
    await expect(again.getByText('Not given again')).toBeVisible()
    mistral.script({ answer: 'Every 9 days [1].' })
    await page.keyboard.press('Control+Shift+E')
    await expect(page.getByText('Every 9 days').first()).toBeVisible()
    await newQuestion(page)
    const last = await ask(page, PARAPHRASE)
    await ended(last)
    await expect(last).toContainText('Every 9 days')
  } finally {
    await app.stop()
  }
})

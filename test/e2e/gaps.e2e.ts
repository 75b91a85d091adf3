import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, open, test } from './app'
import { ask, ended, newQuestion, openKnowledge, openWithModel, waitForSample } from './pages'

const UNANSWERED = 'Do you repair submarine periscopes?'

test('what is not answered becomes a gap, feedback joins it, and an article that answers it closes it', async ({
  page,
  context,
  app,
  dataDir,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, app)
  await waitForSample(page)
  const gaps = page.getByRole('region', { name: 'Gaps' })
  const openGaps = async () => {
    await page.getByRole('button', { name: /^Gaps/ }).first().click()
    await expect(gaps.getByRole('heading', { name: 'Gaps', level: 1 })).toBeVisible()
  }

  await test.step('nothing found is said plainly, and is listed', async () => {
    const answer = await ask(page, UNANSWERED)
    await ended(answer)
    await expect(answer).toContainText('does not seem to answer this')
    await openGaps()
    await expect(gaps.getByRole('article', { name: UNANSWERED })).toContainText('asked 1 time')
  })

  await test.step('feedback with a reason joins the list, and copying counts as use', async () => {
    await newQuestion(page)
    const answer = await ask(page, 'How often should I water my monstera in summer?')
    await ended(answer)
    await answer.getByRole('button', { name: /^Something is wrong/ }).click()
    await page.getByRole('radio', { name: /^Outdated/ }).click()
    await page.getByRole('textbox', { name: 'Note' }).fill('New pots since May')
    await page.getByRole('button', { name: 'Add to gaps' }).click()
    await expect(answer.getByText('Marked: outdated')).toBeVisible()
    await answer.getByRole('button', { name: 'Copy answer', exact: true }).click()
    await expect(answer.getByText('used', { exact: true })).toBeVisible()
    await openGaps()
    await gaps.getByRole('button', { name: 'Feedback' }).click()
    const gap = gaps.getByRole('article', { name: /monstera/ })
    await gap.getByRole('button', { expanded: false }).first().click()
    await expect(gap).toContainText('New pots since May')
    await gap.getByRole('textbox', { name: 'Note' }).fill('Marta writes it')
    await gap.getByRole('button', { name: 'Close' }).click()
    await expect(gap.getByText('Closed by hand')).toBeVisible()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    }
  })

  await test.step('the list is exported', async () => {
    await gaps.getByRole('button', { name: 'Open', exact: true }).first().click()
    await expect(gaps.getByRole('article', { name: UNANSWERED })).toBeVisible()
    await gaps.getByRole('button', { name: 'Export' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /^Markdown/ }).click(),
    ])
    expect(readFileSync(await download.path(), 'utf8')).toContain(`## ${UNANSWERED}`)
  })

  await test.step('an article that answers it closes the gap and is one press away', async () => {
    const file = join(dataDir, 'periscopes.md')
    writeFileSync(
      file,
      '# Submarine periscopes\n\nWe repair submarine periscopes within five days. Send them to our workshop.\n',
    )
    await openKnowledge(page)
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Add files' }).first().click()
    await (await chooser).setFiles(file)
    await expect(page.getByText('1 added').first()).toBeVisible({ timeout: 30_000 })
    await openGaps()
    await gaps.getByRole('button', { name: 'Closed', exact: true }).click()
    const answered = gaps.getByRole('button', { name: 'Answered by Submarine periscopes' })
    await expect(answered).toBeVisible({ timeout: 30_000 })
    await answered.click()
    await expect(page.getByText('within five days').first()).toBeVisible()
  })
})

test('what the model finds no answer to is a gap, which leads to where it was asked', async ({
  page,
  app,
  mistral,
}) => {
  await openWithModel(page, app, mistral)
  await newQuestion(page)
  const question = 'Which colour has the pot of the monstera?'
  mistral.script({ answer: '[0] The knowledge base does not say which colour the pot has.' })
  const answer = await ask(page, question)
  await ended(answer)
  await expect(answer).toContainText('a gap in the knowledge base')
  await expect(answer).not.toContainText('[0]')

  await page.getByRole('button', { name: /^Gaps/ }).first().click()
  const gap = page.getByRole('region', { name: 'Gaps' }).getByRole('article', { name: question })
  await gap.getByRole('button', { expanded: false }).first().click()
  await gap.getByRole('button', { name: /^Open the conversation of/ }).click()
  await expect(page.getByRole('region', { name: 'Conversation' }).getByText(question).first()).toBeVisible()
  await expect(page.locator('[data-message]:focus')).toContainText(question)
})

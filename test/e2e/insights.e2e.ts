import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './app'
import { ask, ended, newQuestion, openWithModel } from './pages'

const QUESTION = 'How often should I water my monstera in summer?'

test('what was asked is counted: answers, cache, gaps, use, tokens and topics', async ({
  page,
  context,
  app,
  mistral,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openWithModel(page, app, mistral)
  mistral.script({ answer: 'Water it every 7 to 10 days [1].' })
  await newQuestion(page)
  const answer = await ask(page, QUESTION)
  await ended(answer)
  await answer.getByRole('button', { name: 'Copy answer', exact: true }).click()
  await expect(answer.getByText('used', { exact: true })).toBeVisible()
  await newQuestion(page)
  const again = await ask(page, QUESTION)
  await ended(again)
  await expect(again).toContainText('cached')

  await page.getByRole('button', { name: 'Insights', exact: true }).click()
  const view = page.getByRole('region', { name: 'Insights' })
  const tile = (label: string) =>
    view.locator('dl > div').filter({ has: page.getByText(label, { exact: true }) })
  await expect(tile('Questions')).toContainText('2')
  await expect(tile('Given from the cache')).toContainText('50 %')
  await expect(tile('Used')).toContainText('1')
  await expect(tile('Time saved (estimate)')).toContainText('3 min')
  await expect(tile('Tokens')).not.toContainText(/^Tokens0/)
  await expect(view.getByRole('list', { name: 'Topics' })).toContainText('monstera', { timeout: 30_000 })

  const chart = view.getByRole('figure', { name: 'Questions a day' })
  await chart.getByRole('button', { name: 'Show as table' }).click()
  await expect(chart.getByRole('row').last()).toContainText('1')

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  }

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    view.getByRole('button', { name: 'CSV' }).click(),
  ])
  expect(
    readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n'),
  ).toHaveLength(31)
})

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './app'
import { ask, ended, newQuestion, openKnowledge, openWithModel } from './pages'

const QUESTION = 'Why was my card refused?'
const ANSWER = 'The bank **refused** the card [1].\n\n- The daily limit has been reached [1][2].'

/** What another program makes of the clipboard. */
async function paste(page: Page): Promise<string> {
  await page.evaluate(() => {
    const field = Object.assign(document.createElement('div'), { id: 'elsewhere', contentEditable: 'true' })
    document.body.append(field)
    field.focus()
  })
  await page.keyboard.press('ControlOrMeta+V')
  const field = page.locator('#elsewhere')
  await expect(field).not.toBeEmpty()
  const html = await field.evaluate((element) => element.innerHTML)
  await field.evaluate((element) => element.remove())
  return html
}

async function exportAs(page: Page, format: RegExp): Promise<{ name: string; bytes: Buffer }> {
  await page
    .getByRole('button', { name: /^Menu of/ })
    .last()
    .click()
  await page.getByRole('menuitem', { name: /Export/ }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog').getByRole('button', { name: format }).click(),
  ])
  await expect(page.getByRole('dialog')).toHaveCount(0)
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

test('an answer is copied formatted and plain, and its conversation exported in four formats with its sources', async ({
  page,
  context,
  app,
  mistral,
  dataDir,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openWithModel(page, app, mistral)
  await newQuestion(page)
  mistral.script({ answer: ANSWER })
  const answer = await ask(page, QUESTION)
  await ended(answer)

  await test.step('Ctrl+C takes what is selected and nothing else; a word is no use, the answer is', async () => {
    await answer.getByText('refused').dblclick()
    await page.keyboard.press('ControlOrMeta+c')
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('refused')
    await expect(answer.getByText('used', { exact: true })).toHaveCount(0)
    await answer.locator('.answer-text').evaluate((text) => getSelection()?.selectAllChildren(text))
    await page.keyboard.press('ControlOrMeta+c')
    await expect(answer.getByText('used', { exact: true })).toBeVisible()
    await page.evaluate(() => getSelection()?.removeAllRanges())
  })

  await test.step('rich and plain at once: no citation keys in either', async () => {
    await answer.getByRole('button', { name: 'Copy answer', exact: true }).click()
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toBe('The bank refused the card.\n\n- The daily limit has been reached.')
    const html = await paste(page)
    expect(html).toMatch(/<(strong|b)\b[^>]*>refused/)
    expect(html).toMatch(/<li\b[^>]*>The daily limit has been reached\./)
    expect(html).not.toContain('[1]')
  })

  await test.step('plain text alone brings no formatting along', async () => {
    await answer.getByRole('button', { name: /^More ways to copy/ }).click()
    await page.getByRole('menuitem', { name: /Copy as plain text/ }).click()
    await expect(page.getByText('Answer copied as plain text.').last()).toBeVisible()
    expect(await paste(page)).not.toMatch(/<(strong|b|li)\b/)
  })

  await test.step('Markdown, HTML and JSON hold question, answer and sources', async () => {
    const markdown = await exportAs(page, /^Markdown/)
    expect(markdown.name).toBe('Why was my card refused.md')
    expect(markdown.bytes.toString()).toContain(`> ${QUESTION}`)
    expect(markdown.bytes.toString()).toContain('### Sources')

    const { messages } = JSON.parse((await exportAs(page, /^JSON/)).bytes.toString())
    expect(messages[1]).toMatchObject({ role: 'assistant', text: ANSWER })
    expect(messages[1].sources.map(({ number }: { number: number }) => number)).toEqual([1, 2])

    const file = join(dataDir, 'export.html')
    writeFileSync(file, (await exportAs(page, /^Web page/)).bytes)
    const reader = await context.newPage()
    await reader.goto(`file://${file}`)
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText(QUESTION)
    await reader.getByRole('link', { name: '[1]' }).first().click()
    await expect(reader.locator('li:target')).toBeVisible()
    await reader.close()
  })

  await test.step('the PDF is read again by the knowledge base, which finds the answer in it', async () => {
    const pdf = await exportAs(page, /^PDF/)
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    await openKnowledge(page)
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Add files' }).first().click()
    await (await chooser).setFiles({ name: pdf.name, mimeType: 'application/pdf', buffer: pdf.bytes })
    await expect(page.getByText('1 added').first()).toBeVisible()
  })
})

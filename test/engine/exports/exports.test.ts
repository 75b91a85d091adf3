import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DOMParser } from 'linkedom'
import { expect, test } from 'vitest'
import { type AnswerContent, createConversations } from '../../../src/engine/conversations/conversations'
import { createExports } from '../../../src/engine/exports/exports'
import { createMasking } from '../../../src/engine/masking/mask'
import { createSettings } from '../../../src/engine/settings/settings-store'
import type { ExportFormat } from '../../../src/shared/export-contract'
import { SILENT_LOG } from '../../../src/shared/log'
import type { Passage } from '../../../src/shared/models'
import { parsePath } from '../../helpers/parse-bytes'
import { tempDatabase, tempFolder } from '../../helpers/temp-database'

const FONTS = resolve(import.meta.dirname, '../../../resources/fonts')
const NOW = 1_800_000_000_000

const PASSAGE: Passage = {
  chunkId: 1,
  documentId: 7,
  externalId: null,
  path: 'care/roses.md',
  title: 'Roses',
  heading: 'Watering',
  page: 3,
  start: 0,
  end: 32,
  text: 'Water roses <every> 7 days & no more.',
  textHash: 'hash',
  score: 1,
  keywordRank: 1,
  semanticRank: null,
  similarity: null,
  isInternal: true,
}

const ANSWER: AnswerContent = {
  text: 'Water them **every 7 days** [1].\n\n1. Look\n2. Water\n\n| Plant | Days |\n| --- | --- |\n| Rose | 7 |',
  state: 'complete',
  origin: 'model',
  cachedAt: null,
  modelName: 'mistral-small-latest',
  notice: null,
  passages: [PASSAGE, { ...PASSAGE, chunkId: 2, title: 'Never cited' }],
  droppedCitations: [],
}

function open() {
  const db = tempDatabase()
  const settings = createSettings({ db, log: SILENT_LOG })
  const conversations = createConversations({ db, settings, now: () => NOW, log: SILENT_LOG })
  const exports = createExports({
    conversations,
    urlOf: (documentId) => (documentId === 7 ? 'https://help.example/roses' : null),
    now: () => NOW,
    appVersion: '1.2.3',
    fontsDir: FONTS,
    beginMasking() {
      const { mask } = createMasking()
      return (text) => mask(text).text
    },
  })
  const ask = (
    question: string,
    content: Partial<AnswerContent> = {},
    conversationId: number | null = null,
  ) => conversations.begin({ question, conversationId, answer: { ...ANSWER, ...content } }).conversationId
  const write = (conversationId: number, as: ExportFormat, signal = new AbortController().signal) =>
    exports.conversation({ conversationId, as, isMasked: false }, signal)
  const writeMasked = (conversationId: number, as: ExportFormat, signal = new AbortController().signal) =>
    exports.conversation({ conversationId, as, isMasked: true }, signal)
  return { ask, write, writeMasked, conversations }
}

/** Read back by the product's own reader. */
async function readPdf(base64: string) {
  const file = join(tempFolder(), 'export.pdf')
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, Buffer.from(base64, 'base64'))
  const parsed = await parsePath(file)
  if (parsed.kind === 'refused') throw new Error(parsed.message)
  const [document] = parsed.documents
  if (!document) throw new Error('nothing was read')
  return document
}

test('JSON has every message with the sources it cites, and says which format it is', async () => {
  const { ask, write } = open()
  const file = await write(ask('How often do roses get water?'), 'json')
  expect(file).toMatchObject({
    fileName: 'How often do roses get water.json',
    mediaType: 'application/json',
    encoding: 'utf8',
  })
  const { messages, ...head } = JSON.parse(file.text)
  expect(head).toMatchObject({
    format: 'verdemuse-conversation',
    version: 1,
    exportedAt: new Date(NOW).toISOString(),
    title: 'How often do roses get water?',
  })
  expect(messages[0]).toMatchObject({ role: 'user', text: 'How often do roses get water?' })
  expect(messages[1]).toMatchObject({ role: 'assistant', origin: 'model', model: 'mistral-small-latest' })
  expect(messages[1].sources).toEqual([
    expect.objectContaining({
      number: 1,
      title: 'Roses',
      page: 3,
      url: 'https://help.example/roses',
      text: PASSAGE.text,
      isInternal: true,
    }),
  ])
})

test('Markdown quotes what was typed, so that it cannot be structure of the file', async () => {
  const { ask, write } = open()
  const { text } = await write(ask('# Not a heading\n---\nsecond line'), 'md')
  expect(text).toContain('> # Not a heading\n> ---\n> second line')
  expect(text).toContain('Water them **every 7 days** [1].')
  expect(text).toContain(
    '**[1]** [Roses · Watering · page 3 (internal)](<https://help.example/roses>)\n\n> Water roses <every>',
  )
  expect(text).not.toContain('Never cited')
})

test('HTML is one file without script, whose citations lead to its sources', async () => {
  const { ask, write } = open()
  const hostile = '<script>alert(1)</script> <img src=x onerror=alert(1)>'
  const { text } = await write(
    ask(hostile, { text: `${hostile} [a](javascript:alert(1)) [b](https://evil.example) fine [1]` }),
    'html',
  )
  const page = new DOMParser().parseFromString(text, 'text/html')
  expect(page.querySelectorAll('script, img, [onerror]')).toHaveLength(0)
  expect([...page.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
    '#source-2-1',
    'https://help.example/roses',
  ])
  expect(page.querySelector('#source-2-1 blockquote')?.textContent).toBe(PASSAGE.text)
  expect(page.querySelector('.question')?.textContent).toBe(hostile)
  expect(text).toContain("default-src 'none'")
})

test('HTML keeps lists and tables of an answer', async () => {
  const { ask, write } = open()
  const { text } = await write(ask('Roses?'), 'html')
  const page = new DOMParser().parseFromString(text, 'text/html')
  expect([...page.querySelectorAll('ol li')].map((item) => item.textContent)).toEqual(['Look', 'Water'])
  expect([...page.querySelectorAll('table td')].map((cell) => cell.textContent)).toEqual(['Rose', '7'])
})

test('a PDF has the words of question, answer and source, in Greek and Cyrillic, too', async () => {
  const { ask, write } = open()
  const file = await write(ask('Πόσο νερό; Сколько воды?', { text: 'Каждые **7 дней** [1].' }), 'pdf')
  expect(file).toMatchObject({ mediaType: 'application/pdf', encoding: 'base64' })
  const { text } = await readPdf(file.text)
  expect(text).toContain('Πόσο νερό; Сколько воды?')
  expect(text).toContain('Каждые 7 дней')
  expect(text).toContain('Water roses <every> 7 days & no more.')
  expect(text).toContain('1 / 1')
})

test('letters that no font of the PDF has are told, and others are not', async () => {
  const { ask, write } = open()
  const asian = await readPdf((await write(ask('水 is water'), 'pdf')).text)
  expect(asian.text).toContain('\ufffd is water')
  expect(asian.text.replace(/\s+/g, ' ')).toContain('Characters that the fonts of this file do not have')
  expect(asian.text).toContain('U+6C34')
  const latin = await readPdf((await write(ask('Größe, naïve, “café” – 5 €'), 'pdf')).text)
  expect(latin.text).not.toContain('fonts of this file')
})

test('a conversation of many messages is exported whole, in its order', async () => {
  const { ask, write } = open()
  const id = ask('question 0')
  for (let index = 1; index < 250; index++)
    ask(`question ${index}`, { text: `answer ${index}`, passages: [] }, id)
  const { messages } = JSON.parse((await write(id, 'json')).text)
  const asked = messages.filter(({ role }: { role: string }) => role === 'user')
  expect(asked.map(({ text }: { text: string }) => text)).toEqual(
    Array.from({ length: 250 }, (_, index) => `question ${index}`),
  )
  const pdf = await readPdf((await write(id, 'pdf')).text)
  expect(pdf.pages.length).toBeGreaterThan(10)
  expect(pdf.text).toContain('answer 249')
})

test('an export that nobody waits for ends', async () => {
  const { ask, write } = open()
  const controller = new AbortController()
  const writing = write(ask('long '.repeat(3000)), 'pdf', controller.signal)
  controller.abort(new Error('left'))
  await expect(writing).rejects.toThrow('left')
})

test('a conversation that is gone is not exported', async () => {
  await expect(open().write(99, 'md')).rejects.toMatchObject({ code: 'not_found' })
})

const PERSONAL = ['Ana Ruiz', 'ana.ruiz@example.com', 'VM-20418']

test('a masked file has the same placeholder for the same person everywhere, and her details nowhere', async () => {
  const { ask, write, writeMasked, conversations } = open()
  const id = ask("I'm Ana Ruiz, order VM-20418. Write to ana.ruiz@example.com", {
    text: 'Hello Ana Ruiz, water them [1].',
    passages: [{ ...PASSAGE, text: 'Ask ana.ruiz@example.com', title: 'Case of VM-20418' }],
  })
  const [, answer] = conversations.messages({ conversationId: id, limit: 9 }).messages
  conversations.judge(answer?.id ?? 0, {
    verdict: 'bad',
    reason: 'wrong',
    comment: 'order VM-20418 was sent',
  })
  for (const as of ['json', 'md', 'html'] as const) {
    const file = await writeMasked(id, as)
    for (const detail of PERSONAL) expect(`${file.fileName} ${file.text}`).not.toContain(detail)
    expect((await write(id, as)).text).toContain('VM-20418')
  }
  const { title, messages } = JSON.parse((await writeMasked(id, 'json')).text)
  const name = /\[NAME_\d\]/.exec(title)?.[0] ?? 'none'
  expect(messages[0].text).toContain(name)
  expect(messages[1].text).toBe(`Hello ${name}, water them [1].`)
  expect(messages[1].feedback.comment).toMatch(/order \[\w+_1\] was sent/)
  expect(messages[1].sources).toMatchObject([{ number: 1, url: 'https://help.example/roses' }])
})

test('masking a long conversation is given up when nobody wants the file any more', async () => {
  const { ask, writeMasked } = open()
  const controller = new AbortController()
  const writing = writeMasked(ask('How often?'), 'md', controller.signal)
  controller.abort()
  await expect(writing).rejects.toBe(controller.signal.reason)
})

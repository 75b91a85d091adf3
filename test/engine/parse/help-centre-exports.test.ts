import { expect, test } from 'vitest'
import { expectSoundLayout } from '../../helpers/check-layout'
import { parseBytes } from '../../helpers/parse-bytes'

async function read(value: unknown, name = 'export.json') {
  const result = await parseBytes(name, typeof value === 'string' ? value : JSON.stringify(value))
  if (result.kind === 'refused') throw new Error(result.message)
  for (const { text, layout } of result.documents) expectSoundLayout(text, layout)
  return result
}

test('an export of Zendesk Guide gives a document for each article, drafts marked as internal', async () => {
  const { documents, warning } = await read({
    count: 2,
    next_page: null,
    articles: [
      {
        id: 360001,
        title: 'Returns',
        body: '<h2>How</h2><p>Within <strong>30 days</strong>.</p><ol><li>Pack it</li></ol>',
        html_url: 'https://shop.zendesk.com/hc/en-us/articles/360001',
        locale: 'en-us',
        label_names: ['returns', 'refund'],
        updated_at: '2024-05-01T08:00:00Z',
        draft: false,
      },
      { id: 360002, title: 'Secret', body: '<p>Not yet.</p>', locale: 'de', draft: true, label_names: [] },
    ],
  })
  expect(documents).toMatchObject([
    {
      externalId: '360001',
      title: 'Returns',
      format: 'json',
      text: 'How\n\nWithin 30 days.\n\n1. Pack it',
      headings: [{ title: 'How' }],
      facts: {
        tags: ['returns', 'refund'],
        language: 'en',
        dateMs: Date.UTC(2024, 4, 1, 8),
        url: 'https://shop.zendesk.com/hc/en-us/articles/360001',
        isInternal: false,
      },
    },
    { externalId: '360002', text: 'Not yet.', facts: { language: 'de', isInternal: true } },
  ])
  expect(warning).toBeNull()
})

test('an export of Intercom Articles gives each article, and each translation of it', async () => {
  const { documents } = await read({
    type: 'list',
    pages: { type: 'pages', page: 1 },
    data: [
      {
        type: 'article',
        id: '55',
        title: 'Shipping',
        body: '<p>Two days.</p>',
        url: 'https://help.example.com/55',
        state: 'published',
        updated_at: 1714550400,
        default_locale: 'en',
        translated_content: {
          type: 'article_translated_content',
          de: { type: 'article_content', title: 'Versand', body: '<p>Zwei Tage.</p>', state: 'draft' },
          en: { type: 'article_content', title: 'Shipping', body: '<p>Two days.</p>', state: 'published' },
        },
      },
      { type: 'article', id: '56', title: 'Draft', body: '<p>Soon.</p>', state: 'draft' },
    ],
  })
  expect(documents).toMatchObject([
    {
      externalId: '55',
      text: 'Two days.',
      facts: { language: 'en', dateMs: 1714550400000, isInternal: false },
    },
    {
      externalId: '55:de',
      title: 'Versand',
      text: 'Zwei Tage.',
      facts: { language: 'de', isInternal: true },
    },
    { externalId: '56', facts: { isInternal: true } },
  ])
})

test('an export of Freshdesk gives its articles, flat or in categories and folders', async () => {
  const article = (id: number, status: number) => ({
    id,
    title: `Article ${id}`,
    description: `<h3>Care</h3><p>Words of ${id}</p>`,
    description_text: `Care Words of ${id}`,
    tags: ['care'],
    status,
    updated_at: '2024-05-01T08:00:00Z',
  })
  expect((await read([article(1, 2), article(2, 1)])).documents).toMatchObject([
    { externalId: '1', text: 'Care\n\nWords of 1', facts: { tags: ['care'], isInternal: false } },
    { externalId: '2', facts: { isInternal: true } },
  ])
  const nested = [
    {
      category: {
        id: 900,
        name: 'Plants',
        folders: [
          { id: 901, name: 'Open', visibility: 1, articles: [article(3, 2)] },
          { id: 902, name: 'Agents', visibility: 3, articles: [article(4, 2)] },
        ],
      },
    },
  ]
  const { documents, warning } = await read(nested)
  expect(documents.map(({ externalId, facts }) => [externalId, facts.isInternal])).toEqual([
    ['3', false],
    ['4', true],
  ])
  expect(warning).toBeNull()
})

test('articles one a line are read as well', async () => {
  const line = JSON.stringify({ id: 7, title: 'One', body: '<p>A <b>b</b></p>', locale: 'fr' })
  expect((await read(`${line}\n`, 'a.jsonl')).documents).toMatchObject([
    { externalId: '7', text: 'A b', facts: { language: 'fr' } },
  ])
})

test('words that only mention a tag stay as they are', async () => {
  expect(
    (
      await read([
        { id: 1, body: 'Use a < b and c > d.' },
        { id: 2, text: 'The <p> element.' },
      ])
    ).documents,
  ).toMatchObject([{ text: 'Use a < b and c > d.' }, { text: 'The <p> element.' }])
})

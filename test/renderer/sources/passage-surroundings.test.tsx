import { AppError } from '@shared/errors'
import type { DocumentDetail, LayoutBlock } from '@shared/models'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { PassageSurroundings } from '../../../src/renderer/sources/passage-surroundings'
import { createTestPage } from '../helpers/page'
import { documentSummary, passage } from '../helpers/sample-models'

afterEach(cleanup)

const TEXT = 'Fresh soil holds water. Let the top 5 cm dry out. Then water again.'
const START = TEXT.indexOf('Let')
const CITED = 'Let the top 5 cm dry out.'

interface Shown {
  readonly blocks?: LayoutBlock[]
  readonly located?: { kind: 'same' | 'moved' | 'changed'; start: number; end: number }
  readonly cited?: { start: number; end: number; text: string }
}

const DOCUMENT = {
  ...documentSummary(),
  contentHash: 'x',
  textLength: 10_000,
  headings: [],
  pages: [],
} as DocumentDetail

function show(text: string | AppError, { blocks = [], located, cited }: Shown = {}) {
  const page = createTestPage({
    handlers: {
      'documents.text': ({ start, end }) => {
        if (text instanceof AppError) throw text
        return { start, end: Math.min(end, text.length), text: text.slice(start, end) }
      },
      'documents.layout': ({ start, end }) => ({
        isStored: blocks.length > 0,
        blocks: blocks.filter((block) => block.end > start && block.start < end),
      }),
      'documents.locate': () => located ?? { kind: 'changed', start: START, end: START },
    },
  })
  return render(
    <page.Page>
      <PassageSurroundings
        passage={passage(cited ?? { start: START, end: START + CITED.length, text: CITED })}
        document={{ ...DOCUMENT, textLength: text instanceof AppError ? 0 : text.length }}
      />
    </page.Page>,
  )
}

test('the cited words are lit within what stands around them', async () => {
  const { container } = show(TEXT)
  await screen.findByText(CITED)
  expect(container.querySelector('mark')?.textContent).toBe(CITED)
  expect(container.textContent).toBe(TEXT)
})

test('when the document is gone its words are still there, and it is said', async () => {
  const { container } = show(new AppError('not_found', 'No such document.'))
  expect(await screen.findByText('This document is no longer in the knowledge base.')).toBeTruthy()
  expect(container.querySelector('mark')?.textContent).toBe(CITED)
})

test('when other words stand there now, those of then are shown, and it is said', async () => {
  const { container } = show(TEXT.replace('5 cm', '9 cm'))
  expect(await screen.findByText(/has changed since/)).toBeTruthy()
  expect(container.querySelector('mark')?.textContent).toBe(CITED)
})

test('the source is shown with its headings, lists and tables, and the cited words alone are lit in them', async () => {
  const text = 'Sizes\nPot\tLitres\nAquaRoot\t12\nCascade\t8'
  const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })
  const row = (line: string): LayoutBlock => {
    const [first = '', second = ''] = line.split('\t')
    const { start, end } = at(line)
    const cells = [
      { start, end: start + first.length },
      { start: end - second.length, end },
    ]
    return { kind: 'table-row', start, end, cells }
  }
  const blocks: LayoutBlock[] = [
    { kind: 'heading', ...at('Sizes'), level: 1 },
    { ...row('Pot\tLitres'), isHeader: true },
    row('AquaRoot\t12'),
    row('Cascade\t8'),
  ]
  const { container } = show(text, { blocks, cited: { ...at('AquaRoot\t12'), text: 'AquaRoot\t12' } })
  expect(await screen.findByRole('heading', { name: 'Sizes' })).toBeTruthy()
  expect(screen.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual([
    'AquaRoot',
    '12',
    'Cascade',
    '8',
  ])
  expect([...container.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['AquaRoot', '12'])
})

test('what a document holds is never markup', async () => {
  const { container } = show(`<img src=x onerror=alert(1)> ${TEXT}`, {
    located: { kind: 'moved', start: START + 29, end: START + 29 + CITED.length },
  })
  await screen.findByText(/elsewhere now/)
  expect(container.querySelector('img')).toBeNull()
  expect(container.textContent).toContain('<img src=x onerror=alert(1)>')
})

test('words that moved are lit where they stand now, and it is said', async () => {
  const { container } = show(`A line put in. ${TEXT}`, {
    located: { kind: 'moved', start: START + 15, end: START + 15 + CITED.length },
  })
  expect(await screen.findByText(/same words stand elsewhere now/)).toBeTruthy()
  expect(container.querySelector('mark')?.textContent).toBe(CITED)
})

test('of a huge document only what stands around the passage is drawn', async () => {
  const filler = 'Water slowly.\n\n'.repeat(20_000)
  const start = filler.length
  const { container } = show(`${filler}${CITED}\n\n${filler}`, {
    cited: { start, end: start + CITED.length, text: CITED },
  })
  await screen.findByText(CITED)
  expect(container.textContent?.length).toBeLessThan(1_500)
  expect(container.querySelector('mark')?.textContent).toBe(CITED)
})

import { AppError } from '@shared/errors'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { PassageSurroundings } from '../../../src/renderer/sources/passage-surroundings'
import { createTestPage } from '../helpers/page'
import { documentSummary, passage } from '../helpers/sample-models'

afterEach(cleanup)

const TEXT = 'Fresh soil holds water. Let the top 5 cm dry out. Then water again.'
const START = TEXT.indexOf('Let')
const CITED = 'Let the top 5 cm dry out.'

function show(text: string | AppError) {
  const page = createTestPage({
    handlers: {
      'documents.text': ({ start, end }) => {
        if (text instanceof AppError) throw text
        return { start, end: Math.min(end, text.length), text: text.slice(start, end) }
      },
      'documents.get': () => ({
        ...documentSummary(),
        contentHash: 'x',
        textLength: TEXT.length,
        headings: [],
        pages: [],
      }),
    },
  })
  const cited = passage({ start: START, end: START + CITED.length, text: CITED })
  return render(
    <page.Page>
      <PassageSurroundings passage={cited} />
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

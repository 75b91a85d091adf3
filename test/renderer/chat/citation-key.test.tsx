import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { CitedAnswerContext } from '../../../src/renderer/chat/citation-key'
import { Markdown } from '../../../src/renderer/chat/markdown'
import { createTestPage } from '../helpers/page'
import { passage } from '../helpers/sample-models'

afterEach(cleanup)

function show(text: string) {
  const page = createTestPage()
  const passages = [passage(), passage({ chunkId: 2, title: 'Plant care' })]
  render(
    <page.Page>
      <CitedAnswerContext value={{ id: 7, passages }}>
        <div data-answer="7">
          <Markdown text={text} passageCount={passages.length} />
        </div>
      </CitedAnswerContext>
    </page.Page>,
  )
  return page
}

test('a click lights the passage in the sources', () => {
  const page = show('Dry soil [1] and light [2].')
  fireEvent.click(screen.getByRole('button', { name: 'Source 2: Plant care' }))
  expect(page.navigation.snapshot()).toMatchObject({
    isSourcesOpen: true,
    sources: { answerId: 7, activeNumber: 2 },
  })
  expect(screen.getByRole('button', { name: 'Source 2: Plant care' }).getAttribute('aria-pressed')).toBe(
    'true',
  )
  expect(screen.getByRole('button', { name: 'Source 1: Return policy' }).getAttribute('aria-pressed')).toBe(
    'false',
  )
})

test('arrow keys walk through the keys, and the light goes along', () => {
  const page = show('Dry soil [1], light [2] and [1].')
  const [first, second] = screen.getAllByRole('button')
  first?.focus()
  fireEvent.keyDown(first as Element, { key: 'ArrowRight' })
  expect(document.activeElement).toBe(second)
  expect(page.navigation.snapshot().sources.activeNumber).toBeNull()
  fireEvent.click(second as Element)
  fireEvent.keyDown(second as Element, { key: 'ArrowLeft' })
  expect(document.activeElement).toBe(first)
  expect(page.navigation.snapshot().sources.activeNumber).toBe(1)
})

test('a number without a passage is text, in code and links too', () => {
  show('See [9], `x[1]` and [1](https://a.example/).')
  expect(screen.queryAllByRole('button')).toHaveLength(0)
  expect(screen.getByText('x[1]')).toBeTruthy()
})

import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { ReadingList } from '../../../src/renderer/document/reading-list'
import type { DocumentDetail } from '../../../src/shared/models'
import { createTestPage, type TestPage } from '../helpers/page'
import { documentSummary } from '../helpers/sample-models'

let page: TestPage
afterEach(() => {
  cleanup()
  page.close()
  vi.unstubAllGlobals()
})

const DOCUMENT = {
  ...documentSummary(),
  title: 'Watering',
  headings: [],
  pages: [],
} as unknown as DocumentDetail

function show(hasMenu: boolean) {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
  page = createTestPage()
  render(
    <page.Page>
      {hasMenu && <input aria-label="Find" ref={(field) => field?.focus()} />}
      <ReadingList document={DOCUMENT} marks={[]} target={{ start: 0 }} />
    </page.Page>,
  )
  return screen.getByRole('region', { name: 'Text of Watering' })
}

test('a document that takes the place of the button that opened it is scrolled by the keys at once', () => {
  const text = show(false)
  expect(document.activeElement).toBe(text)
})

test('whoever is writing elsewhere keeps the focus', () => {
  show(true)
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Find' }))
})

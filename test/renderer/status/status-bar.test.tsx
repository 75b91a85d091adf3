import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { Banners } from '../../../src/renderer/status/banners'
import { StatusBar } from '../../../src/renderer/status/status-bar'
import { createTestPage, type TestPage } from '../helpers/page'
import { importJob, status } from '../helpers/sample-models'

let page: TestPage
afterEach(() => {
  cleanup()
  page.close()
})

function show(options: Parameters<typeof createTestPage>[0]) {
  page = createTestPage(options)
  render(
    <page.Page>
      <Banners />
      <StatusBar />
    </page.Page>,
  )
}

test('each item opens what it speaks of', async () => {
  show({ status: status({ answersToday: 40, answersFromCacheToday: 12, embeddedCount: 423 }) })
  const opens = [
    ['52 articles, searchable by keyword', { kind: 'knowledge' }],
    ['Meaning-based search 423 of 501', { kind: 'settings', section: 'search-model' }],
    ['Mistral Small', { kind: 'settings', section: 'answers' }],
    ['12 of 40 answers from cache today', { kind: 'settings', section: 'cache' }],
  ] as const
  for (const [name, view] of opens) {
    fireEvent.click(
      await screen.findByText((_text, element) => element?.tagName === 'BUTTON' && textOf(element) === name),
    )
    expect(page.navigation.snapshot().view).toEqual(view)
  }
})

test('an import takes the place of the meaning-based progress and follows the engine', async () => {
  show({ status: status({ embeddedCount: 3, activeImport: importJob({ total: 501, done: 423 }) }) })
  expect(await screen.findByText('423 of 501')).toBeTruthy()
  expect(screen.queryByText('Meaning-based search')).toBeNull()
  await act(async () => page.status.push(status()))
  expect(await screen.findByText('52 articles, search ready')).toBeTruthy()
  expect(screen.queryByText('423 of 501')).toBeNull()
})

test('a banner leads to where it is put right, and stays away once dismissed', async () => {
  const notices = [{ code: 'model_missing', level: 'warning', message: 'The model is missing.' }] as const
  show({ status: status({ notices: [...notices] }) })
  fireEvent.click(await screen.findByText('Search model settings'))
  expect(page.navigation.snapshot().view).toEqual({ kind: 'settings', section: 'search-model' })
  fireEvent.click(screen.getByLabelText('Dismiss'))
  await act(async () => page.status.push(status({ notices: [...notices], documentCount: 53 })))
  expect(await screen.findByText('53 articles, search ready')).toBeTruthy()
  expect(screen.queryByText('The model is missing.')).toBeNull()
})

function textOf(element: Element): string {
  return [...element.childNodes]
    .map((node) => node.textContent ?? '')
    .filter(Boolean)
    .join(' ')
}

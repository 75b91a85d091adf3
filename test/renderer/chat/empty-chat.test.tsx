import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { EmptyChat } from '../../../src/renderer/chat/empty-chat'
import { createTestPage, type TestPage } from '../helpers/page'
import { importJob, status } from '../helpers/sample-models'

let page: TestPage
afterEach(() => {
  cleanup()
  page.close()
})

function open(first: Parameters<typeof status>[0]) {
  page = createTestPage({ status: status(first) })
  render(
    <page.Page>
      <EmptyChat onAsk={() => {}} onChoose={() => {}} />
    </page.Page>,
  )
}

test('while the sample is read the chat says so, and then offers its questions', async () => {
  const activeImport = importJob({ source: 'sample' })
  open({ documentCount: 0, activeImport })
  expect(await screen.findByText('Reading the sample knowledge base')).toBeTruthy()
  expect(screen.queryByText('Start with your own documents')).toBeNull()
  act(() => page.status.push(status({ documentCount: 20, sampleDocumentCount: 20, activeImport })))
  expect(screen.queryByRole('list', { name: 'Sample questions' })).toBeNull()
  act(() => page.status.push(status({ documentCount: 52, sampleDocumentCount: 52 })))
  expect(await screen.findByRole('list', { name: 'Sample questions' })).toBeTruthy()
})

test('beside own documents the sample questions wait until all their articles are there', async () => {
  const counts = { documentCount: 25, sampleDocumentCount: 20 }
  open({ ...counts, activeImport: importJob({ source: 'sample' }) })
  expect(await screen.findByText('What does the customer want to know?')).toBeTruthy()
  expect(screen.queryByRole('list', { name: 'Sample questions' })).toBeNull()
  act(() => page.status.push(status({ ...counts, activeImport: importJob({ source: 'user' }) })))
  expect(await screen.findByRole('list', { name: 'Sample questions' })).toBeTruthy()
})

test('an empty knowledge base with no import asks for documents', async () => {
  open({ documentCount: 0 })
  expect(await screen.findByText('Start with your own documents')).toBeTruthy()
})

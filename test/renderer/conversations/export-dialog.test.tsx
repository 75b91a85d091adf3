import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { ExportDialog } from '../../../src/renderer/conversations/export-dialog'
import { createTestPage, type TestPage } from '../helpers/page'

let page: TestPage
afterEach(() => {
  cleanup()
  page.close()
})

function show() {
  const closed = vi.fn()
  page = createTestPage({
    handlers: {
      'conversations.export': () => ({
        fileName: 'roses.md',
        mediaType: 'text/markdown',
        text: '# Roses',
        encoding: 'utf8' as const,
      }),
    },
  })
  render(
    <page.Page>
      <ExportDialog conversation={{ id: 3, title: 'Roses' }} onClose={closed} />
    </page.Page>,
  )
  return closed
}
const wanted = () => page.calls.find(({ method }) => method === 'conversations.export')?.input

test('a conversation is written word for word unless its details are to be replaced', async () => {
  const closed = show()
  fireEvent.click(screen.getByRole('button', { name: /^Markdown/ }))
  await waitFor(() => expect(closed).toHaveBeenCalled())
  expect(wanted()).toEqual({ conversationId: 3, as: 'md', isMasked: false })
})

test('with the switch on placeholders are asked for', async () => {
  const closed = show()
  fireEvent.click(screen.getByRole('switch', { name: 'Replace personal details' }))
  fireEvent.click(screen.getByRole('button', { name: /^PDF/ }))
  await waitFor(() => expect(closed).toHaveBeenCalled())
  expect(wanted()).toEqual({ conversationId: 3, as: 'pdf', isMasked: true })
})

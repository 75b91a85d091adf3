import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ActionProvider } from '../../../src/renderer/actions/action-registry'
import { CopyAnswer } from '../../../src/renderer/chat/copy-answer'
import { createTestPage, type TestPage } from '../helpers/page'
import { message } from '../helpers/sample-messages'

let page: TestPage
const write = vi.fn()
const writeText = vi.fn()
const changed = vi.fn()

class FakeItem {
  constructor(readonly parts: Record<string, Blob>) {}
}

beforeEach(() => {
  write.mockReset().mockResolvedValue(undefined)
  writeText.mockReset().mockResolvedValue(undefined)
  vi.stubGlobal('ClipboardItem', FakeItem)
  Object.defineProperty(navigator, 'clipboard', { value: { write, writeText }, configurable: true })
  changed.mockReset()
  page = createTestPage({ handlers: { 'answers.used': () => message({ usedAt: 5 }) } })
})
afterEach(() => {
  cleanup()
  page.close()
})

function show(draftText: string | null = null) {
  render(
    <page.Page>
      <ActionProvider>
        <CopyAnswer
          message={message({ text: 'Dry **soil**.' })}
          draftText={draftText}
          support={null}
          isLast
          onChanged={changed}
        />
      </ActionProvider>
    </page.Page>,
  )
}

test('rich and plain text are copied at once', async () => {
  show()
  fireEvent.click(screen.getByRole('button', { name: 'Copy answer' }))
  expect((await screen.findAllByText('Answer copied.')).length).toBeGreaterThan(0)
  const [[item]] = write.mock.calls[0] as [[FakeItem]]
  expect(await item.parts['text/html']?.text()).toBe('<p>Dry <strong>soil</strong>.</p>')
  expect(await item.parts['text/plain']?.text()).toBe('Dry soil.')
  await waitFor(() => expect(changed).toHaveBeenCalledWith(message({ usedAt: 5 })))
})

test('where rich text is refused the words are copied, and it is said', async () => {
  write.mockRejectedValue(new Error('refused'))
  show()
  fireEvent.click(screen.getByRole('button', { name: 'Copy answer' }))
  expect((await screen.findAllByText('Answer copied without its formatting.')).length).toBeGreaterThan(0)
  expect(writeText).toHaveBeenCalledWith('Dry soil.')
})

test('nothing is called copied when the clipboard takes nothing', async () => {
  write.mockRejectedValue(new Error('refused'))
  writeText.mockRejectedValue(new Error('refused'))
  show('Hello')
  fireEvent.click(screen.getByRole('button', { name: 'Copy reply' }))
  expect((await screen.findAllByText('The reply could not be copied.')).length).toBeGreaterThan(0)
  expect(page.calls).toEqual([])
})

test('plain text alone can be chosen', async () => {
  show()
  fireEvent.keyDown(screen.getByRole('button', { name: 'More ways to copy the answer' }), { key: 'Enter' })
  fireEvent.click(await screen.findByRole('menuitem', { name: /Copy as plain text/ }))
  await waitFor(() => expect(writeText).toHaveBeenCalledWith('Dry soil.'))
  expect(write).not.toHaveBeenCalled()
})

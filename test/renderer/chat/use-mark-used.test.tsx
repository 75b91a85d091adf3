import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { ActionProvider } from '../../../src/renderer/actions/action-registry'
import { Answer } from '../../../src/renderer/chat/answer'
import type { Message } from '../../../src/shared/models'
import { createTestPage, type TestPage } from '../helpers/page'
import { message } from '../helpers/sample-messages'

const TEXT = 'Water it every 7 to 10 days in spring and summer, and less often in winter.'
let page: TestPage
const changed = vi.fn()

afterEach(() => {
  cleanup()
  page.close()
  changed.mockReset()
})

function show(changes: Partial<Message> = {}) {
  page = createTestPage({
    handlers: { 'answers.used': () => message({ usedAt: 5 }), 'answers.judge': () => message({}) },
  })
  render(
    <page.Page>
      <ActionProvider>
        <Answer
          message={message({ text: TEXT, ...changes })}
          onDone={changed}
          isLatest
          isLast
          onAskAgain={() => {}}
          canAsk
        />
      </ActionProvider>
    </page.Page>,
  )
}

/** As a hand selects so many characters and presses Ctrl+C. */
function copy(characters: number): void {
  const words = screen.getByText(TEXT)
  const range = document.createRange()
  range.setStart(words.firstChild as Node, 0)
  range.setEnd(words.firstChild as Node, characters)
  document.getSelection()?.removeAllRanges()
  document.getSelection()?.addRange(range)
  fireEvent.copy(words)
}
const used = () => page.calls.filter(({ method }) => method === 'answers.used')

test('a sentence copied by the keys counts as use', async () => {
  show()
  copy(60)
  await waitFor(() => expect(changed).toHaveBeenCalledWith(message({ usedAt: 5 })))
})

/** What was asked for before it has come, when this has. */
async function settled(): Promise<void> {
  fireEvent.click(screen.getByRole('button', { name: 'Good answer' }))
  await waitFor(() => expect(page.calls.some(({ method }) => method === 'answers.judge')).toBe(true))
}

test('a word does not, nor does a second copy', async () => {
  show()
  copy(12)
  await settled()
  expect(used()).toEqual([])
  cleanup()
  page.close()
  show({ usedAt: 3 })
  copy(60)
  await settled()
  expect(used()).toEqual([])
})

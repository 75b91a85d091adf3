import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { ActionProvider } from '../../../src/renderer/actions/action-registry'
import { DraftCard } from '../../../src/renderer/draft/draft-card'
import { createTestPage, type TestPage } from '../helpers/page'
import { message } from '../helpers/sample-messages'
import { status } from '../helpers/sample-models'

let page: TestPage
afterEach(() => {
  cleanup()
  page.close()
})

const FIRST = 'Hello Anna. We will send it. Bye.\nYour team'

function Card() {
  const [text, setText] = useState(FIRST)
  const task = { kind: 'draft', tone: 'friendly', length: 'short', language: null } as const
  return (
    <>
      <DraftCard
        message={message({ text: FIRST, task })}
        draft={{ text, change: setText, flush() {}, problem: null }}
        support={null}
      />
      <output data-testid="draft">{text}</output>
    </>
  )
}

function show() {
  page = createTestPage({
    status: status({ apiKey: 'configured' }),
    handlers: {
      'rewrite.start': async function* () {
        yield { kind: 'done', text: 'It is on its way.', missing: [] }
      },
    },
  })
  render(
    <page.Page>
      <ActionProvider>
        <Card />
      </ActionProvider>
    </page.Page>,
  )
}

async function editor(): Promise<HTMLTextAreaElement> {
  const button = screen.getByRole('button', { name: 'Edit' })
  button.focus()
  fireEvent.click(button)
  return screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Draft' })
}

async function rewriteSecondSentence(field: HTMLTextAreaElement): Promise<void> {
  field.setSelectionRange(12, 28)
  fireEvent.select(field)
  const shorter = await screen.findByRole('button', { name: 'Shorter' })
  shorter.focus()
  fireEvent.click(shorter)
  await screen.findByText('It is on its way.')
}

const draft = () => screen.getByTestId('draft').textContent

test('Esc in the editor leaves the focus at the button that opened it', async () => {
  show()
  fireEvent.keyDown(await editor(), { key: 'Escape' })
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit' })))
})

test('a rewritten sentence is put in also when the text before it was edited meanwhile', async () => {
  show()
  const field = await editor()
  await rewriteSecondSentence(field)
  fireEvent.change(field, { target: { value: `Good day! ${FIRST}` } })
  fireEvent.click(screen.getByRole('button', { name: 'Accept' }))
  expect(draft()).toBe('Good day! Hello Anna. It is on its way. Bye.\nYour team')
  expect(document.activeElement).not.toBe(document.body)
})

test('a rewritten sentence that has no place any more stays in sight, and says why', async () => {
  show()
  const field = await editor()
  await rewriteSecondSentence(field)
  fireEvent.change(field, { target: { value: 'Something else.' } })
  fireEvent.click(screen.getByRole('button', { name: 'Accept' }))
  expect(screen.getByRole('alert').textContent).toMatch(/no longer in the draft/)
  expect(screen.getByText('It is on its way.')).toBeTruthy()
  expect(draft()).toBe('Something else.')
})

test('an accepted rewriting is taken back as long as nothing else was changed', async () => {
  show()
  const field = await editor()
  await rewriteSecondSentence(field)
  fireEvent.click(screen.getByRole('button', { name: 'Accept' }))
  expect(draft()).toBe('Hello Anna. It is on its way. Bye.\nYour team')
  fireEvent.click(screen.getByRole('button', { name: 'Undo the rewriting' }))
  expect(draft()).toBe(FIRST)
  expect(screen.queryByRole('button', { name: 'Undo the rewriting' })).toBeNull()

  await rewriteSecondSentence(field)
  fireEvent.click(screen.getByRole('button', { name: 'Accept' }))
  fireEvent.change(field, { target: { value: 'Edited by hand.' } })
  expect(screen.queryByRole('button', { name: 'Undo the rewriting' })).toBeNull()
})

test('the lines of a signature are shown as they are sent', () => {
  show()
  expect(screen.getByText(/Your team/, { selector: 'p' }).closest('.answer-text')?.className).toContain(
    'whitespace-pre-line',
  )
})

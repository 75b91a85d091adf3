import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { AnswerFeedback } from '../../../src/renderer/gaps/answer-feedback'
import { createTestPage, type TestPage } from '../helpers/page'
import { message } from '../helpers/sample-messages'

let page: TestPage
afterEach(() => {
  cleanup()
  page.close()
})

function show(given = message()) {
  const onChanged = vi.fn()
  page = createTestPage({ handlers: { 'answers.judge': () => message({ text: 'judged' }) } })
  render(<AnswerFeedback message={given} onChanged={onChanged} />, { wrapper: page.Page })
  return onChanged
}

test('a good answer is marked with one press', async () => {
  const onChanged = show()
  fireEvent.click(screen.getByRole('button', { name: 'Good answer' }))
  await waitFor(() => expect(onChanged).toHaveBeenCalledWith(message({ text: 'judged' })))
  expect(page.calls[0]?.input).toEqual({
    answerId: 2,
    feedback: { verdict: 'good', reason: null, comment: '' },
  })
})

test('what is wrong needs a reason, and takes a note', async () => {
  show()
  fireEvent.click(screen.getByRole('button', { name: /^Something is wrong/ }))
  const send = await screen.findByRole('button', { name: 'Add to gaps' })
  expect((send as HTMLButtonElement).disabled).toBe(true)
  fireEvent.click(screen.getByRole('radio', { name: /^Outdated/ }))
  fireEvent.change(screen.getByRole('textbox', { name: 'Note' }), { target: { value: ' new pots ' } })
  fireEvent.click(send)
  await waitFor(() =>
    expect(page.calls[0]?.input).toEqual({
      answerId: 2,
      feedback: { verdict: 'bad', reason: 'outdated', comment: 'new pots' },
    }),
  )
})

test('feedback is taken back', async () => {
  show(message({ feedback: { verdict: 'bad', reason: 'tone', comment: '', at: 1 } }))
  expect(screen.getByText('Marked: tone')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(page.calls[0]?.input).toEqual({ answerId: 2, feedback: null }))
})

test('the focus stays with the feedback when its buttons change', async () => {
  page = createTestPage({
    handlers: {
      'answers.judge': ({ feedback }) => message({ feedback: feedback && { ...feedback, at: 1 } }),
    },
  })
  function Judged() {
    const [answer, setAnswer] = useState(message())
    return <AnswerFeedback message={answer} onChanged={setAnswer} />
  }
  render(<Judged />, { wrapper: page.Page })
  screen.getByRole('button', { name: 'Good answer' }).focus()
  fireEvent.click(screen.getByRole('button', { name: 'Good answer' }))
  const undo = await screen.findByRole('button', { name: 'Undo' })
  expect(document.activeElement).toBe(undo)
  fireEvent.click(undo)
  const good = await screen.findByRole('button', { name: 'Good answer' })
  expect(document.activeElement).toBe(good)
})

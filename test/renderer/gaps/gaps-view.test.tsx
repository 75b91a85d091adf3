import { AppError } from '@shared/errors'
import type { Gap } from '@shared/gap-models'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { GapsView } from '../../../src/renderer/gaps/gaps-view'
import { createFeed, createTestPage, type TestPage } from '../helpers/page'

let page: TestPage | undefined
afterEach(() => {
  cleanup()
  page?.close()
})

const GAP: Gap = {
  id: 4,
  state: 'open',
  closedBy: null,
  closedAt: null,
  note: '',
  question: 'Do you sell drones?',
  questionCount: 2,
  reasons: { nothing: 1, wrong: 1 },
  firstAskedAt: 1_000,
  lastAskedAt: 2_000,
  answeredBy: null,
}
const QUESTION = {
  messageId: 9,
  conversationId: 3,
  question: 'Anything that flies?',
  reason: 'wrong' as const,
  comment: 'we do',
  askedAt: 1_000,
}

function show(gaps: readonly Gap[], options: Parameters<typeof createTestPage>[0] = {}) {
  const watch = createFeed({ open: gaps.length, revision: 1 })
  page = createTestPage({
    ...options,
    handlers: {
      'gaps.watch': watch.stream,
      'gaps.list': () => ({ gaps: [...gaps], total: gaps.length }),
      'gaps.get': () => ({ gap: gaps[0] ?? GAP, questions: [QUESTION] }),
      'gaps.update': () => GAP,
      ...options.handlers,
    },
  })
  render(<GapsView />, { wrapper: page.Page })
  return page
}

test('a gap shows how often it was asked and why, and opens to its questions', async () => {
  const { navigation } = show([GAP])
  fireEvent.click(await screen.findByRole('button', { name: /Do you sell drones/ }))
  expect(screen.getByText('asked 2 times')).toBeTruthy()
  expect(screen.getByText('Wrong')).toBeTruthy()
  expect(await screen.findByText('Anything that flies?')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: /^Open the conversation of/ }))
  expect(navigation.snapshot().view).toEqual({
    kind: 'chat',
    conversationId: 3,
    goTo: { messageId: 9 },
  })
})

test('a note is kept when its field is left, and the gap is closed by hand with it', async () => {
  const { calls } = show([GAP])
  fireEvent.click(await screen.findByRole('button', { name: /Do you sell drones/ }))
  const note = screen.getByRole('textbox', { name: 'Note' })
  fireEvent.change(note, { target: { value: 'Ask Bo' } })
  fireEvent.blur(note)
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  await waitFor(() =>
    expect(calls.filter(({ method }) => method === 'gaps.update').map(({ input }) => input)).toEqual([
      { gapId: 4, note: 'Ask Bo' },
      { gapId: 4, note: 'Ask Bo', state: 'closed' },
    ]),
  )
})

test('what is answered by now leads to the passage', async () => {
  const answeredBy = { documentId: 7, title: 'Drones', start: 3, end: 9 }
  const { navigation } = show([{ ...GAP, state: 'closed', closedBy: 'knowledge', answeredBy }])
  fireEvent.click(await screen.findByRole('button', { name: 'Answered by Drones' }))
  expect(navigation.snapshot().view).toEqual({ kind: 'document', ...answeredBy })
})

test('feedback is asked for with its reasons', async () => {
  const { calls } = show([])
  fireEvent.click(await screen.findByRole('button', { name: 'Feedback' }))
  expect(await screen.findByText('No feedback yet')).toBeTruthy()
  expect(calls.at(-1)?.input).toMatchObject({
    state: null,
    reasons: ['wrong', 'incomplete', 'outdated', 'tone', 'other'],
  })
})

test('an export hides details unless a person wants them', async () => {
  const file = { fileName: 'knowledge-gaps.csv', mediaType: 'text/csv', text: 'a' }
  const saveText = vi.fn(async () => true)
  const { calls } = show([GAP], { handlers: { 'gaps.export': () => file }, bridge: { saveText } })
  await screen.findByText('asked 2 times')
  fireEvent.keyDown(screen.getByRole('button', { name: 'Export' }), { key: 'Enter' })
  fireEvent.click(await screen.findByRole('menuitem', { name: /^CSV For a spreadsheet/ }))
  await waitFor(() => expect(saveText).toHaveBeenCalledWith(file))
  expect(calls.findLast(({ method }) => method === 'gaps.export')?.input).toMatchObject({
    as: 'csv',
    isMasked: true,
  })
})

test('a list that cannot be read says why', async () => {
  show([], {
    handlers: {
      'gaps.list': () => {
        throw new AppError('storage_full', 'The disk is full.')
      },
    },
  })
  expect((await screen.findAllByText(/The disk is full/)).length).toBeGreaterThan(0)
})

test('a note is kept when the view is left by the keys, with the caret still in it', async () => {
  const { calls } = show([GAP])
  fireEvent.click(await screen.findByRole('button', { name: /Do you sell drones/ }))
  fireEvent.change(screen.getByRole('textbox', { name: 'Note' }), { target: { value: 'Ask Bo' } })
  cleanup()
  await waitFor(() =>
    expect(calls.find(({ method }) => method === 'gaps.update')?.input).toEqual({ gapId: 4, note: 'Ask Bo' }),
  )
})

test('a note that nobody changed is not written again', async () => {
  const { calls } = show([GAP])
  fireEvent.click(await screen.findByRole('button', { name: /Do you sell drones/ }))
  await screen.findByText('Anything that flies?')
  cleanup()
  expect(calls.map(({ method }) => method)).not.toContain('gaps.update')
})

test('when a gap is closed by the keys, the focus is at the next one', async () => {
  let open = [GAP, { ...GAP, id: 5, question: 'Do you sell boats?' }]
  const watch = createFeed({ open: 2, revision: 1 })
  show([], {
    handlers: {
      'gaps.watch': watch.stream,
      'gaps.list': () => ({ gaps: open, total: open.length }),
      'gaps.update': () => {
        open = open.slice(1)
        watch.push({ open: 1, revision: 2 })
        return GAP
      },
    },
  })
  fireEvent.click(await screen.findByRole('button', { name: /Do you sell drones/ }))
  const close = screen.getByRole('button', { name: 'Close' })
  close.focus()
  fireEvent.click(close)
  await waitFor(() => expect(screen.queryByRole('button', { name: /Do you sell drones/ })).toBeNull())
  expect(document.activeElement).toBe(screen.getByRole('button', { name: /Do you sell boats/ }))
})

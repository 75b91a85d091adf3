import type { EventOf } from '@shared/contract'
import type { Macro } from '@shared/macro-models'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { ActionProvider } from '../../../src/renderer/actions/action-registry'
import { MacrosView } from '../../../src/renderer/macros/macros-view'
import type { MacroSeed } from '../../../src/renderer/navigation'
import { createFeed, createTestPage } from '../helpers/page'

afterEach(cleanup)

const MACRO: Macro = {
  id: 1,
  name: 'Returns',
  shortcut: 'ret',
  folder: 'Orders',
  body: 'You have 14 days.',
  useCount: 0,
  lastUsedAt: null,
  createdAt: 0,
  updatedAt: 0,
  passageCount: 1,
  changedCount: 1,
  isInternal: false,
  passages: [
    {
      id: 5,
      documentId: 1,
      title: 'Returns',
      heading: '',
      page: null,
      start: 0,
      text: 'Within 14 days.',
      isInternal: false,
      state: 'changed',
      now: { start: 0, end: 15, text: 'Within 30 days.' },
    },
  ],
}
const SEED: MacroSeed = { key: 10, name: 'From an answer', body: 'Written before.', passages: [] }

function show(seed?: MacroSeed, list: EventOf<'macros.watch'> = { macros: [] }) {
  const feed = createFeed(list)
  const page = createTestPage({
    handlers: {
      'macros.watch': feed.stream,
      'macros.get': () => MACRO,
      'macros.propose': () => ({ body: 'You have 30 days.', replaced: [], left: [] }),
      'macros.create': () => MACRO,
      'macros.settle': ({ body }) => ({ ...MACRO, body: body ?? MACRO.body, changedCount: 0, passages: [] }),
    },
  })
  const view = (given?: MacroSeed) => (
    <page.Page>
      <ActionProvider>
        <MacrosView seed={given} />
      </ActionProvider>
    </page.Page>
  )
  const drawn = render(view(seed))
  return { page, feed, rerender: (given?: MacroSeed) => drawn.rerender(view(given)), leave: drawn.unmount }
}

const field = (label: string) => screen.findByLabelText<HTMLInputElement>(label)

test('without macros the view teaches how they are typed', async () => {
  show()
  expect((await screen.findByText('??')).tagName).toBe('KBD')
  expect(screen.getByRole('button', { name: 'Write the first macro' })).toBeTruthy()
})

test('an answer begins a macro once, also when one comes back to the view', async () => {
  const { leave } = show(SEED)
  expect((await field('Text')).value).toBe('Written before.')
  fireEvent.click(screen.getByRole('button', { name: 'Discard changes' }))
  await screen.findByText('Replies you write again and again')
  leave()
  show(SEED)
  await screen.findByText('Replies you write again and again')
})

test('what was written and not saved is there again, and no other answer takes its place unasked', async () => {
  const { leave } = show(SEED)
  fireEvent.change(await field('Text'), { target: { value: 'Mine.' } })
  leave()
  show({ ...SEED, key: 11, body: 'Another.' })
  await screen.findByText('Put away the macro you had begun?')
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect((await field('Text')).value).toBe('Mine.')
})

test('what cannot be kept is said beside its field, and nothing is sent', async () => {
  const { page } = show(SEED)
  fireEvent.change(await field('Name'), { target: { value: ' ' } })
  fireEvent.change(await field('Shortcut'), { target: { value: 'two words' } })
  fireEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('Give the macro a name.')).toBeTruthy()
  expect((await field('Shortcut')).getAttribute('aria-invalid')).toBe('true')
  expect(page.calls.some(({ method }) => method === 'macros.create')).toBe(false)
})

test('a changed passage is shown with a proposal, which is accepted or edited', async () => {
  window.sessionStorage.setItem(
    'verdemuse.macros',
    JSON.stringify({ choice: 1, closedFolders: [], drafts: {}, lastSeed: 0 }),
  )
  const { page } = show(undefined, { macros: [{ ...MACRO, snippet: '' }] })
  const panel = await screen.findByRole('region', { name: 'What changed' })
  await waitFor(() => expect(panel.querySelectorAll('ins')).toHaveLength(2))
  fireEvent.click(screen.getByRole('button', { name: 'Edit it' }))
  await waitFor(async () => expect((await field('Text')).value).toBe('You have 30 days.'))
  // the edited text would be lost
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Accept' }).disabled).toBe(true)
  fireEvent.click(screen.getByRole('button', { name: 'Discard changes' }))
  fireEvent.click(screen.getByRole('button', { name: 'Accept' }))
  await waitFor(() => expect(screen.queryByRole('region', { name: 'What changed' })).toBeNull())
  expect(page.calls).toContainEqual({
    method: 'macros.settle',
    input: { macroId: 1, body: 'You have 30 days.' },
  })
})

test('a macro that is saved for the first time keeps the focus in its editor', async () => {
  const { feed } = show(SEED)
  await field('Text')
  const save = screen.getByRole('button', { name: 'Save' })
  save.focus()
  fireEvent.click(save)
  await waitFor(() => expect(screen.queryByLabelText('Text')).toBeNull())
  feed.push({ macros: [{ ...MACRO, snippet: '' }] })
  const text = await field('Text')
  await waitFor(() => expect(document.activeElement).not.toBe(document.body))
  expect(text.closest('section')?.contains(document.activeElement)).toBe(true)
})

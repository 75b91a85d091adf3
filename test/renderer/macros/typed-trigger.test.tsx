import type { Handlers } from '@shared/contract'
import type { MacroSummary } from '@shared/macro-models'
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { Composer } from '../../../src/renderer/chat/composer'
import { createTestPage } from '../helpers/page'
import { passage } from '../helpers/sample-models'

afterEach(cleanup)

const MACROS: MacroSummary[] = ['Late order', 'Late refund', 'Thanks'].map((name, at) => ({
  id: at + 1,
  name,
  shortcut: '',
  folder: '',
  snippet: '',
  useCount: 0,
  lastUsedAt: null,
  updatedAt: 0,
  passageCount: 0,
  changedCount: 0,
  isInternal: false,
}))

/** A composer over a fake engine; `type` sets the text as a hand would, with the caret at its end. */
function show(
  body: string,
  { isInternal = false, ...more }: { isInternal?: boolean } & Partial<Handlers> = {},
) {
  const page = createTestPage({
    handlers: {
      'macros.list': () => ({ macros: MACROS }),
      'macros.prepare': () => ({
        body,
        known: { customer_name: 'Ana' },
        suggested: { order_number: '7' },
        isInternal,
      }),
      'macros.used': () => ({}),
      ...more,
    },
  })
  const onSend = vi.fn()
  function Harness() {
    const [value, setValue] = useState('')
    return <Composer value={value} onChange={setValue} onSend={onSend} onStop={null} blocked={null} />
  }
  render(
    <page.Page>
      <Harness />
    </page.Page>,
  )
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Question' })
  const type = (text: string) => {
    act(() => field.focus())
    fireEvent.change(field, { target: { value: text } })
    field.setSelectionRange(text.length, text.length)
    fireEvent.select(field)
  }
  const key = (name: string, more: object = {}) => fireEvent.keyDown(field, { key: name, ...more })
  const options = () => screen.queryAllByRole('option').map((option) => option.textContent)
  return { page, onSend, field, type, key, options }
}

test('a slash opens the list, arrows choose in it, and Enter puts the macro in instead of sending', async () => {
  const { page, onSend, field, type, key, options } = show('Dear {{customer_name}}')
  type('Hello /late')
  await waitFor(() => expect(options()).toEqual(['Late order', 'Late refund']))
  const lit = () => screen.getByRole('option', { selected: true })
  await waitFor(() => expect(field.getAttribute('aria-activedescendant')).toBe(lit().id))
  expect(field.getAttribute('aria-controls')).toBe(screen.getByRole('listbox').id)
  key('ArrowDown')
  await waitFor(() => expect(lit().textContent).toBe('Late refund'))
  key('Enter')
  await waitFor(() => expect(field.value).toBe('Hello Dear Ana'))
  expect(onSend).not.toHaveBeenCalled()
  expect(screen.queryByRole('listbox')).toBeNull()
  await waitFor(() => expect(page.calls).toContainEqual({ method: 'macros.used', input: { macroId: 2 } }))
})

test('Esc closes the list and leaves the text; it opens again with another sign, not with another letter', async () => {
  const { field, type, key, options } = show('x')
  type('/la')
  await waitFor(() => expect(options()).toHaveLength(2))
  expect(key('Escape')).toBe(false)
  await waitFor(() => expect(screen.queryByRole('listbox')).toBeNull())
  type('/lat')
  expect(screen.queryByRole('listbox')).toBeNull()
  expect(field.value).toBe('/lat')
  type('')
  type('::la')
  await waitFor(() => expect(options()).toHaveLength(2))
})

test('where nothing is found, Enter does what it always does', async () => {
  const { onSend, type, key } = show('x')
  type('/zzz')
  await screen.findByText('No macro is called “zzz”.')
  key('Enter')
  expect(onSend).toHaveBeenCalledOnce()
})

test('Enter pressed before the list is there sends nothing', async () => {
  const macros = Promise.withResolvers<{ macros: MacroSummary[] }>()
  const { onSend, type, key, options } = show('Dear', { 'macros.list': () => macros.promise })
  type('/late')
  key('Enter')
  await screen.findByText('Reading the macros…')
  key('Enter')
  expect(onSend).not.toHaveBeenCalled()
  macros.resolve({ macros: MACROS })
  await waitFor(() => expect(options()).toHaveLength(2))
})

test('an input method at work keeps its keys', async () => {
  const { field, type, key, options } = show('Dear')
  type('/la')
  await waitFor(() => expect(options()).toHaveLength(2))
  key('Enter', { isComposing: true })
  expect(field.value).toBe('/la')
})

test('what is not known is asked for, what is suggested stands there, and Esc leaves the text as it was', async () => {
  const { field, type, key, options } = show('Order {{order_number}}, {{colour}}')
  type('::late')
  await waitFor(() => expect(options()).toHaveLength(2))
  key('Tab')
  const order = await screen.findByLabelText<HTMLInputElement>('Order number')
  expect(order.value).toBe('7')
  expect(document.activeElement).toBe(order)
  fireEvent.keyDown(order, { key: 'Escape' })
  await waitFor(() => expect(screen.queryByRole('form')).toBeNull())
  expect(field.value).toBe('::late')
  await waitFor(() => expect(document.activeElement).toBe(field))

  type('')
  type('::late')
  await waitFor(() => expect(options()).toHaveLength(2))
  key('Enter')
  fireEvent.change(await screen.findByLabelText('Colour'), { target: { value: 'green' } })
  fireEvent.submit(screen.getByRole('form', { name: 'Insert Late order' }))
  await waitFor(() => expect(field.value).toBe('Order 7, green'))
})

test('a macro that rests on an internal source is put in only after a second look', async () => {
  const { field, type, key, options } = show('Secret', { isInternal: true })
  type('/thanks')
  await waitFor(() => expect(options()).toHaveLength(1))
  key('Enter')
  await screen.findByText(/not meant for customers/)
  expect(field.value).toBe('/thanks')
  fireEvent.submit(screen.getByRole('form'))
  await waitFor(() => expect(field.value).toBe('Secret'))
})

test('two question marks quote a passage; with Ctrl it is linked, to its own address', async () => {
  const hit = { ...passage(), title: 'Returns', heading: '', text: 'Within **14** days.' }
  const result = {
    passages: [hit],
    mode: 'keyword',
    degraded: null,
    tookMs: 1,
    correction: null,
    reading: null,
    isNearest: false,
  } as const
  const { page, field, type, key, options } = show('x', {
    'search.live': async function* () {
      yield { result: { ...result, passages: [hit] }, isFinal: true }
    },
    'documents.get': () => ({ url: 'https://shop.example/returns' }) as never,
  })
  type('??returns')
  await waitFor(() => expect(options()).toHaveLength(1))
  key('Enter')
  await waitFor(() => expect(field.value).toBe('“Within 14 days.” (Returns)'))
  type('')
  type('see ??returns')
  await waitFor(() => expect(options()).toHaveLength(1))
  key('Enter', { ctrlKey: true })
  await waitFor(() => expect(field.value).toBe('see Returns: https://shop.example/returns'))
  expect(page.calls.some(({ method }) => method === 'macros.used')).toBe(false)
})

test('what a customer wrote opens no list when it is pasted, and Enter sends it', async () => {
  const { onSend, field, type, key, options } = show('')
  act(() => field.focus())
  fireEvent.paste(field)
  type('Hello /late')
  expect(options()).toEqual([])
  key('Enter')
  expect(onSend).toHaveBeenCalledOnce()
  // what is typed behind it does
  type('Hello /late\n/tha')
  await waitFor(() => expect(options()).toEqual(['Thanks']))
})

test('a word that is pasted behind a typed slash is looked for', async () => {
  const { field, type, options } = show('')
  type('Hello /')
  await waitFor(() => expect(options()).toHaveLength(3))
  fireEvent.paste(field)
  type('Hello /refund')
  await waitFor(() => expect(options()).toEqual(['Late refund']))
})

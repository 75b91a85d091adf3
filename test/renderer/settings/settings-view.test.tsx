import { AppError } from '@shared/errors'
import { DEFAULT_SETTINGS } from '@shared/settings'
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { SettingsView } from '../../../src/renderer/settings/settings-view'
import { createTestPage, type TestPage } from '../helpers/page'
import { doctor } from '../helpers/sample-models'

let page: TestPage
afterEach(() => {
  cleanup()
  page.close()
})

type Options = NonNullable<Parameters<typeof createTestPage>[0]>

async function show(options: Options = {}) {
  page = createTestPage({ ...options, handlers: { 'doctor.run': () => doctor(), ...options.handlers } })
  render(
    <page.Page>
      <SettingsView />
    </page.Page>,
  )
  await screen.findByLabelText('Server address')
}
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label)
const updates = () =>
  page.calls.filter(({ method }) => method === 'settings.update').map(({ input }) => input)
const rowOf = (label: string) => field(label).closest<HTMLElement>('.grid')!

test('what is typed is saved after a pause, once, and says so', async () => {
  await show()
  for (const value of ['h', 'https://models.example', 'https://models.example.org'])
    fireEvent.change(field('Server address'), { target: { value } })
  expect(updates()).toEqual([])
  expect(await within(rowOf('Server address')).findByText('Saved')).toBeTruthy()
  fireEvent.blur(field('Server address'))
  expect(updates()).toEqual([{ serverUrl: 'https://models.example.org' }])
})

test('reading scanned pages is off, says what it costs, and is switched on by its row', async () => {
  await show()
  const row = screen.getByRole('switch', { name: 'Read scanned pages' })
  expect(row.getAttribute('aria-checked')).toBe('false')
  expect(screen.getByText(/2 to 10 seconds a page/)).toBeTruthy()
  fireEvent.click(row)
  await waitFor(() => expect(updates()).toEqual([{ readScannedPages: true }]))
})

test('leaving a field saves at once', async () => {
  await show()
  fireEvent.change(field('Passages per answer'), { target: { value: '9' } })
  fireEvent.blur(field('Passages per answer'))
  await waitFor(() => expect(updates()).toEqual([{ passageCount: 9 }]))
})

test('a wrong value stays in the field with its reason and is not sent; Esc takes it back', async () => {
  await show()
  fireEvent.change(field('Server address'), { target: { value: 'http://elsewhere.example' } })
  fireEvent.blur(field('Server address'))
  expect(await screen.findByText(/begins with https:\/\//)).toBeTruthy()
  expect(field('Server address').value).toBe('http://elsewhere.example')
  expect(updates()).toEqual([])
  fireEvent.keyDown(field('Server address'), { key: 'Escape' })
  expect(field('Server address').value).toBe(DEFAULT_SETTINGS.serverUrl)
  expect(screen.queryByText(/begins with https:\/\//)).toBeNull()
})

test('what the engine refuses is told at the field, and the switch goes back', async () => {
  await show({
    handlers: {
      'settings.update': () => {
        throw new AppError('storage_full', 'The disk is full. The setting was not saved.')
      },
    },
  })
  fireEvent.click(field('Keep history'))
  expect(await screen.findByText('The disk is full. The setting was not saved.')).toBeTruthy()
  expect(field('Keep history').getAttribute('aria-checked')).toBe('true')
})

test("another window's change is shown", async () => {
  await show()
  await act(async () => page.settings.push({ ...DEFAULT_SETTINGS, modelName: 'mistral-large-latest' }))
  await waitFor(() => expect(field('Model').value).toBe('mistral-large-latest'))
})

test('a key is handed to the shell, never shown again, and can be removed', async () => {
  const saveApiKey = vi.fn(async () => ({ state: 'configured', storage: 'memory' }) as const)
  const removeApiKey = vi.fn(async () => ({ state: 'none', storage: 'memory' }) as const)
  await show({ bridge: { saveApiKey, removeApiKey } })
  const input = field('API key')
  expect(input.type).toBe('password')
  fireEvent.change(input, { target: { value: '  secret  ' } })
  fireEvent.submit(input.form!)
  expect(await screen.findByText('Kept in memory until the app closes.')).toBeTruthy()
  expect(saveApiKey).toHaveBeenCalledWith(1, 'secret')
  expect(input.value).toBe('')
  fireEvent.click(screen.getByRole('button', { name: 'Remove' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Remove key' }))
  expect(await screen.findByText(/No key yet/)).toBeTruthy()
})

test('a key set by the environment cannot be changed here', async () => {
  await show({ bridge: { apiKeyState: async () => ({ state: 'configured', storage: 'environment' }) } })
  expect(await screen.findByText(/Set by the environment/)).toBeTruthy()
  expect(document.querySelector('input[type=password]')).toBeNull()
})

test('a key the shell cannot keep says why', async () => {
  const saveApiKey = async () => {
    throw new AppError('bad_request', 'This does not look like a key.')
  }
  await show({ bridge: { saveApiKey } })
  fireEvent.change(field('API key'), { target: { value: 'x' } })
  fireEvent.submit(field('API key').form!)
  expect(await screen.findByText('This does not look like a key.')).toBeTruthy()
  expect(field('API key').value).toBe('x')
})

test('the connection test says who answered and how fast, or why not', async () => {
  let isUp = true
  await show({
    handlers: {
      'model.test': () =>
        isUp
          ? { kind: 'ok', modelName: 'mistral-small-latest', tookMs: 412 }
          : {
              kind: 'failed',
              notice: { code: 'api_key_refused', level: 'error', message: 'The key was refused.' },
            },
    },
  })
  fireEvent.click(screen.getByRole('button', { name: 'Test connection' }))
  expect(await screen.findByText('mistral-small-latest answered in 0.4 s.')).toBeTruthy()
  isUp = false
  fireEvent.click(screen.getByRole('button', { name: 'Test connection' }))
  expect(await screen.findByText('The key was refused.')).toBeTruthy()
})

test('expiry is off until it is switched on, and then clean-up says what it removed', async () => {
  await show({ handlers: { 'conversations.cleanUp': () => ({ removed: 3 }) } })
  expect(screen.queryByRole('button', { name: 'Clean up now' })).toBeNull()
  fireEvent.click(field('Remove old conversations'))
  fireEvent.click(await screen.findByRole('button', { name: 'Clean up now' }))
  expect(await screen.findByText('3 conversations removed.')).toBeTruthy()
  expect(updates()).toEqual([{ conversationExpiryDays: 90 }])
})

test('the cache shows its count and is cleared', async () => {
  await show({ handlers: { 'cache.clear': () => ({ removed: 7 }) } })
  expect(await screen.findByText('7 answers stored.')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Clear' }))
  expect(await screen.findByText('7 stored answers cleared.')).toBeTruthy()
})

test('the health report shows each check with its outcome', async () => {
  await show()
  const checks = await screen.findByRole('list', { name: 'Checks' })
  expect(within(checks).getByLabelText('Failed').closest('li')?.textContent).toContain('12 MB free')
})

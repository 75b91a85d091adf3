import { AppError } from '@shared/errors'
import { DEFAULT_SETTINGS, type Settings } from '@shared/settings'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { useSaveSettings, useSettings } from '../../../src/renderer/engine/use-engine'
import { createTestPage, type TestPage } from '../helpers/page'

const GERMAN: Settings = { ...DEFAULT_SETTINGS, replyLanguage: 'de' }
let page: TestPage | undefined

afterEach(() => {
  cleanup()
  page?.close()
})

function Language() {
  const settings = useSettings()
  const save = useSaveSettings()
  return (
    <button type="button" onClick={() => save({ replyLanguage: 'de' })}>
      {settings ? (settings.replyLanguage ?? 'own') : 'unknown'}
    </button>
  )
}

async function show(update: () => Settings | Promise<Settings>): Promise<TestPage> {
  const shown = createTestPage({ handlers: { 'settings.update': update } })
  page = shown
  render(<Language />, { wrapper: shown.Page })
  await screen.findByText('own')
  return shown
}

test('a choice counts at once, before the engine has answered', async () => {
  const answer = Promise.withResolvers<Settings>()
  await show(() => answer.promise)
  fireEvent.click(screen.getByRole('button'))
  expect(screen.getByRole('button').textContent).toBe('de')
  answer.resolve(GERMAN)
  await answer.promise
  expect(await screen.findByText('de')).toBeTruthy()
})

test('the answer of the engine holds, although its stream has not spoken yet', async () => {
  const { calls } = await show(() => GERMAN)
  fireEvent.click(screen.getByRole('button'))
  await expect.poll(() => calls.filter(({ method }) => method === 'settings.update').length).toBe(1)
  await new Promise((done) => setImmediate(done))
  expect(screen.getByRole('button').textContent).toBe('de')
})

test('what the engine says later is newer than the choice', async () => {
  const { settings } = await show(() => GERMAN)
  fireEvent.click(screen.getByRole('button'))
  await screen.findByText('de')
  settings.push({ ...DEFAULT_SETTINGS, replyLanguage: 'fr' })
  expect(await screen.findByText('fr')).toBeTruthy()
})

test('a refused choice is taken back', async () => {
  await show(() => {
    throw new AppError('storage_full', 'The disk is full.')
  })
  fireEvent.click(screen.getByRole('button'))
  expect(await screen.findByText('own')).toBeTruthy()
})

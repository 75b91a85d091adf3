import type { Prompt } from '@shared/model-models'
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { PromptsSection } from '../../../src/renderer/models/prompts-section'
import { createTestPage, type TestPage } from '../helpers/page'

let page: TestPage
afterEach(() => {
  cleanup()
  page.close()
  window.sessionStorage.clear()
})

const PROMPT = {
  name: 'answer',
  title: 'Answer',
  about: 'For answers',
  text: 'Be brief.',
  frame: 'Always cite.',
  placeholders: [],
  isChanged: false,
  isShippedNewer: false,
  version: 1,
} as unknown as Prompt

function show(prompt: Prompt = PROMPT) {
  let current = prompt
  page = createTestPage({
    handlers: {
      'prompts.list': () => ({ prompts: [current] }),
      'prompts.versions': () => ({ versions: [] }),
      'prompts.save': (({ text }: { text: string }) => {
        current = { ...current, text, isChanged: true }
        return current
      }) as never,
    },
  })
  render(<PromptsSection />, { wrapper: page.Page })
}

const head = () => screen.findByRole('button', { name: /For answers/ })
const field = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Text of “Answer”' })

test('a text that is not saved outlives its closed section and the settings that were left', async () => {
  show()
  fireEvent.click(await head())
  fireEvent.change(await field(), { target: { value: 'Be kind.' } })
  fireEvent.click(await head())
  fireEvent.click(await head())
  expect((await field()).value).toBe('Be kind.')
  cleanup()
  page.close()
  show()
  fireEvent.click(await head())
  expect((await field()).value).toBe('Be kind.')
})

test('a saved text is nothing to keep any more', async () => {
  show()
  fireEvent.click(await head())
  fireEvent.change(await field(), { target: { value: 'Be kind.' } })
  expect(window.sessionStorage.length).toBe(1)
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Save text' })))
  await waitFor(() => expect(window.sessionStorage.length).toBe(0))
  expect((await field()).value).toBe('Be kind.')
})

import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { MaskedChip } from '../../../src/renderer/masking/masked-chip'
import { SentDialog } from '../../../src/renderer/masking/sent-dialog'
import type { MaskingMode } from '../../../src/shared/masking-models'
import { createTestPage } from '../helpers/page'

afterEach(cleanup)

const TEXT = 'I am Ana Ruiz, order VM-20418. Ana Ruiz again.'

function showChip(mode: MaskingMode) {
  const span = (part: string, kind: 'name' | 'order', from = 0) => {
    const start = TEXT.indexOf(part, from)
    return { start, end: start + part.length, kind, label: kind }
  }
  const spans = [span('Ana Ruiz', 'name'), span('VM-20418', 'order'), span('Ana Ruiz', 'name', 20)]
  const page = createTestPage({
    handlers: { 'masking.preview': () => ({ mode, spans: mode === 'off' ? [] : spans }) },
  })
  const seen: { released: readonly string[] } = { released: [] }
  function Chip() {
    const [released, setReleased] = useState<readonly string[]>([])
    seen.released = released
    return <MaskedChip text={TEXT} released={released} onRelease={setReleased} />
  }
  render(
    <page.Page>
      <Chip />
    </page.Page>,
  )
  return { page, seen }
}

test('the details that stay here are counted, each once, and one can be let out and taken back', async () => {
  const { page, seen } = showChip('on')
  fireEvent.click(await screen.findByRole('button', { name: '2 details masked' }))
  const order = await screen.findByRole('checkbox', { name: /VM-20418/ })
  fireEvent.click(order)
  expect(seen.released).toEqual(['VM-20418'])
  expect(await screen.findByText('1 detail masked')).toBeTruthy()
  fireEvent.click(order)
  expect(seen.released).toEqual([])
  page.close()
})

test('what the organisation decided is shown without a way round it', async () => {
  const { page } = showChip('forced')
  fireEvent.click(await screen.findByRole('button', { name: '2 details masked' }))
  expect(await screen.findByText(/your organisation has decided it/)).toBeTruthy()
  expect(screen.queryByRole('checkbox')).toBeNull()
  page.close()
})

test('switched off, there is nothing to show', async () => {
  const { page } = showChip('off')
  await waitFor(() => expect(page.calls.some(({ method }) => method === 'masking.preview')).toBe(true))
  expect(screen.queryByRole('button')).toBeNull()
  page.close()
})

test('what was sent is shown word for word, with where it went', async () => {
  const page = createTestPage({
    handlers: {
      'masking.sent': () => ({
        requests: [
          {
            server: 'https://api.mistral.ai',
            modelName: 'mistral-small',
            maskedCount: 2,
            sentAt: 1_000,
            messages: [{ role: 'user', content: 'I am [NAME_1], order [ORDER_1].' }],
          },
        ],
      }),
    },
  })
  render(
    <page.Page>
      <SentDialog messageId={2} open onOpenChange={() => {}} />
    </page.Page>,
  )
  expect(await screen.findByText('I am [NAME_1], order [ORDER_1].')).toBeTruthy()
  expect(screen.getByText(/https:\/\/api\.mistral\.ai · mistral-small · 2 details masked/)).toBeTruthy()
  page.close()
})

import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { ActionProvider } from '../../../src/renderer/actions/action-registry'
import { Answer } from '../../../src/renderer/chat/answer'
import type { Message } from '../../../src/shared/models'
import type { SupportedSentence } from '../../../src/shared/support-models'
import { createTestPage } from '../helpers/page'
import { message } from '../helpers/sample-messages'
import { passage } from '../helpers/sample-models'

afterEach(cleanup)

const TEXT = 'Plants can be returned within **14 days**. [1] We send a *new* plant \\& a card.'
const UNBACKED = 'We send a *new* plant \\& a card.'

function judged(text: string, changes: Partial<SupportedSentence> = {}): SupportedSentence {
  const start = TEXT.indexOf(text)
  const end = start + text.length
  return { start, end, text, verdict: 'unbacked', fault: 'not_found', passage: 1, evidence: null, ...changes }
}

function show(changes: Partial<Message>, sentences: SupportedSentence[], ready?: Promise<void>) {
  const copied = vi.fn(async () => {})
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: copied }, configurable: true })
  const page = createTestPage({
    handlers: {
      'support.check': async () => {
        await ready
        return { sentences, comparedBy: 'meaning' as const }
      },
    },
  })
  render(
    <page.Page>
      <ActionProvider>
        <Answer
          message={message({ text: TEXT, passages: [passage()], ...changes })}
          onDone={() => {}}
          isLatest
          isLast
          onAskAgain={() => {}}
          canAsk
        />
      </ActionProvider>
    </page.Page>,
  )
  return { page, copied }
}

const marks = () => [...document.querySelectorAll('.unbacked')].map((mark) => mark.textContent)

test('what no passage bears out is underlined, with the reason, and nothing else is', async () => {
  const { page } = show({}, [
    judged('Plants can be returned within **14 days**. [1]', { verdict: 'backed' }),
    judged(UNBACKED),
  ])
  expect(await screen.findByText('One sentence is not backed by the knowledge base.')).toBeTruthy()
  expect(marks().join('')).toBe('We send a new plant & a card.')
  expect(document.querySelector('.unbacked')?.getAttribute('aria-description')).toBe(
    'No source of this answer says this. Nearest is source 1.',
  )
  fireEvent.click(document.querySelector('.unbacked') as Element)
  expect(page.navigation.snapshot().sources.activeNumber).toBe(1)
  page.close()
})

test('a citation in a sentence without support stays a key of its own, beside the mark and not in it', async () => {
  const text = 'Send it back [1] within 30 days [1]. See [the rules](https://shop.test/rules).'
  const whole = { ...judged(UNBACKED), start: 0, end: text.length, text }
  const { page } = show({ text, passages: [passage({ text: 'See https://shop.test/rules' })] }, [whole])
  await screen.findByText(/not backed/)
  expect(marks()).toEqual(['Send it back', 'within 30 days', '. See', 'the rules', '.'])
  expect(document.querySelector('.unbacked button, .unbacked [data-citation], a [role=button]')).toBeNull()
  expect(document.querySelector('a .unbacked')?.textContent).toBe('the rules')
  expect(document.querySelector('.answer-text')?.textContent).toBe(
    'Send it back 1 within 30 days 1. See the rules (shop.test).',
  )
  page.close()
})

test('an answer that is backed has no mark and no note', async () => {
  const { page } = show({}, [judged(UNBACKED, { verdict: 'backed' })])
  await waitFor(() => expect(page.calls.some(({ method }) => method === 'support.check')).toBe(true))
  expect(marks()).toEqual([])
  expect(screen.queryByText(/not backed/)).toBeNull()
  page.close()
})

test('quotes from the knowledge base and answers being written are not judged', () => {
  const { page } = show({ origin: 'extractive' }, [judged(UNBACKED)])
  expect(page.calls.filter(({ method }) => method === 'support.check')).toEqual([])
  page.close()
})

test('copying what is not backed asks once', async () => {
  const { page, copied } = show({}, [judged(UNBACKED)])
  await screen.findByText(/not backed/)
  fireEvent.click(screen.getByRole('button', { name: 'Copy answer' }))
  expect(copied).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: 'Back' }))
  expect(copied).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: 'Copy answer' }))
  fireEvent.click(screen.getByRole('button', { name: 'Copy anyway' }))
  expect(copied).toHaveBeenCalledTimes(1)
  fireEvent.click(screen.getByRole('button', { name: 'Copy answer' }))
  await waitFor(() => expect(copied).toHaveBeenCalledTimes(2))
  page.close()
})

test('what is backed by public sources is copied at once', async () => {
  const { page, copied } = show({}, [judged(UNBACKED, { verdict: 'backed' })])
  fireEvent.click(screen.getByRole('button', { name: 'Copy answer' }))
  await waitFor(() => expect(copied).toHaveBeenCalledTimes(1))
  expect(screen.queryByRole('dialog')).toBeNull()
  page.close()
})

test('an internal source that is cited is named before the copy, and under the answer', async () => {
  const { page, copied } = show({ passages: [passage({ isInternal: true, title: 'Goodwill rules' })] }, [])
  expect(screen.getByText('It rests on 1 internal source: not meant for customers.')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Copy answer' }))
  expect(await screen.findByText(/Goodwill rules/)).toBeTruthy()
  expect(copied).not.toHaveBeenCalled()
  page.close()
})

test('a backed sentence that cites nothing ends in a key to its passage; one that cites has its own alone', async () => {
  const { page } = show({ passages: [passage(), passage({ title: 'New plants' })] }, [
    judged('Plants can be returned within **14 days**. [1]', { verdict: 'backed' }),
    judged(UNBACKED, { verdict: 'backed', passage: 2 }),
  ])
  const key = await screen.findByRole('button', { name: 'Backed by source 2: New plants' })
  expect([...document.querySelectorAll('[data-citation]')]).toHaveLength(2)
  expect(document.querySelector('.answer-text')?.textContent).toBe(
    'Plants can be returned within 14 days. 1 We send a new plant & a card.2',
  )
  fireEvent.click(key)
  expect(page.navigation.snapshot().sources.activeNumber).toBe(2)
  page.close()
})

test('a key stands behind its own sentence, also where that ends in bold or in the middle of a text', async () => {
  const text = 'Free from **49 euros**. It is **quick** Then more.'
  const sentence = (own: string, passageNumber: number): SupportedSentence => ({
    ...judged(own),
    start: text.indexOf(own),
    end: text.indexOf(own) + own.length,
    verdict: 'backed',
    passage: passageNumber,
  })
  const { page } = show(
    { text, passages: [passage(), passage({ title: 'Two' }), passage({ title: 'Three' })] },
    [sentence('Free from **49 euros**.', 1), sentence('It is **quick**', 2), sentence('Then more.', 3)],
  )
  await screen.findByRole('button', { name: 'Backed by source 2: Two' })
  expect(document.querySelector('.answer-text')?.textContent).toBe(
    'Free from 49 euros.1 It is quick2 Then more.3',
  )
  page.close()
})

test('no key is drawn for what is not backed, nor for a passage that the answer does not have', async () => {
  const { page } = show({}, [judged(UNBACKED, { verdict: 'backed', passage: 7 })])
  await waitFor(() => expect(page.calls.some(({ method }) => method === 'support.check')).toBe(true))
  expect([...document.querySelectorAll('[data-found]')]).toEqual([])
  page.close()
})

test('an internal source that bears a sentence out warns as well when it is not cited', async () => {
  const internal = passage({ isInternal: true, title: 'Goodwill rules' })
  const { page } = show({ text: UNBACKED, passages: [internal] }, [
    { ...judged(UNBACKED), start: 0, end: UNBACKED.length, verdict: 'backed' },
  ])
  expect(await screen.findByText('It rests on 1 internal source: not meant for customers.')).toBeTruthy()
  page.close()
})

test('whoever copies before the check is done is asked once it is', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const { page, copied } = show({}, [judged(UNBACKED)], promise)
  fireEvent.click(screen.getByRole('button', { name: 'Copy answer' }))
  expect(copied).not.toHaveBeenCalled()
  resolve()
  expect(await screen.findByRole('dialog', { name: 'Copy it as it is?' })).toBeTruthy()
  expect(copied).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: 'Copy anyway' }))
  await waitFor(() => expect(copied).toHaveBeenCalledOnce())
  page.close()
})

test('a copy that waited for the check of a backed text is made by itself', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const { page, copied } = show({}, [judged(UNBACKED, { verdict: 'backed' })], promise)
  fireEvent.click(screen.getByRole('button', { name: 'Copy answer' }))
  resolve()
  await waitFor(() => expect(copied).toHaveBeenCalledOnce())
  page.close()
})

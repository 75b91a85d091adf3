import type { InsightDay, Insights } from '@shared/insight-models'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { InsightsView } from '../../../src/renderer/insights/insights-view'
import { createFeed, createTestPage, type TestPage } from '../helpers/page'

let page: TestPage | undefined
afterEach(() => {
  cleanup()
  page?.close()
})

const EMPTY_DAY: InsightDay = {
  day: '2026-11-19',
  questions: 0,
  cachedExact: 0,
  cachedByMeaning: 0,
  written: 0,
  quoted: 0,
  nothingFound: 0,
  failed: 0,
  drafts: 0,
  used: 0,
  good: 0,
  bad: 0,
  promptTokens: 0,
  answerTokens: 0,
  cost: null,
}
const BUSY_DAY: InsightDay = {
  ...EMPTY_DAY,
  day: '2026-11-20',
  questions: 10,
  written: 5,
  cachedExact: 3,
  cachedByMeaning: 1,
  nothingFound: 1,
  used: 4,
  promptTokens: 900,
  answerTokens: 100,
  cost: 0.25,
}
const INSIGHTS: Insights = {
  days: [EMPTY_DAY, BUSY_DAY],
  before: { ...EMPTY_DAY, questions: 5, cachedExact: 1 },
  models: [{ profileName: 'Mistral', modelName: 'small', requests: 5, tokens: 1_000, cost: 0.25 }],
  steps: [{ step: 'answer.total', count: 9, p50Ms: 400, p95Ms: 900 }],
  minutesPerAnswer: 3,
}

function show(insights: Insights = INSIGHTS, bridge: Parameters<typeof createTestPage>[0] = {}) {
  const topics = createFeed({
    topics: [{ label: 'return · order', example: 'Can I return my order?', questionCount: 4 }],
    done: 10,
    total: 10,
  })
  page = createTestPage({
    ...bridge,
    handlers: { 'insights.read': () => insights, 'insights.topics': topics.stream },
  })
  render(<InsightsView />, { wrapper: page.Page })
  return page
}

const tile = async (label: string) => {
  const term = await screen.findByText(label, { selector: 'dt' })
  return term.parentElement?.textContent ?? ''
}

test('the tiles say what was counted, against the days before, and how an estimate was made', async () => {
  show()
  expect(await tile('Questions')).toContain('10+100 %')
  expect(await tile('Given from the cache')).toContain('40 %+20 points')
  expect(await tile('Nothing found')).toContain('10 %')
  expect(await tile('Time saved (estimate)')).toContain('12 min4 used × 3 min each, your guess')
  expect(await tile('Tokens')).toContain('Cost 0.2500')
})

test('each chart has its figures as a table', async () => {
  show()
  const chart = await screen.findByRole('figure', { name: 'Questions a day' })
  expect(within(chart).getByRole('img').getAttribute('aria-label')).toContain('10 questions in 30 days')
  fireEvent.click(within(chart).getByRole('button', { name: 'Show as table' }))
  const row = within(chart).getByRole('row', { name: /2026-11-20/ })
  expect([...row.querySelectorAll('td')].map((cell) => cell.textContent)).toEqual(['5', '4', '0', '1', '0'])
})

test('topics, steps and models are listed', async () => {
  show()
  expect(await screen.findByText('return · order')).toBeTruthy()
  expect(screen.getByText('Can I return my order?')).toBeTruthy()
  expect(screen.getByRole('row', { name: /Answer, all of it 0\.4 s 0\.9 s/ })).toBeTruthy()
  expect(screen.getByRole('row', { name: /small · Mistral 1,000 0\.2500/ })).toBeTruthy()
})

test('another range is read, and the figures are saved for a spreadsheet', async () => {
  const saveText = vi.fn(async (_file: { text: string }) => true)
  const { calls } = show(INSIGHTS, { bridge: { saveText } })
  await tile('Questions')
  fireEvent.click(screen.getByRole('button', { name: '90 days' }))
  await waitFor(() =>
    expect(calls.findLast(({ method }) => method === 'insights.read')?.input).toEqual({ days: 90 }),
  )
  fireEvent.click(screen.getByRole('button', { name: 'CSV' }))
  await waitFor(() => expect(saveText).toHaveBeenCalled())
  expect(saveText.mock.calls[0]?.[0].text).toContain('2026-11-20,10,5,0,3,1,1,0,0,4,0,0,900,100,0.25')
})

test('on the first day it says how the figures begin', async () => {
  show({ ...INSIGHTS, days: [EMPTY_DAY], before: EMPTY_DAY, models: [], steps: [] })
  expect(await screen.findByText(/Nothing was asked in these 30 days/)).toBeTruthy()
  expect(await tile('Given from the cache')).toContain('–')
  expect(screen.getByText('No model was asked.')).toBeTruthy()
})

test('the minutes that an answer saves are a guess of the person', async () => {
  const { calls } = show()
  const field = await screen.findByRole('spinbutton')
  fireEvent.change(field, { target: { value: '500' } })
  fireEvent.blur(field)
  await waitFor(() =>
    expect(calls.find(({ method }) => method === 'settings.update')?.input).toEqual({
      minutesPerAnswer: 120,
    }),
  )
})

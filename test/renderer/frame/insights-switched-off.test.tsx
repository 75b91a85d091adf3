import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { ActionProvider, useActions } from '../../../src/renderer/actions/action-registry'
import { AppActions } from '../../../src/renderer/frame/app-actions'
import { SidePane } from '../../../src/renderer/frame/side-pane'
import { InsightsView } from '../../../src/renderer/insights/insights-view'
import { AppError } from '../../../src/shared/errors'
import { createFeed, createTestPage } from '../helpers/page'

afterEach(cleanup)

const FORBIDDEN = 'Your organisation has switched insights off.'

function Listed() {
  return <p>{useActions().flatMap(({ label, isListed }) => (isListed === false ? [] : [label]))}</p>
}

function show(allowInsights: boolean) {
  const page = createTestPage({
    handlers: {
      'policy.get': () => ({
        state: 'in_force',
        allowWebImport: true,
        requireSignedPacks: false,
        allowInsights,
      }),
      'insights.read': () => {
        throw new AppError('forbidden', FORBIDDEN)
      },
      'macros.count': createFeed({ total: 0, flagged: 0 }).stream,
      'gaps.watch': createFeed({ open: 0, revision: 0 }).stream,
      'conversations.list': () => ({ conversations: [], total: 0 }),
    },
  })
  render(
    <page.Page>
      <ActionProvider>
        <AppActions onToggleTheme={() => {}} onToggleList={() => {}} />
        <SidePane version={0} onChanged={() => {}} onChosen={() => {}} />
        <Listed />
      </ActionProvider>
    </page.Page>,
  )
  return page
}

test('where the organisation has switched insights off, nothing leads to them', async () => {
  show(false)
  expect(await screen.findByRole('button', { name: 'Gaps' })).toBeTruthy()
  await expect.poll(() => screen.queryByRole('button', { name: 'Insights' })).toBeNull()
  await expect.poll(() => screen.queryByText(/Open insights/)).toBeNull()
})

test('elsewhere the list and the actions have them', async () => {
  show(true)
  expect(await screen.findByRole('button', { name: 'Insights' })).toBeTruthy()
  expect(screen.getByText(/Open insights/)).toBeTruthy()
})

test('who comes to the view nevertheless reads why it is empty', async () => {
  const page = show(false)
  render(<InsightsView />, { wrapper: page.Page })
  expect(await screen.findByText(FORBIDDEN)).toBeTruthy()
  expect(screen.queryByRole('button', { name: /try again/i })).toBeNull()
})

import type { MenuAction } from '@shared/bridge'
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { ActionProvider } from '../../../src/renderer/actions/action-registry'
import { AppActions } from '../../../src/renderer/frame/app-actions'
import { createTestPage } from '../helpers/page'
import { collection } from '../helpers/sample-models'

afterEach(cleanup)

async function chooseFolderFromMenu(shell: 'desktop' | 'browser') {
  const picked: string[] = []
  let choose: (action: MenuAction) => void = () => {}
  const page = createTestPage({
    bridge: {
      shell,
      pick: async (kind) => {
        picked.push(kind)
        return null
      },
      onMenuAction: (listener) => {
        choose = listener
        return () => {}
      },
    },
  })
  page.sources.push({ collections: [collection()], sources: [] })
  render(
    <page.Page>
      <ActionProvider>
        <AppActions onToggleTheme={() => {}} onToggleList={() => {}} />
      </ActionProvider>
    </page.Page>,
  )
  await act(async () => choose('add-folder'))
  return picked
}

test('the menu asks whether a folder is followed before one is chosen', async () => {
  const picked = await chooseFolderFromMenu('desktop')
  expect(await screen.findByRole('dialog', { name: 'Add a folder' })).toBeTruthy()
  expect(screen.getByRole('switch')).toBeTruthy()
  expect(picked).toEqual([])
})

test('a browser, which cannot know where a folder lies, takes the folder at once', async () => {
  expect(await chooseFolderFromMenu('browser')).toEqual(['folder'])
  expect(screen.queryByRole('dialog')).toBeNull()
})

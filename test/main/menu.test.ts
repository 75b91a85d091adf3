import type { MenuItemConstructorOptions } from 'electron'
import { expect, test, vi } from 'vitest'
import { menuTemplate } from '../../src/main/menu'
import type { MenuAction } from '../../src/shared/bridge'

vi.mock('electron', () => import('../helpers/fake-electron'))

function items(platform: NodeJS.Platform, isDeveloper = false, run: (action: MenuAction) => void = () => {}) {
  const template = menuTemplate({ platform, appName: 'VerdeMuse', isDeveloper, run })
  return template.flatMap((menu) => [
    menu,
    ...((menu.submenu as MenuItemConstructorOptions[] | undefined) ?? []),
  ])
}

test.each(['darwin', 'win32', 'linux'] as const)(
  'on %s every action of ours can be chosen once',
  (platform) => {
    const chosen: MenuAction[] = []
    for (const item of items(platform, false, (action) => chosen.push(action)))
      item.click?.({} as never, undefined, {} as never)
    expect(chosen.sort()).toEqual(
      [
        'add-files',
        'add-folder',
        'command-palette',
        'knowledge',
        'new-conversation',
        'search',
        'settings',
      ].sort(),
    )
  },
)

test.each(['darwin', 'win32', 'linux'] as const)(
  'on %s the app can be quit and texts can be edited',
  (platform) => {
    const roles = items(platform).map((item) => item.role)
    expect(roles).toContain('quit')
    expect(roles).toContain('editMenu')
  },
)

test('no shortcut is given twice', () => {
  for (const platform of ['darwin', 'linux'] as const) {
    const accelerators = items(platform, true).flatMap((item) => item.accelerator ?? [])
    expect(new Set(accelerators).size).toBe(accelerators.length)
  }
})

test('the developer tools are there in development only', () => {
  expect(items('linux', true).map((item) => item.role)).toContain('toggleDevTools')
  expect(items('linux', false).map((item) => item.role)).not.toContain('toggleDevTools')
  expect(items('linux', false).map((item) => item.role)).not.toContain('reload')
})

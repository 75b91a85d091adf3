import type { MenuAction } from '@shared/bridge'
import { Menu, type MenuItemConstructorOptions } from 'electron'

export interface MenuOptions {
  readonly platform: NodeJS.Platform
  readonly appName: string
  /** Reload and the developer tools, which help nobody at work. */
  readonly isDeveloper: boolean
  readonly run: (action: MenuAction) => void
}

/** Items of ours name an action of the page; the rest are the system's own roles, in the system's own words. */
export function setupMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)))
}

export function menuTemplate({
  platform,
  appName,
  isDeveloper,
  run,
}: MenuOptions): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  const item = (label: string, action: MenuAction, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => run(action),
    ...(accelerator ? { accelerator } : {}),
  })
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const settings = item('Settings…', 'settings', 'CmdOrCtrl+,')

  const application: MenuItemConstructorOptions = {
    label: appName,
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      item('New conversation', 'new-conversation', 'CmdOrCtrl+N'),
      separator,
      item('Add files…', 'add-files', 'CmdOrCtrl+O'),
      item('Add a folder…', 'add-folder', 'CmdOrCtrl+Shift+O'),
      separator,
      ...(isMac ? [{ role: 'close' } as const] : [settings, separator, { role: 'quit' } as const]),
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      item('Command palette', 'command-palette', 'CmdOrCtrl+K'),
      item('Search', 'search', 'CmdOrCtrl+Shift+F'),
      item('Knowledge base', 'knowledge'),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(isDeveloper ? [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
    ],
  }
  return [...(isMac ? [application] : []), file, { role: 'editMenu' }, view, { role: 'windowMenu' }]
}

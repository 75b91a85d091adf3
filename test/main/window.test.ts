import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { WindowState } from '../../src/main/shell-store'
import { createMainWindow, focusWindow, loadPage } from '../../src/main/window'
import { SILENT_LOG } from '../../src/shared/log'
import { type BrowserWindow, resetFakeElectron, screen } from '../helpers/fake-electron'

vi.mock('electron', () => import('../helpers/fake-electron'))
beforeEach(resetFakeElectron)

function open(saved: WindowState | null = null) {
  const written: WindowState[] = []
  const window = createMainWindow({
    preloadFile: '/app/out/preload/index.cjs',
    appVersion: '1.2.3',
    store: { windowState: () => saved, setWindowState: (state) => written.push(state) },
    log: SILENT_LOG,
  }) as unknown as BrowserWindow
  return { window, written }
}

test('the page gets the sandbox, a world of its own, and nothing of Node', () => {
  expect(open().window.options['webPreferences']).toEqual({
    preload: '/app/out/preload/index.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: process.platform === 'darwin',
    additionalArguments: ['--verdemuse-version=1.2.3'],
  })
})

test('the window shows itself when it has something to show', async () => {
  const { window } = open()
  expect(window.options['show']).toBe(false)
  await loadPage(window as never)
  expect(window.loaded).toEqual(['app://verdemuse/index.html'])
  expect(window.done).toEqual([])
  window.emit('ready-to-show')
  expect(window.done).toEqual(['show'])
})

const SAVED = { x: 100, y: 80, width: 1000, height: 700, isMaximized: false }

describe('where it stood last time', () => {
  test.each([
    ['on the screen', SAVED],
    ['half over the edge', { ...SAVED, x: 1700 }],
    ['half over the left edge', { ...SAVED, x: -800 }],
  ])('%s: it stands there again', (_name, saved) => {
    const { x, y, width, height } = saved
    expect(open(saved).window.options).toMatchObject({ x, y, width, height })
  })

  test.each([
    ['on a screen that is gone', { ...SAVED, x: 2500 }],
    ['with its title above the screen', { ...SAVED, y: -30 }],
    ['with its title below the screen', { ...SAVED, y: 1030 }],
    ['almost out of reach', { ...SAVED, x: 1850 }],
  ])('%s: it opens where the system puts it', (_name, saved) => {
    const { options } = open(saved).window
    expect(options['x']).toBeUndefined()
    expect(options).toMatchObject({ width: 1280, height: 820 })
  })

  test('on a second screen to the left: it stands there again', () => {
    screen.displays.push({ workArea: { x: -1920, y: 0, width: 1920, height: 1080 } })
    expect(open({ ...SAVED, x: -1500 }).window.options).toMatchObject({ x: -1500 })
  })

  test('maximized: it is so again, and remembers the size beneath', () => {
    const { window, written } = open({ ...SAVED, isMaximized: true })
    expect(window.isMaximized()).toBe(true)
    window.bounds = { x: 1, y: 2, width: 800, height: 600 }
    window.emit('close')
    expect(written).toEqual([{ x: 1, y: 2, width: 800, height: 600, isMaximized: true }])
  })
})

test('dragging writes once, when it is over', () => {
  vi.useFakeTimers()
  const { window, written } = open()
  for (let step = 0; step < 50; step++) {
    window.bounds = { ...window.bounds, x: step }
    window.emit('move')
    vi.advanceTimersByTime(10)
  }
  expect(written).toEqual([])
  vi.advanceTimersByTime(1_000)
  expect(written).toEqual([{ x: 49, y: 20, width: 1280, height: 820, isMaximized: false }])
  vi.useRealTimers()
})

test('a crashed page is loaded again, but not for ever', () => {
  const { window } = open()
  for (let crash = 0; crash < 6; crash++)
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
  expect(window.loaded).toHaveLength(3)
})

test('a page that ended in order is not loaded again', () => {
  const { window } = open()
  window.webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 })
  expect(window.loaded).toEqual([])
})

test('a second start brings the window to the front', () => {
  const { window } = open()
  focusWindow(window as never)
  expect(window.done).toEqual(['show', 'focus'])
})

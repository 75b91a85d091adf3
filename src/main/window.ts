import { APP_ORIGIN, VERSION_ARGUMENT } from '@shared/desktop-ipc'
import type { Logger } from '@shared/log'
import { BrowserWindow, nativeTheme, type Rectangle, screen } from 'electron'
import type { ShellStore, WindowState } from './shell-store'

const DEFAULT_SIZE = { width: 1280, height: 820 } as const
/** One pane at a time still fits. */
const MIN_SIZE = { minWidth: 420, minHeight: 480 } as const
/** So much of the title has to be within reach of the pointer, or the window counts as lost with its screen. */
const MIN_VISIBLE = { width: 120, height: 40 } as const
/** Dragging reports every pixel; the disk needs the last one. */
const SAVE_AFTER_MS = 400
/** A page that crashes more often than this in a minute would only crash again. */
const RELOADS_MAX = 3
const RELOAD_WINDOW_MS = 60_000

export interface WindowOptions {
  readonly preloadFile: string
  readonly appVersion: string
  readonly store: Pick<ShellStore, 'windowState' | 'setWindowState'>
  readonly log: Logger
}

/** Makes the window; `load` it when everything that the page will ask for is in place. */
export function createMainWindow({ preloadFile, appVersion, store, log }: WindowOptions): BrowserWindow {
  const saved = store.windowState()
  const isReachable = saved !== null && isOnScreen(saved)
  const window = new BrowserWindow({
    ...DEFAULT_SIZE,
    ...(isReachable ? boundsOf(saved) : {}),
    ...MIN_SIZE,
    show: false,
    title: 'VerdeMuse',
    // what is seen until the page paints
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#141613' : '#f7f7f4',
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // elsewhere than on macOS the spell checker fetches its dictionaries from the network
      spellcheck: process.platform === 'darwin',
      additionalArguments: [`${VERSION_ARGUMENT}${appVersion}`],
    },
  })
  if (saved?.isMaximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  keepState(window, store)
  reloadAfterCrash(window, log)
  return window
}

export function loadPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(`${APP_ORIGIN}/index.html`)
}

export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function boundsOf({ x, y, width, height }: WindowState): Rectangle {
  return { x, y, width, height }
}

/** Whether enough of the window's top edge lies on a screen that is there today. */
function isOnScreen({ x, y, width }: WindowState): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const visibleWidth = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x)
    const isTopInside = y >= workArea.y && y + MIN_VISIBLE.height <= workArea.y + workArea.height
    return visibleWidth >= MIN_VISIBLE.width && isTopInside
  })
}

function keepState(window: BrowserWindow, store: WindowOptions['store']): void {
  let timer: NodeJS.Timeout | undefined
  const save = () => {
    clearTimeout(timer)
    if (window.isDestroyed() || window.isMinimized()) return
    store.setWindowState({ ...window.getNormalBounds(), isMaximized: window.isMaximized() })
  }
  const saveSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(save, SAVE_AFTER_MS)
  }
  window.on('resize', saveSoon)
  window.on('move', saveSoon)
  window.on('maximize', saveSoon)
  window.on('unmaximize', saveSoon)
  window.on('close', save)
}

/** Nothing is lost with a page: answers go on in the engine, and the new page follows them again. */
function reloadAfterCrash(window: BrowserWindow, log: Logger): void {
  let crashes: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.warn('page_gone', { reason, exitCode })
    if (reason === 'clean-exit' || window.isDestroyed()) return
    crashes = [...crashes.filter((at) => Date.now() - at < RELOAD_WINDOW_MS), Date.now()]
    if (crashes.length <= RELOADS_MAX)
      void loadPage(window).catch((error) => log.error('page_not_loaded', error))
  })
}

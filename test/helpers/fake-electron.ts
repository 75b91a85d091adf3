/**
 * Electron as main sees it, without its binary: real emitters, ports that carry structured clones in order, and a
 * record of what was asked of the system. One per test file: `vi.mock('electron', () => import('…/fake-electron'))`.
 */
import { EventEmitter } from 'node:events'

type Handler = (event: unknown, input: unknown) => unknown

// ── ports ────────────────────────────────────────────────────────────────────────────────────────────────────────

export class FakePort extends EventEmitter {
  peer: FakePort | null = null
  isClosed = false
  private isStarted = false
  private queue: unknown[] = []

  postMessage(data: unknown): void {
    const copy = structuredClone(data)
    queueMicrotask(() => this.peer?.take(copy))
  }
  start(): void {
    this.isStarted = true
    for (const data of this.queue.splice(0)) this.emit('message', { data, ports: [] })
  }
  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    const { peer } = this
    queueMicrotask(() => peer?.endFromAfar())
  }
  private endFromAfar(): void {
    if (this.isClosed) return
    this.isClosed = true
    this.emit('close')
  }
  private take(data: unknown): void {
    if (this.isClosed) return
    if (this.isStarted) this.emit('message', { data, ports: [] })
    else this.queue.push(data)
  }
}

export class MessageChannelMain {
  readonly port1 = new FakePort()
  readonly port2 = new FakePort()
  constructor() {
    this.port1.peer = this.port2
    this.port2.peer = this.port1
  }
}

// ── utility processes ────────────────────────────────────────────────────────────────────────────────────────────

export class FakeUtilityProcess extends EventEmitter {
  pid: number | undefined
  isKilled = false
  private readonly ports: FakePort[] = []
  /** The child's own side, as `process.parentPort`. */
  readonly parentPort = Object.assign(new EventEmitter(), {
    postMessage: (data: unknown) => {
      const copy = structuredClone(data)
      queueMicrotask(() => this.emit('message', copy))
    },
  })

  constructor(
    readonly file: string,
    readonly options: { env?: NodeJS.ProcessEnv; execArgv?: string[]; serviceName?: string },
  ) {
    super()
    queueMicrotask(() => {
      this.pid = 4000 + utilityProcess.forked.length
      this.emit('spawn')
    })
  }
  postMessage(data: unknown, ports: FakePort[] = []): void {
    this.ports.push(...ports)
    const copy = structuredClone(data)
    queueMicrotask(() => this.parentPort.emit('message', { data: copy, ports }))
  }
  kill(): boolean {
    if (!this.isKilled) this.end(15)
    return true
  }
  /** What the system does when the process is gone, whoever ended it. */
  end(code: number): void {
    if (this.isKilled) return
    this.isKilled = true
    this.pid = undefined
    for (const port of this.ports) port.close()
    queueMicrotask(() => this.emit('exit', code))
  }
}

export const utilityProcess = {
  forked: [] as FakeUtilityProcess[],
  /** Plays the child's part from its first moment on. */
  onFork: null as ((child: FakeUtilityProcess) => void) | null,
  fork(file: string, _args: string[], options: FakeUtilityProcess['options']): FakeUtilityProcess {
    const child = new FakeUtilityProcess(file, options)
    utilityProcess.forked.push(child)
    utilityProcess.onFork?.(child)
    return child
  },
}

// ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface FakeFrame {
  url: string
  parent: FakeFrame | null
}

export class FakeWebContents extends EventEmitter {
  mainFrame: FakeFrame = { url: 'app://verdemuse/index.html', parent: null }
  sent: { channel: string; message: unknown }[] = []
  posted: { channel: string; ports: FakePort[] }[] = []
  openHandler: ((details: { url: string }) => { action: string }) | null = null
  private isGone = false

  send(channel: string, message: unknown): void {
    this.sent.push({ channel, message: structuredClone(message) })
  }
  postMessage(channel: string, _message: unknown, ports: FakePort[]): void {
    this.posted.push({ channel, ports })
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler
  }
  isDestroyed(): boolean {
    return this.isGone
  }
  destroy(): void {
    this.isGone = true
    this.emit('destroyed')
  }
}

interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = []
  static getAllWindows(): BrowserWindow[] {
    return BrowserWindow.all
  }
  static fromWebContents(contents: FakeWebContents): BrowserWindow | null {
    return BrowserWindow.all.find((window) => window.webContents === contents) ?? null
  }
  readonly webContents = new FakeWebContents()
  readonly done: string[] = []
  readonly loaded: string[] = []
  bounds: Bounds = { x: 10, y: 20, width: 1280, height: 820 }
  private maximized = false

  constructor(readonly options: Record<string, unknown> = {}) {
    super()
    BrowserWindow.all.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  loadURL(url: string): Promise<void> {
    this.loaded.push(url)
    return Promise.resolve()
  }
  maximize(): void {
    this.maximized = true
    this.emit('maximize')
  }
  isMaximized(): boolean {
    return this.maximized
  }
  isMinimized(): boolean {
    return false
  }
  isDestroyed(): boolean {
    return false
  }
  getNormalBounds(): Bounds {
    return this.bounds
  }
  show(): void {
    this.done.push('show')
  }
  focus(): void {
    this.done.push('focus')
  }
  restore(): void {
    this.done.push('restore')
  }
}

// ── the app and the system ───────────────────────────────────────────────────────────────────────────────────────

export const app = Object.assign(new EventEmitter(), {
  paths: {} as Record<string, string>,
  name: 'VerdeMuse',
  isPackaged: false,
  switches: new Set<string>(),
  commandLine: { hasSwitch: (name: string) => app.switches.has(name) },
  setPath(name: string, path: string) {
    app.paths[name] = path
  },
  getPath: (name: string) => app.paths[name] ?? `/nowhere/${name}`,
  getAppPath: () => '/app',
  getVersion: () => '1.0.0',
})

export const ipcMain = Object.assign(new EventEmitter(), {
  handlers: new Map<string, Handler>(),
  handle(channel: string, handler: Handler) {
    if (ipcMain.handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    ipcMain.handlers.set(channel, handler)
  },
})

type PermissionRequest = (contents: unknown, permission: string, answer: (isAllowed: boolean) => void) => void

export class FakeSession {
  requestPermission: PermissionRequest | null = null
  checkPermission: ((contents: unknown, permission: string) => boolean) | null = null
  devicePermission: (() => boolean) | null = null
  beforeRequest: ((details: { url: string }, answer: (r: { cancel: boolean }) => void) => void) | null = null
  setPermissionRequestHandler(handler: PermissionRequest): void {
    this.requestPermission = handler
  }
  setPermissionCheckHandler(handler: (contents: unknown, permission: string) => boolean): void {
    this.checkPermission = handler
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.devicePermission = handler
  }
  readonly webRequest = {
    onBeforeRequest: (handler: FakeSession['beforeRequest']) => {
      this.beforeRequest = handler
    },
  }
}

export const session = { defaultSession: new FakeSession() }

interface PrivilegedScheme {
  scheme: string
  privileges: Record<string, boolean>
}

export const protocol = {
  privileged: [] as PrivilegedScheme[],
  registerSchemesAsPrivileged(schemes: PrivilegedScheme[]) {
    protocol.privileged.push(...schemes)
  },
}

export const shell = {
  opened: [] as string[],
  /** What the system says of a file it cannot open; '' when it can. */
  openPathFailure: '',
  openPath(path: string): Promise<string> {
    shell.opened.push(path)
    return Promise.resolve(shell.openPathFailure)
  },
  openExternal(url: string): Promise<void> {
    shell.opened.push(url)
    return Promise.resolve()
  },
}

export const dialog = {
  answer: { canceled: true, filePaths: [] as string[] },
  shown: [] as { properties?: string[] }[],
  showOpenDialog(...given: unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> {
    dialog.shown.push(given.at(-1) as { properties?: string[] })
    return Promise.resolve(dialog.answer)
  },
}

export const nativeTheme = { shouldUseDarkColors: false }
export const screen = {
  displays: [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
  getAllDisplays: () => screen.displays,
}
export const Menu = {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu() {},
}

/** Back to the state of a fresh start, for the next test. */
export function resetFakeElectron(): void {
  app.removeAllListeners()
  app.paths = {}
  app.isPackaged = false
  app.switches.clear()
  ipcMain.handlers.clear()
  ipcMain.removeAllListeners()
  BrowserWindow.all = []
  utilityProcess.forked = []
  utilityProcess.onFork = null
  protocol.privileged = []
  shell.opened = []
  shell.openPathFailure = ''
  dialog.answer = { canceled: true, filePaths: [] }
  dialog.shown = []
  screen.displays = [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }]
  session.defaultSession = new FakeSession()
}

export default {
  app,
  ipcMain,
  BrowserWindow,
  session,
  protocol,
  shell,
  dialog,
  nativeTheme,
  screen,
  Menu,
  utilityProcess,
  MessageChannelMain,
}

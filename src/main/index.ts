import { app, BrowserWindow, dialog, safeStorage, session } from 'electron'
import { registerAppScheme, setupAppProtocol } from './app-protocol'
import { createEngineHost, type EngineHost } from './engine-host'
import { startEngineProcess } from './engine-process'
import { grant, pickFiles, saveText } from './files'
import { type Ipc, setupIpc } from './ipc'
import { setupNavigationLock, setupPermissions } from './lock-down'
import { openMainLog } from './log'
import { setupMenu } from './menu'
import { openExternal } from './open-external'
import { openOriginal } from './open-original'
import { createOriginalCopies, type OriginalCopies } from './original-copies'
import { type AppPaths, setupPaths } from './paths'
import { createSecrets, type Secrets } from './secrets'
import { openShellStore } from './shell-store'
import { createMainWindow, focusWindow, loadPage } from './window'

const paths = setupPaths(app, import.meta.dirname, process.env)
const log = openMainLog(paths.logFolder).child('main')

/** Boots the desktop app; the order matters where a line says so. */
async function boot(): Promise<void> {
  setupCrashLog()
  // Windows groups windows and shortcuts by it; the installer gives the shortcut the same one
  app.setAppUserModelId('com.verdemuse.desktop')
  if (!setupSingleInstance()) return
  // 1. Before `ready`: what Electron fixes when it starts Chromium.
  registerAppScheme()
  setupSandbox()
  setupNavigationLock(app, log)
  await app.whenReady()
  // 2. What the page may do, and where it comes from, before there is one.
  setupPermissions(session.defaultSession, log)
  setupAppProtocol(session.defaultSession.protocol, paths.rendererDir)
  // 3. The engine starts while the window is made: the page is what people wait for.
  const store = openShellStore({ dataDir: paths.dataDir, log })
  const secrets = createSecrets({
    safeStorage,
    store,
    environment: process.env,
    platform: process.platform,
    log,
  })
  const copies = createOriginalCopies({ folder: paths.copiesDir, log })
  // what an earlier run could not remove, before this one makes any
  await copies.clear()
  const { engine, ipc } = setupEngine(paths, secrets, copies)
  void secrets.load().catch((error) => log.error('api_key_not_loaded', error))
  secrets.onApiKey((key) => engine.setApiKey(key))
  engine.onState((state) => ipc.broadcast('engine:state', state))
  setupQuit(engine, copies)
  // 4. The window, once everything that its page will ask for is in place.
  const openWindow = async () => {
    const window = createMainWindow({
      preloadFile: paths.preloadFile,
      appVersion: app.getVersion(),
      store,
      log,
    })
    ipc.trust(window.webContents)
    await loadPage(window)
  }
  setupMenu({
    platform: process.platform,
    appName: app.name,
    isDeveloper: !app.isPackaged,
    run: (action) => ipc.broadcast('menu:action', action),
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) void openWindow()
  })
  await openWindow()
}

/** A second start shows the window of the first, and ends. Its arguments are not read: a link must never configure the app. */
function setupSingleInstance(): boolean {
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return false
  }
  app.on('second-instance', () => {
    const window = BrowserWindow.getAllWindows()[0]
    if (window) focusWindow(window)
  })
  return true
}

/** Every process of Chromium in its sandbox. Started with --no-sandbox (as root it has to be), Chromium would abort here. */
function setupSandbox(): void {
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
}

function setupEngine(
  { engineFile, helperFile, dataDir, resourcesDir, logFolder }: AppPaths,
  secrets: Secrets,
  copies: OriginalCopies,
): { engine: EngineHost; ipc: Ipc } {
  const ipc = setupIpc(
    {
      'engine:port': (_input, sender) => {
        engine.givePort(sender)
        return null
      },
      'engine:watch': (_input, sender) => {
        // told through the channel of the changes, so that an older state cannot overtake a newer one
        engine.onState((state) => ipc.send(sender, 'engine:state', state))()
        return null
      },
      'engine:restart': () => {
        engine.restart()
        return null
      },
      'files:pick': (kind, sender) => pickFiles(kind, sender, engine.client()),
      'files:dropped': (dropped) => grant(dropped, engine.client()),
      'files:save': (file, sender) => saveText(file, sender),
      'secrets:state': (profileId) => secrets.state(profileId),
      'secrets:save': ({ profileId, apiKey }) => secrets.save(apiKey, profileId),
      'secrets:remove': (profileId) => secrets.remove(profileId),
      'links:open': async (url) => {
        await openExternal(url)
        return null
      },
      'documents:open': (documentId) => openOriginal(documentId, engine.client(), copies),
    },
    log,
  )
  const engine = createEngineHost({
    startEngine: () =>
      startEngineProcess({
        engineFile,
        helperFile,
        isPackaged: app.isPackaged,
        environment: process.env,
        log,
        start: {
          dataDir,
          resourcesDir,
          appVersion: app.getVersion(),
          hostName: 'desktop app',
          installSample: true,
        },
      }),
    sendPort: ipc.sendPort,
    logFolder,
    log,
  })
  return { engine, ipc }
}

/** The app ends when its engine has closed the database, or has had its two seconds. */
function setupQuit(engine: EngineHost, copies: OriginalCopies): void {
  let hasStopped = false
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', (event) => {
    if (hasStopped) return
    event.preventDefault()
    void Promise.all([engine.stop(), copies.clear()]).finally(() => {
      hasStopped = true
      app.quit()
    })
  })
}

function setupCrashLog(): void {
  process.on('unhandledRejection', (reason) => log.error('unhandled_rejection', reason))
  process.on('uncaughtException', (error) => {
    log.error('uncaught_exception', error)
    dialog.showErrorBox(
      'VerdeMuse has to close',
      `Something went wrong that it cannot recover from. Your data is safe. The log is in ${paths.logFolder}.`,
    )
    app.exit(1)
  })
}

void boot().catch((error: unknown) => {
  log.error('boot_failed', error)
  dialog.showErrorBox('VerdeMuse could not start', `The reason is in the log: ${paths.logFolder}.`)
  app.exit(1)
})

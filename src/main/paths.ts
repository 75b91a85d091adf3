import { existsSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import type { HelperName } from '@shared/engine-start'
import type { App } from 'electron'

export interface AppPaths {
  /** Everything the user has: database, logs, settings of the window. */
  readonly dataDir: string
  readonly logFolder: string
  /** Copies of kept files, opened in other programs; removed at the end and at the next start. */
  readonly copiesDir: string
  /** models/ and sample-knowledge-base/; read only. */
  readonly resourcesDir: string
  readonly rendererDir: string
  readonly preloadFile: string
  readonly engineFile: string
  helperFile(name: HelperName): string
}

/**
 * Where everything lies. Sets Electron's own folders on the way, so it has to run before `ready` and before the
 * single-instance lock, which Electron keeps in the data folder.
 */
export function setupPaths(
  app: App,
  mainFolder: string,
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): AppPaths {
  const wanted = wantedDataDir(app, environment, platform)
  if (wanted) app.setPath('userData', wanted)
  const dataDir = app.getPath('userData')
  // Chromium's caches and lock files would hide the three files that matter
  app.setPath('sessionData', join(dataDir, 'window'))
  const built = unpacked(mainFolder)
  return {
    dataDir,
    logFolder: join(dataDir, 'logs'),
    copiesDir: join(dataDir, 'opened-copies'),
    resourcesDir: app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources'),
    rendererDir: join(mainFolder, '../renderer'),
    preloadFile: join(mainFolder, '../preload/index.cjs'),
    engineFile: join(built, 'engine.js'),
    helperFile: (name) => join(built, `${name}.js`),
  }
}

/**
 * The folder that the terminal command uses too, so that both know the same documents; null where that is what Electron
 * would choose anyway. On Linux Electron takes ~/.config, which is meant for settings and not for documents.
 */
function wantedDataDir(app: App, environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | null {
  const named = environment['VERDEMUSE_DATA_DIR']
  if (named) return resolve(named)
  if (platform !== 'linux' || app.commandLine.hasSwitch('user-data-dir')) return null
  const shared = environment['XDG_DATA_HOME']
  return join(
    shared && isAbsolute(shared) ? shared : join(app.getPath('home'), '.local', 'share'),
    'verdemuse',
  )
}

/** Natives and what loads them lie beside app.asar, because nothing can be loaded from inside of it. */
export function unpacked(path: string): string {
  const outside = path.replace(/([\\/])app\.asar([\\/]|$)/, '$1app.asar.unpacked$2')
  return existsSync(outside) ? outside : path
}

import type { Logger } from '@shared/log'
import type { App, Session, WebContents } from 'electron'
import { isAppUrl } from './page-origin'

/** Copying an answer; everything else (camera, location, notifications, devices, reading the clipboard) is refused. */
const ALLOWED_PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])
/** What the page is made of; a request for anything else never leaves the process, whatever the policy of the page says. */
const ALLOWED_SCHEMES: ReadonlySet<string> = new Set(['app:', 'data:', 'blob:', 'devtools:'])

/** Electron grants every permission unless told otherwise, so both questions get a handler. */
export function setupPermissions(session: Session, log: Logger): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    const isAllowed = ALLOWED_PERMISSIONS.has(permission)
    if (!isAllowed) log.warn('permission_denied', { permission })
    answer(isAllowed)
  })
  session.setPermissionCheckHandler((_contents, permission) => ALLOWED_PERMISSIONS.has(permission))
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => {
    const isAllowed = ALLOWED_SCHEMES.has(schemeOf(details.url))
    if (!isAllowed) log.warn('request_blocked', { scheme: schemeOf(details.url) })
    answer({ cancel: !isAllowed })
  })
}

/** For every page of the app, those that a fault might open included: it stays where it is and opens nothing. */
export function setupNavigationLock(app: App, log: Logger): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents, log))
}

function lockContents(contents: WebContents, log: Logger): void {
  const stay = (event: { preventDefault(): void; url?: string }, url = event.url ?? '') => {
    if (isAppUrl(url)) return
    log.warn('navigation_blocked', { scheme: schemeOf(url) })
    event.preventDefault()
  }
  contents.on('will-navigate', (event, url) => stay(event, url))
  contents.on('will-frame-navigate', (event) => stay(event))
  contents.on('will-redirect', (event, url) => stay(event, url))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    log.warn('window_blocked', { scheme: schemeOf(url) })
    return { action: 'deny' }
  })
}

/** For rules and logs; an address itself may say what a person looked for. */
function schemeOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0].toLowerCase() ?? 'none'
}

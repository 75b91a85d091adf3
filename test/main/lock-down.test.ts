import { beforeEach, expect, test, vi } from 'vitest'
import { setupNavigationLock, setupPermissions } from '../../src/main/lock-down'
import { SILENT_LOG } from '../../src/shared/log'
import { app, FakeSession, FakeWebContents, resetFakeElectron } from '../helpers/fake-electron'

vi.mock('electron', () => import('../helpers/fake-electron'))
beforeEach(resetFakeElectron)

const PERMISSIONS = [
  'clipboard-read',
  'display-capture',
  'fileSystem',
  'fullscreen',
  'geolocation',
  'hid',
  'idle-detection',
  'media',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'notifications',
  'openExternal',
  'pointerLock',
  'serial',
  'speaker-selection',
  'storage-access',
  'unknown',
  'usb',
  'window-management',
]

function permissionsOf() {
  const session = new FakeSession()
  setupPermissions(session as never, SILENT_LOG)
  const answers = (permission: string) => {
    const requested: boolean[] = []
    session.requestPermission?.({}, permission, (isAllowed) => requested.push(isAllowed))
    return [...requested, session.checkPermission?.({}, permission)]
  }
  return { session, answers }
}

test.each(PERMISSIONS)('%s is refused, asked for or looked up', (permission) => {
  expect(permissionsOf().answers(permission)).toEqual([false, false])
})

test('an answer may be copied', () => {
  expect(permissionsOf().answers('clipboard-sanitized-write')).toEqual([true, true])
})

test('no device is handed out', () => {
  expect(permissionsOf().session.devicePermission?.()).toBe(false)
})

test.each([
  ['app://verdemuse/index.html', false],
  ['data:image/png;base64,AA', false],
  ['https://evil.example/pixel.gif', true],
  ['http://127.0.0.1:8080/', true],
  ['file:///etc/passwd', true],
  ['ws://evil.example/', true],
  ['nonsense', true],
])('a request for %s is cancelled: %s', (url, cancel) => {
  const answers: { cancel: boolean }[] = []
  permissionsOf().session.beforeRequest?.({ url }, (answer) => answers.push(answer))
  expect(answers).toEqual([{ cancel }])
})

function lockedPage(): FakeWebContents {
  setupNavigationLock(app as never, SILENT_LOG)
  const contents = new FakeWebContents()
  app.emit('web-contents-created', {}, contents)
  return contents
}

const ELSEWHERE = [
  'https://verdemuse.example/',
  'http://127.0.0.1/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'app://verdemuse.evil/',
  'app://evil/index.html',
  'app://verdemuse@evil/index.html',
  'app:verdemuse',
  'about:blank',
  'not an address',
  '',
]

test.each(ELSEWHERE)('the page cannot go to %j', (url) => {
  const contents = lockedPage()
  for (const kind of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
    const event = { url, preventDefault: vi.fn() }
    contents.emit(kind, event, url)
    expect(event.preventDefault, kind).toHaveBeenCalledOnce()
  }
})

test('the page may load itself again', () => {
  const contents = lockedPage()
  for (const kind of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
    const event = { url: 'app://verdemuse/index.html', preventDefault: vi.fn() }
    contents.emit(kind, event, event.url)
    expect(event.preventDefault, kind).not.toHaveBeenCalled()
  }
})

test.each(['app://verdemuse/index.html', ...ELSEWHERE])('no window opens for %j', (url) => {
  expect(lockedPage().openHandler?.({ url })).toEqual({ action: 'deny' })
})

test('no webview attaches', () => {
  const event = { preventDefault: vi.fn() }
  lockedPage().emit('will-attach-webview', event)
  expect(event.preventDefault).toHaveBeenCalledOnce()
})

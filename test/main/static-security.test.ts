import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

interface Rule {
  readonly name: string
  readonly pattern: RegExp
  /** Files under src where it is right. */
  readonly allowed: readonly string[]
  /** A line that the rule has to catch, so that it cannot rot unseen. */
  readonly caught: string
}

const RULES: readonly Rule[] = [
  { name: 'ipcMain', pattern: /\bipcMain\b/, allowed: ['main/ipc.ts'], caught: 'ipcMain.on("x", f)' },
  {
    name: 'ipcRenderer',
    pattern: /\bipcRenderer\b/,
    allowed: ['preload/index.ts'],
    caught: 'ipcRenderer.send("x")',
  },
  {
    name: 'sending to a page',
    pattern: /\b(contents|webContents)\.(send|postMessage)\(/,
    allowed: ['main/ipc.ts'],
    caught: 'window.webContents.send("x")',
  },
  {
    name: 'shell.openExternal',
    pattern: /\bshell\b.*\bopenExternal\b|\bopenPath\b|\bshowItemInFolder\b/,
    allowed: ['main/open-external.ts', 'main/open-original.ts'],
    caught: 'void shell.openExternal(url)',
  },
  {
    name: 'exposeInMainWorld',
    pattern: /exposeInMainWorld/,
    allowed: ['preload/index.ts'],
    caught: 'contextBridge.exposeInMainWorld("a", b)',
  },
  {
    name: 'Node in the page',
    pattern: /nodeIntegration\w*\s*:\s*true|enableRemoteModule|@electron\/remote/,
    allowed: [],
    caught: 'nodeIntegration: true',
  },
  {
    name: 'isolation off',
    pattern: /(contextIsolation|sandbox|webSecurity)\s*:\s*false/,
    allowed: [],
    caught: 'webSecurity: false',
  },
  {
    name: 'lowered guards',
    pattern:
      /allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|allowpopups|bypassCSP\s*:\s*true|webviewTag\s*:\s*true/,
    allowed: [],
    caught: 'experimentalFeatures: true',
  },
  {
    name: 'sandbox switched off',
    pattern: /appendSwitch\(\s*['"](no-sandbox|disable-web-security)/,
    allowed: [],
    caught: "app.commandLine.appendSwitch('no-sandbox')",
  },
  {
    name: 'pages from the disk or the network',
    pattern: /\bloadFile\(|\bloadURL\((?!`\$\{APP_ORIGIN\}\/)/,
    allowed: [],
    caught: "window.loadURL('https://a.example')",
  },
  {
    name: 'a custom link that starts the app',
    pattern: /setAsDefaultProtocolClient|open-url/,
    allowed: [],
    caught: "app.setAsDefaultProtocolClient('verdemuse')",
  },
  {
    name: 'code from text',
    pattern: /\beval\(|new Function\(|executeJavaScript|dangerouslySetInnerHTML|\.innerHTML\s*=/,
    allowed: [],
    caught: 'element.innerHTML = text',
  },
  {
    name: 'unencrypted storage of keys',
    pattern: /setUsePlainTextEncryption/,
    allowed: [],
    caught: 'safeStorage.setUsePlainTextEncryption(true)',
  },
]

const files = globSync('src/**/*.{ts,tsx}', { cwd: ROOT }).map((file) =>
  file.replaceAll('\\', '/').slice('src/'.length),
)

test.each(RULES)('$name only where it belongs', ({ pattern, allowed, caught }) => {
  expect(caught).toMatch(pattern)
  const found = files.filter((file) => pattern.test(code(readFileSync(join(ROOT, 'src', file), 'utf8'))))
  expect(found.filter((file) => !allowed.includes(file))).toEqual([])
  expect(allowed.filter((file) => !found.includes(file))).toEqual([])
})

test('the way out of the app is called from one place', () => {
  const calls = code(readFileSync(join(ROOT, 'src/main/open-external.ts'), 'utf8')).match(
    /shell\.openExternal\(/g,
  )
  expect(calls).toHaveLength(1)
})

test('the preload imports nothing that would drag a library into the page', () => {
  const preload = readFileSync(join(ROOT, 'src/preload/index.ts'), 'utf8')
  const imports = [...preload.matchAll(/from '([^']+)'/g)].map((match) => match[1])
  expect(imports.sort()).toEqual(['@shared/bridge', '@shared/desktop-ipc', 'electron'])
  for (const file of ['bridge', 'desktop-ipc']) {
    const shared = readFileSync(join(ROOT, `src/shared/${file}.ts`), 'utf8')
    expect([...shared.matchAll(/^import (?!type )/gm)]).toEqual([])
  }
})

/** Without comments, which may speak of what the code must not do. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
}

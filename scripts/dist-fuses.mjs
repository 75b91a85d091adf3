// Electron's fuses: switches inside its program that no argument can turn. electron-builder sets the ones it knows;
// this sets the one it does not, and holds all of them against what was built.
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Written by Electron before its fuses; then one byte of version, one of length, and one for each fuse. */
const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
const WIRE_VERSION = 1
const ON = 0x31
const OFF = 0x30

/** In the order of the wire. A wire of another length is an Electron whose new fuse nobody has decided on yet. */
export const FUSES = [
  ['RunAsNode', false],
  ['EnableCookieEncryption', true],
  ['EnableNodeOptionsEnvironmentVariable', false],
  ['EnableNodeCliInspectArguments', false],
  ['EnableEmbeddedAsarIntegrityValidation', true],
  ['OnlyLoadAppFromAsar', true],
  ['LoadBrowserProcessSpecificV8Snapshot', false],
  ['GrantFileProtocolExtraPrivileges', false],
  ['WasmTrapHandlers', true],
]
/** electron-builder sets those before it. */
const OWN_FROM = 8

/** Called by electron-builder before it sets its own fuses and signs. */
export default function afterPack({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo
  const places = {
    darwin: `${productFilename}.app/Contents/Frameworks/Electron Framework.framework/Electron Framework`,
    win32: `${productFilename}.exe`,
    linux: packager.executableName,
  }
  const file = join(appOutDir, places[electronPlatformName])
  const program = readFileSync(file)
  for (const start of findWires(program, file))
    for (const [index, [, isOn]] of FUSES.entries())
      if (index >= OWN_FROM) program[start + index] = isOn ? ON : OFF
  writeFileSync(file, program)
}

/** Throws, naming them, when a fuse of the built program is not as wanted. */
export function checkFuses(file) {
  const program = readFileSync(file)
  for (const start of findWires(program, file)) {
    const wrong = FUSES.filter(([, isOn], index) => program[start + index] !== (isOn ? ON : OFF))
    if (wrong.length > 0) throw new Error(`${file}: wrong fuses: ${wrong.map(([name]) => name).join(', ')}`)
  }
}

/** The programs of every folder that was packed under `release`. */
export function findPrograms(release) {
  const names = [
    '*-unpacked/verdemuse',
    '*-unpacked/VerdeMuse.exe',
    'mac*/VerdeMuse.app/Contents/Frameworks/Electron Framework.framework/Electron Framework',
  ]
  return names.flatMap((name) => globSync(name, { cwd: release })).map((name) => join(release, name))
}

/** Where each wire's first fuse stands; a program for two processors has two wires. */
function findWires(program, file) {
  const starts = []
  for (let at = program.indexOf(SENTINEL); at >= 0; at = program.indexOf(SENTINEL, at + 1)) {
    const [version, length] = program.subarray(at + SENTINEL.length)
    if (version !== WIRE_VERSION || length !== FUSES.length)
      throw new Error(
        `${file}: this Electron has ${length} fuses (version ${version}); ${FUSES.length} are decided on`,
      )
    starts.push(at + SENTINEL.length + 2)
  }
  if (starts.length === 0)
    throw new Error(`${file}: no fuses found${existsSync(file) ? '' : ' (no such file)'}`)
  return starts
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import afterPack, { checkFuses, FUSES } from '../../scripts/dist-fuses.mjs'

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const WANTED = FUSES.map(([, isOn]) => (isOn ? '1' : '0')).join('')
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verdemuse-fuses-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function program(...wires: string[]): string {
  const file = join(folder, 'verdemuse')
  writeFileSync(
    file,
    wires.map((wire) => `code${SENTINEL}\x01${String.fromCharCode(wire.length)}${wire}`).join(''),
  )
  return file
}

test('fuses as wanted pass', () => {
  expect(() => checkFuses(program(WANTED))).not.toThrow()
})

test.each(FUSES.map(([name], index) => [name, index] as const))(
  '%s the wrong way round is named',
  (name, index) => {
    const flipped = WANTED[index] === '1' ? '0' : '1'
    const wire = WANTED.slice(0, index) + flipped + WANTED.slice(index + 1)
    expect(() => checkFuses(program(wire))).toThrow(name)
    // one of a program's two processors is enough
    expect(() => checkFuses(program(WANTED, wire))).toThrow(name)
  },
)

test('an Electron with a fuse nobody has decided on stops the build', () => {
  expect(() => checkFuses(program(`${WANTED}1`))).toThrow('10 fuses')
  expect(() => checkFuses(program(WANTED.slice(1)))).toThrow('8 fuses')
  expect(() => checkFuses(program())).toThrow('no fuses')
})

test('the ninth fuse is set where electron-builder does not know it, the others are left to it', () => {
  const file = program('000000000')
  afterPack({
    appOutDir: folder,
    electronPlatformName: 'linux',
    packager: { executableName: 'verdemuse', appInfo: { productFilename: 'VerdeMuse' } },
  })
  expect(readFileSync(file, 'latin1').slice(-9)).toBe('000000001')
})

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

interface LockEntry {
  readonly resolved?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
const ROOT = resolve(import.meta.dirname, '..')
const lock = JSON.parse(readFileSync(resolve(ROOT, 'package-lock.json'), 'utf8'))
const packages: Readonly<Record<string, LockEntry>> = lock.packages

/** npm leaves an optional package it cannot find out of the lock without a word, and `npm ci` fails later, elsewhere. */
function missingOptionals(entries: Readonly<Record<string, LockEntry>>): string[] {
  return Object.entries(entries).flatMap(([at, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !isInstalledFor(at, name, entries))
      .map((name) => `${at} → ${name}`),
  )
}

function isInstalledFor(at: string, name: string, entries: Readonly<Record<string, LockEntry>>): boolean {
  for (let base = at; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    if (entries[`${base ? `${base}/` : ''}node_modules/${name}`]) return true
    if (!base.includes('/node_modules/')) return Boolean(entries[`node_modules/${name}`])
  }
}

test('the lock holds every platform package that something in it asks for', () => {
  expect(missingOptionals(packages)).toEqual([])
})

test('a lock without one of them is noticed', () => {
  const { 'node_modules/sqlite-vec-darwin-arm64': _gone, ...rest } = packages
  expect(missingOptionals(rest)).toEqual(['node_modules/sqlite-vec → sqlite-vec-darwin-arm64'])
})

test('every package comes from the npm registry', () => {
  const elsewhere = Object.values(packages).filter(
    ({ resolved }) => resolved && !resolved.startsWith('https://registry.npmjs.org/'),
  )
  expect(elsewhere).toEqual([])
})

test('every version is pinned exactly', () => {
  const manifest = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8'))
  const versions = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
  expect(
    Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version as string)),
  ).toEqual([])
})

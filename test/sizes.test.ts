import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const SRC = resolve(import.meta.dirname, '../src')
/** In nearly every code base of this kind one file ate the rest; a budget is how it does not begin. */
const MAX_LINES = 450
const MEDIAN_LINES = 110

const sizes = globSync('**/*.{ts,tsx,css}', { cwd: SRC })
  .map((file) => ({ file, lines: readFileSync(join(SRC, file), 'utf8').split('\n').length }))
  .sort((a, b) => a.lines - b.lines)

test('no file is longer than the budget', () => {
  expect(sizes.filter(({ lines }) => lines > MAX_LINES)).toEqual([])
})

test('half of the files can be read at a glance', () => {
  expect(sizes[Math.floor(sizes.length / 2)]?.lines).toBeLessThanOrEqual(MEDIAN_LINES)
})

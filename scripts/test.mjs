// npm test: types, lint, unit and integration tests, then the browser journeys; ends with one line of counts.
// `npm test -- unit` or `npm test -- e2e` runs one part.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const results = join(root, 'test-results')
const only = process.argv[2]
const counts = { passed: 0, failed: 0, skipped: 0 }

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

if (!only || only === 'check') {
  check('types', 'typescript/bin/tsc', ['-b'])
  check('lint', '@biomejs/biome/bin/biome', [
    'ci',
    '--error-on-warnings',
    '--colors=off',
    '--max-diagnostics=50',
    '.',
  ])
}
// processes are tested as they are shipped, so they are built once, before
const isBuilt = only === 'check' || run('../scripts/ensure-build.mjs', []) === 0
if (!isBuilt) counts.failed += 1
if (isBuilt && (!only || only === 'unit')) unit()
if (isBuilt && (!only || only === 'e2e')) e2e()

console.log(
  `\n${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`,
)
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1)

function run(bin, args, env = {}) {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', bin), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  return status ?? 1
}

function check(name, bin, args) {
  const isGood = run(bin, args) === 0
  counts[isGood ? 'passed' : 'failed'] += 1
  console.log(`${isGood ? '✓' : '✗'} ${name}`)
}

function unit() {
  const file = join(results, 'unit.json')
  const status = run('vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  if (!existsSync(file)) return void counts.failed++
  const report = JSON.parse(readFileSync(file, 'utf8'))
  counts.passed += report.numPassedTests
  counts.failed += report.numFailedTests
  counts.skipped += report.numPendingTests + report.numTodoTests
  // a file that could not even be loaded has no test to count
  if (status !== 0 && report.numFailedTests === 0) counts.failed += 1
}

function e2e() {
  const file = join(results, 'e2e.json')
  const status = run('@playwright/test/cli.js', ['test'], { PLAYWRIGHT_JSON_OUTPUT_NAME: file })
  if (!existsSync(file)) return void counts.failed++
  const { stats } = JSON.parse(readFileSync(file, 'utf8'))
  // a flaky test passed at its second try; it counts once, and Playwright's own list names it
  counts.passed += stats.expected + stats.flaky
  counts.failed += stats.unexpected
  counts.skipped += stats.skipped
  if (status !== 0 && stats.unexpected === 0) counts.failed += 1
}

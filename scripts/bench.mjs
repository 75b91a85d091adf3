// Measures the built product and prints one table: `npm run bench`, with --json for machines, --quick for small sizes,
// and names of parts (start import search answers bundle) for those alone. Progress goes to stderr.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'
import { ensureBuild } from './ensure-build.mjs'

const root = resolve(import.meta.dirname, '..')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
})

const buildCode = ensureBuild()
if (buildCode !== 0) process.exit(buildCode)

// the code is TypeScript with the product's aliases, so Vite's module runner loads it as the tests do
const { module } = await runnerImport(resolve(root, 'test/bench/bench.ts'), {
  root,
  configFile: false,
  logLevel: 'error',
  resolve: { alias: { '@shared': resolve(root, 'src/shared') } },
})
const unknown = positionals.find((name) => !module.isPart(name))
if (unknown) {
  process.stderr.write(`There is no part "${unknown}": start, import, search, answers and bundle are.\n`)
  process.exit(2)
}
const report = await module.runBench({ isQuick: values.quick, only: positionals })
process.stdout.write(`${values.json ? JSON.stringify(report, null, 2) : module.writeReport(report)}\n`)
process.exit(0)

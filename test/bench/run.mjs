// What `npm run bench` starts on Node 24. The code is TypeScript with the product's aliases, so Vite's module runner
// loads it as the tests do.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    stores: { type: 'string' },
  },
})
const { module } = await runnerImport(resolve(import.meta.dirname, 'bench.ts'), {
  root,
  configFile: false,
  logLevel: 'error',
  resolve: { alias: { '@shared': resolve(root, 'src/shared') } },
})
const unknown = positionals.find((name) => !module.isPart(name))
if (unknown) {
  process.stderr.write(
    `There is no part "${unknown}": start, import, search, answers, bundle, bulk and scale are.\n`,
  )
  process.exit(2)
}
const report = await module.runBench({ isQuick: values.quick, only: positionals, storesDir: values.stores })
const text = values.json ? JSON.stringify(report, null, 2) : module.writeReport(report)
// exits when all is written: a pipe takes a long text in pieces
process.stdout.write(`${text}\n`, () => process.exit(0))

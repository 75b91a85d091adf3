// Prints search quality on the golden questions: `npm run eval`. The code is TypeScript with the product's aliases,
// so Vite's module runner loads it as the tests do.
import { resolve } from 'node:path'
import { runnerImport } from 'vite'

const root = resolve(import.meta.dirname, '..')
const { module } = await runnerImport(resolve(root, 'test/eval/eval.ts'), {
  root,
  configFile: false,
  logLevel: 'error',
  resolve: { alias: { '@shared': resolve(root, 'src/shared') } },
})
await module.printEvaluation(process.argv.slice(2))
// the launcher waits for a program that ends itself
process.exit(0)

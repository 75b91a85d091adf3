// Bundles programs of the product for tests: `node bundle-program.mjs OUT_FOLDER NAME=ENTRY…`. Packages stay outside.
import { resolve } from 'node:path'
import { build } from 'vite'

const [outDir, ...entries] = process.argv.slice(2)
const root = resolve(import.meta.dirname, '../..')
const input = Object.fromEntries(
  entries.map((entry) => entry.split('=')).map(([name, file]) => [name, resolve(root, file)]),
)

await build({
  root,
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  resolve: { alias: { '@shared': resolve(root, 'src/shared') } },
  build: {
    ssr: true,
    outDir,
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input,
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
})

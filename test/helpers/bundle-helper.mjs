// Bundles one helper process the way the product does: `node bundle-helper.mjs NAME ENTRY OUT_FOLDER`.
import { resolve } from 'node:path'
import { build } from 'vite'
import { scanFiles } from '../../scripts/scan-files.mjs'

const [name, entry, outDir] = process.argv.slice(2)
const root = resolve(import.meta.dirname, '../..')

await build({
  root,
  configFile: false,
  plugins: name === 'recognize' ? [scanFiles(resolve(root, 'node_modules'))] : [],
  logLevel: 'error',
  resolve: {
    alias: {
      '@shared': resolve(root, 'src/shared'),
      sharp: resolve(root, 'src/engine/embed/no-image-input.ts'),
    },
  },
  ssr: {
    noExternal: true,
    external: ['onnxruntime-node', 'onnxruntime-common', 'canvas', '@napi-rs/canvas', 'better-sqlite3'],
  },
  build: {
    ssr: true,
    outDir,
    target: 'node24',
    minify: false,
    rolldownOptions: { input: { [name]: resolve(root, entry) }, output: { entryFileNames: '[name].js' } },
  },
})

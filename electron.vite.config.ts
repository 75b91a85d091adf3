import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { scanFiles } from './scripts/scan-files.mjs'

const at = (path: string) => resolve(import.meta.dirname, path)
const shared = { '@shared': at('src/shared') }

/** electron-vite declares __dirname in every chunk that mentions it; the package `open` declares its own. */
const openWithoutDirname: Plugin = {
  name: 'open-without-dirname',
  transform: (code, id) =>
    id.includes('/node_modules/open/')
      ? { code: code.replaceAll('__dirname', 'openFolder'), map: null }
      : null,
}

/** Fonts that every PDF may count on, and decoders of old picture formats: fetched by the PDF library by their names. */
const pdfFiles: Plugin = {
  name: 'pdf-files',
  generateBundle() {
    const folders = ['standard_fonts', 'wasm'].map((name) => at(`node_modules/pdfjs-dist/${name}`))
    for (const folder of folders)
      for (const name of readdirSync(folder).filter((file) => !/\.wasm$|quickjs|qcms/i.test(file)))
        this.emitFile({ type: 'asset', fileName: `pdf/${name}`, source: readFileSync(join(folder, name)) })
  },
}

export default defineConfig({
  main: {
    plugins: [openWithoutDirname, scanFiles(at('node_modules'))],
    resolve: { alias: { ...shared, sharp: at('src/engine/embed/no-image-input.ts') } },
    build: {
      sourcemap: true,
      // natives stay bare imports, because they are shipped unpacked; every pure JavaScript dependency is bundled
      externalizeDeps: {
        exclude: [
          '@huggingface/transformers',
          '@mistralai/mistralai',
          '@modelcontextprotocol/server',
          'chardet',
          'commander',
          'csv-parse',
          'electron-store',
          'fontkit',
          'ipaddr.js',
          'linkedom',
          'mammoth',
          'mdast-util-from-markdown',
          'pdfkit',
          'mdast-util-gfm-table',
          'micromark-extension-gfm-table',
          'open',
          'p-queue',
          'pino',
          'postal-mime',
          'robots-parser',
          'rotating-file-stream',
          'saxes',
          'tesseract-wasm',
          'undici',
          'unpdf',
          'ws',
          'yaml',
          'zod',
        ],
        include: [
          'onnxruntime-node',
          'onnxruntime-common',
          'bufferutil',
          'utf-8-validate',
          'canvas',
          '@napi-rs/canvas',
        ],
      },
      rolldownOptions: {
        input: {
          index: at('src/main/index.ts'),
          engine: at('src/engine/engine.ts'),
          embed: at('src/engine/embed/embed-process.ts'),
          parse: at('src/engine/parse/parse-process.ts'),
          recognize: at('src/engine/recognize/recognize-process.ts'),
          check: at('src/engine/check/check-process.ts'),
          checkpoints: at('src/engine/db/checkpoint-thread.ts'),
          keywords: at('src/engine/knowledge/keyword-thread.ts'),
          verdemuse: at('src/shell/verdemuse.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    resolve: { alias: shared },
    build: {
      // a sandboxed preload may require electron only: one CommonJS file with everything else inside
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    resolve: { alias: shared },
    plugins: [react(), tailwindcss(), pdfFiles],
    // the PDF library's worker is a module
    worker: { format: 'es' },
    // electron-vite leaves the renderer unminified unless told: 565 kB against 219 kB
    build: { minify: true, rolldownOptions: { input: at('src/renderer/index.html') } },
  },
})

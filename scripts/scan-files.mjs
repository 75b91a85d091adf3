// What the process for scanned pages reads before it is sealed, laid beside it in a folder `scans`: for the build and for
// tests. All of it comes out of npm packages; nothing is loaded from elsewhere.
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

const FILES = [
  'tesseract-wasm/dist/tesseract-core.wasm',
  // for machines without SIMD
  'tesseract-wasm/dist/tesseract-core-fallback.wasm',
  // the models in whole numbers: a third of the size of the others, and as good on print
  '@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz',
  '@tesseract.js-data/deu/4.0.0_best_int/deu.traineddata.gz',
  '@tesseract.js-data/fra/4.0.0_best_int/fra.traineddata.gz',
  'pdfjs-dist/wasm/jbig2.wasm',
  'pdfjs-dist/wasm/openjpeg.wasm',
]

/** `packages` is the folder node_modules: a bundled configuration does not know where it came from. */
export function scanFiles(packages) {
  return {
    name: 'scan-files',
    generateBundle() {
      for (const file of FILES)
        this.emitFile({
          type: 'asset',
          fileName: `scans/${basename(file)}`,
          source: readFileSync(join(packages, file)),
        })
    },
  }
}

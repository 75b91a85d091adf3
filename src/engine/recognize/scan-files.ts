import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { supportsFastBuild } from 'tesseract-wasm'

export const SCAN_LANGUAGES = ['eng', 'deu', 'fra'] as const
export type ScanLanguage = (typeof SCAN_LANGUAGES)[number]

/** Everything the process for scanned pages needs of the disk, read before it is sealed. */
export interface ScanFiles {
  readonly recognizer: Uint8Array
  /** Packed: a language takes 5 MB unpacked, and mostly one is used. */
  readonly languages: Readonly<Record<ScanLanguage, Uint8Array>>
  /** Of the PDF library, for JPEG 2000, JBIG2 and fax pictures; by the names it asks for. */
  readonly decoders: ReadonlyMap<string, Uint8Array>
}

const DECODERS = ['jbig2.wasm', 'openjpeg.wasm']

export function readScanFiles(folder: string): ScanFiles {
  const read = (name: string) => readFileSync(join(folder, name))
  return {
    recognizer: read(supportsFastBuild() ? 'tesseract-core.wasm' : 'tesseract-core-fallback.wasm'),
    languages: {
      eng: read('eng.traineddata.gz'),
      deu: read('deu.traineddata.gz'),
      fra: read('fra.traineddata.gz'),
    },
    decoders: new Map(DECODERS.map((name) => [name, read(name)])),
  }
}

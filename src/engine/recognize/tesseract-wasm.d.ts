/** The package's own types are not reachable through its `exports`; only what is used here. */
declare module 'tesseract-wasm' {
  export interface TextItem {
    /** Pixels from the upper left. */
    readonly rect: {
      readonly left: number
      readonly top: number
      readonly right: number
      readonly bottom: number
    }
    /** Bits of `layoutFlags`. */
    readonly flags: number
    /** 0 … 1 */
    readonly confidence: number
    readonly text: string
  }
  export const layoutFlags: { readonly StartOfLine: number; readonly EndOfLine: number }

  export interface OCREngine {
    loadModel(model: Uint8Array): void
    /** RGBA. */
    loadImage(image: {
      readonly width: number
      readonly height: number
      readonly data: Uint8ClampedArray
    }): void
    setVariable(name: string, value: string): void
    getTextBoxes(unit: 'line' | 'word'): TextItem[]
    /** Degrees the picture is turned by, clockwise; confidence 0 … 1. */
    getOrientation(): { readonly rotation: number; readonly confidence: number }
    clearImage(): void
    destroy(): void
  }
  export function createOCREngine(options: { readonly wasmBinary: Uint8Array }): Promise<OCREngine>
  /** Whether this machine has the SIMD instructions of the fast build. */
  export function supportsFastBuild(): boolean
}

declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs'

import { gunzipSync } from 'node:zlib'
import { createOCREngine, layoutFlags, type OCREngine, type TextItem } from 'tesseract-wasm'
import type { Drawing } from './draw-page'
import type { ScanFiles, ScanLanguage } from './scan-files'

/** A word as it stands in the picture; places in pixels from the upper left. */
export interface SeenWord {
  readonly text: string
  /** 0 … 1 */
  readonly confidence: number
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
  readonly isLineStart: boolean
}

export interface TextEngine {
  /** `dotsPerInch` helps to tell letters from specks. */
  read(drawing: Drawing, language: ScanLanguage, dotsPerInch: number): Promise<SeenWord[]>
  /** Degrees to turn the drawing by, clockwise, until its text stands upright; 0 when it cannot be told. */
  turnOf(drawing: Drawing): Promise<number>
}

/** Less is a guess: the library looks at ascenders and descenders. */
const TURN_CONFIDENCE = 0.5

/**
 * The recogniser runs in this thread and holds it while it reads. It takes the first model it is given and keeps it, so
 * another language is another recogniser; one at a time, because each has up to 200 MB.
 */
export function createTextEngine({ recognizer, languages }: ScanFiles): TextEngine {
  let current: { readonly language: ScanLanguage; readonly engine: OCREngine } | null = null

  async function engineFor(language: ScanLanguage): Promise<OCREngine> {
    if (current?.language === language) return current.engine
    current?.engine.destroy()
    current = null
    const engine = await createOCREngine({ wasmBinary: recognizer })
    engine.loadModel(gunzipSync(languages[language]))
    current = { language, engine }
    return engine
  }

  return {
    async read(drawing, language, dotsPerInch) {
      const engine = await engineFor(language)
      engine.setVariable('user_defined_dpi', String(Math.round(dotsPerInch)))
      engine.loadImage(toImage(drawing))
      const items = engine.getTextBoxes('word')
      engine.clearImage()
      return items.map(toWord).filter(({ text }) => text !== '')
    },
    async turnOf(drawing) {
      const engine = await engineFor(current?.language ?? 'eng')
      engine.loadImage(toImage(drawing))
      const { rotation, confidence } = engine.getOrientation()
      engine.clearImage()
      return confidence >= TURN_CONFIDENCE ? (360 - rotation) % 360 : 0
    },
  }
}

function toImage({ width, height, grey }: Drawing) {
  const colours = new Uint32Array(grey.length)
  for (const [index, shade] of grey.entries())
    colours[index] = 0xff000000 | (shade << 16) | (shade << 8) | shade
  return { width, height, data: new Uint8ClampedArray(colours.buffer) }
}

function toWord({ text, confidence, rect, flags }: TextItem): SeenWord {
  return { text: text.trim(), confidence, ...rect, isLineStart: (flags & layoutFlags.StartOfLine) !== 0 }
}

import { setImmediate as letOthersRun } from 'node:timers/promises'
import { type Matrix, toMatrix } from '../parse/matrix'
import type { ScannedDocument, ScannedPage, ScannedPdfPage, ScanReader } from '../parse/scans'
import { type Drawing, drawPage } from './draw-page'
import { type Operations, type PagePicture, picturesOf } from './page-pictures'
import { SCAN_LANGUAGES, type ScanFiles, type ScanLanguage } from './scan-files'
import { confidenceOf, linesOf } from './seen-lines'
import { createTextEngine, type SeenWord, type TextEngine } from './text-engine'

/** An A4 page of 600 dots an inch has 35 million; decoded in colour it takes 105 MB. */
const MAX_PICTURE_PIXELS = 50_000_000
/** An A4 page of 300 dots an inch has 8.7 million. */
const MAX_DRAWING_PIXELS = 12_000_000
const LEAST_DOTS_PER_INCH = 150
/** Finer takes longer and is read no better. */
const MOST_DOTS_PER_INCH = 300
const POINTS_PER_INCH = 72
/** Pictures that together cover less of a page are ornaments. */
const LEAST_SHARE_OF_PAGE = 0.02

/** Clean scans are 0.9 and more, a language read with the letters of another 0.87, noise and pages upside down below 0.5. */
const PAGE_CONFIDENCE = 0.65
/** Surer than any of the others would be on the same page. */
const LANGUAGE_CONFIDENCE = 0.93
/** Fewer letters do not tell a language. */
const LANGUAGE_LETTERS = 60

const LANGUAGES: Readonly<Record<string, ScanLanguage>> = { en: 'eng', de: 'deu', fr: 'fra' }

interface Reading {
  readonly words: readonly SeenWord[]
  readonly confidence: number
  readonly drawing: Drawing
  readonly pixelsPerPoint: number
}

interface ReaderOptions {
  readonly files: ScanFiles
  readonly operations: Operations
}

export function createScanReader({ files, operations }: ReaderOptions): ScanReader {
  const engine = createTextEngine(files)
  let step = Promise.withResolvers<'step'>()

  async function sayStep(): Promise<void> {
    step.resolve('step')
    step = Promise.withResolvers()
    // reading holds the thread: what is to be sent leaves now
    await letOthersRun()
  }

  return {
    pdfOptions: pdfOptions(files.decoders),
    nextStep: () => step.promise,
    startDocument: (language) => startDocument({ engine, operations, sayStep, language }),
  }
}

/** Decoders come from memory; everything else that the library would load from files is not there. */
function pdfOptions(decoders: ScanFiles['decoders']): Readonly<Record<string, unknown>> {
  class DecodersInMemory {
    async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
      const found = kind === 'wasmUrl' ? decoders.get(filename) : undefined
      if (!found) throw new Error(`There is no ${filename}.`)
      return new Uint8Array(found)
    }
  }
  return {
    maxImageSize: MAX_PICTURE_PIXELS,
    BinaryDataFactory: DecodersInMemory,
    wasmUrl: 'memory/',
    useWorkerFetch: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
  }
}

interface DocumentOptions {
  readonly engine: TextEngine
  readonly operations: Operations
  readonly sayStep: () => Promise<void>
  readonly language: string | null
}

function startDocument({ engine, operations, sayStep, language }: DocumentOptions): ScannedDocument {
  let known = LANGUAGES[language?.slice(0, 2).toLowerCase() ?? ''] ?? null

  async function readTurned(
    page: ScannedPdfPage,
    pictures: readonly PagePicture[],
    turn: number,
    scanLanguage: ScanLanguage,
  ): Promise<Reading> {
    const { drawing, pixelsPerPoint } = draw(page, pictures, turn)
    const words = await engine.read(drawing, scanLanguage, pixelsPerPoint * POINTS_PER_INCH)
    await sayStep()
    return { words, confidence: confidenceOf(words), drawing, pixelsPerPoint }
  }

  /** In the document's language, or in each until one is sure; the surest is that of the pages to come. */
  async function readInLanguage(
    page: ScannedPdfPage,
    pictures: readonly PagePicture[],
    turn: number,
  ): Promise<Reading> {
    let best: Reading | null = null
    let bestLanguage: ScanLanguage = 'eng'
    for (const one of known ? [known] : SCAN_LANGUAGES) {
      const reading = await readTurned(page, pictures, turn, one)
      if (!best || reading.confidence > best.confidence) [best, bestLanguage] = [reading, one]
      if (best.confidence >= LANGUAGE_CONFIDENCE || best.confidence < PAGE_CONFIDENCE) break
    }
    if (!best) throw new Error('no languages')
    if (best.confidence >= PAGE_CONFIDENCE && lettersOf(best.words) >= LANGUAGE_LETTERS) known = bestLanguage
    return best
  }

  return {
    async readPage(page): Promise<ScannedPage> {
      const { pictures, undecoded } = await picturesOf(page, operations)
      const isUndecoded = shareOfPage(page, undecoded) >= LEAST_SHARE_OF_PAGE
      const nothing = { kind: isUndecoded ? 'undecoded' : 'blank' } as const
      if (shareOfPage(page, pictures) < LEAST_SHARE_OF_PAGE) return nothing
      let reading = await readInLanguage(page, pictures, 0)
      if (reading.confidence < PAGE_CONFIDENCE) {
        const turn = await engine.turnOf(reading.drawing)
        if (turn !== 0) reading = await readInLanguage(page, pictures, turn)
      }
      if (reading.words.length === 0) return nothing
      if (reading.confidence < PAGE_CONFIDENCE) return { kind: 'unsure' }
      const { words, drawing, pixelsPerPoint } = reading
      const lines = linesOf(words, { height: drawing.height, pixelsPerPoint })
      return lines.length === 0 ? nothing : { kind: 'read', lines }
    },
  }
}

function draw(page: ScannedPdfPage, pictures: readonly PagePicture[], turn: number) {
  const rotation = page.rotate + turn
  const inPoints = page.getViewport({ scale: 1, rotation })
  const largest = Math.sqrt(MAX_DRAWING_PIXELS / (inPoints.width * inPoints.height))
  const wanted = Math.min(MOST_DOTS_PER_INCH, Math.max(LEAST_DOTS_PER_INCH, finestOf(pictures)))
  const pixelsPerPoint = Math.min(wanted / POINTS_PER_INCH, largest)
  const { width, height, transform } = page.getViewport({ scale: pixelsPerPoint, rotation })
  const view: Matrix = toMatrix(transform)
  const size = { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) }
  return { drawing: drawPage(pictures, { ...size, view }), pixelsPerPoint }
}

/** Dots an inch of the finest picture. */
function finestOf(pictures: readonly PagePicture[]): number {
  const finest = pictures.map(({ width, matrix: [a, b] }) => (width / Math.hypot(a, b)) * POINTS_PER_INCH)
  return Math.max(0, ...finest.filter(Number.isFinite))
}

function shareOfPage(page: ScannedPdfPage, pictures: readonly Pick<PagePicture, 'matrix'>[]): number {
  const { width, height } = page.getViewport({ scale: 1 })
  const covered = pictures.reduce((sum, { matrix: [a, b, c, d] }) => sum + Math.abs(a * d - b * c), 0)
  return covered / (width * height)
}

function lettersOf(words: readonly SeenWord[]): number {
  return words.reduce((sum, { text }) => sum + text.length, 0)
}

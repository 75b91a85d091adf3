import { tidyText } from '../parse/decode-text'
import type { PdfLine } from '../parse/pdf-lines'
import type { SeenWord } from './text-engine'

/** A line of which less is sure is a speck, a stamp or a drawing. */
const LINE_CONFIDENCE = 0.5
/** Letters of a scan are measured to a fifth: only what is clearly higher than the rest is set in larger type. */
const LARGER_TYPE = 1.3

interface LineOptions {
  /** Of the picture, in pixels. */
  readonly height: number
  readonly pixelsPerPoint: number
}

/** How sure the words are together: long ones count for more. 0 without words. */
export function confidenceOf(words: readonly SeenWord[]): number {
  let sum = 0
  let weight = 0
  for (const { text, confidence } of words) {
    sum += confidence * text.length
    weight += text.length
  }
  return weight === 0 ? 0 : sum / weight
}

/** Lines as a PDF's own text gives them, so that headings, lists and paragraphs are found in the same way. */
export function linesOf(words: readonly SeenWord[], { height, pixelsPerPoint }: LineOptions): PdfLine[] {
  const lines: SeenWord[][] = []
  for (const word of words) {
    if (word.isLineStart || lines.length === 0) lines.push([])
    lines.at(-1)?.push(word)
  }
  const sure = lines.filter((line) => confidenceOf(line) >= LINE_CONFIDENCE)
  const common = median(sure.map(pixelHeight))
  return sure.flatMap((line) => {
    const text = tidyText(line.map((word) => word.text).join(' ')).trim()
    const measured = pixelHeight(line)
    const letters = measured >= common * LARGER_TYPE ? measured : common
    const bottom = Math.max(...line.map((word) => word.bottom))
    return text ? [{ text, y: (height - bottom) / pixelsPerPoint, height: letters / pixelsPerPoint }] : []
  })
}

function pixelHeight(line: readonly SeenWord[]): number {
  return Math.max(...line.map((word) => word.bottom)) - Math.min(...line.map((word) => word.top))
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

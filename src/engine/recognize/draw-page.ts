import { invert, type Matrix, multiply } from '../parse/matrix'
import type { PagePicture } from './page-pictures'

/** Grey, one byte a pixel. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly grey: Uint8Array
}

interface DrawOptions {
  readonly width: number
  readonly height: number
  /** From points of the page to pixels. */
  readonly view: Matrix
}

/** More looks at the source for one pixel cost time and show nothing. */
const MAX_SAMPLES = 3

/** Lays pictures on white paper, turned and scaled as the page says. A page's picture may come in strips, or as ink over paper. */
export function drawPage(pictures: readonly PagePicture[], { width, height, view }: DrawOptions): Drawing {
  const grey = new Uint8Array(width * height).fill(255)
  const drawing = { width, height, grey }
  for (const picture of pictures) drawPicture(drawing, picture, multiply(view, picture.matrix))
  return drawing
}

function drawPicture({ width, height, grey }: Drawing, picture: PagePicture, matrix: Matrix): void {
  const back = invert(matrix)
  if (!back) return
  const { left, right, top, bottom } = boundsOf(matrix, width, height)
  const look = looker(picture)
  // how many pixels of the picture one of the drawing covers
  const density = Math.hypot(back[0] * picture.width, back[1] * picture.height)
  const samples = Math.max(1, Math.min(MAX_SAMPLES, Math.round(density)))
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      let sum = 0
      const below = grey[y * width + x] ?? 255
      for (let row = 0; row < samples; row++) {
        for (let column = 0; column < samples; column++) {
          const atX = x + (column + 0.5) / samples
          const atY = y + (row + 0.5) / samples
          const u = back[0] * atX + back[2] * atY + back[4]
          // the first row of a picture lies at the top of the unit square
          const v = 1 - (back[1] * atX + back[3] * atY + back[5])
          sum += u < 0 || u >= 1 || v < 0 || v >= 1 ? below : look(u, v, below)
        }
      }
      grey[y * width + x] = sum / (samples * samples)
    }
  }
}

function boundsOf([a, b, c, d, e, f]: Matrix, width: number, height: number) {
  const xs = [e, e + a, e + c, e + a + c]
  const ys = [f, f + b, f + d, f + b + d]
  return {
    left: Math.max(0, Math.floor(Math.min(...xs))),
    right: Math.min(width, Math.ceil(Math.max(...xs))),
    top: Math.max(0, Math.floor(Math.min(...ys))),
    bottom: Math.min(height, Math.ceil(Math.max(...ys))),
  }
}

/** The grey at a place of the unit square; `below` is what lies there already. */
type Look = (u: number, v: number, below: number) => number

function looker({ width, height, pixels }: PagePicture): Look {
  const { data } = pixels
  const rowBytes = Math.ceil(width / 8)
  const bit = (u: number, v: number) => {
    const x = (u * width) | 0
    return ((data[((v * height) | 0) * rowBytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
  }
  const light = (at: number) =>
    ((data[at] ?? 0) * 77 + (data[at + 1] ?? 0) * 150 + (data[at + 2] ?? 0) * 29) >> 8
  switch (pixels.kind) {
    case 'bits':
      return (u, v) => bit(u, v) * 255
    case 'stencil':
      return (u, v, below) => (bit(u, v) === 0 ? pixels.shade : below)
    case 'rgb':
      return (u, v) => light((((v * height) | 0) * width + ((u * width) | 0)) * 3)
    default:
      return (u, v, below) => {
        const at = (((v * height) | 0) * width + ((u * width) | 0)) * 4
        const opacity = (data[at + 3] ?? 255) / 255
        return light(at) * opacity + below * (1 - opacity)
      }
  }
}

import { IDENTITY, type Matrix, multiply, toMatrix } from '../parse/matrix'
import type { ScannedPdfPage } from '../parse/scans'

/** A decoded picture, and where it lies on the page. */
export interface PagePicture {
  readonly width: number
  readonly height: number
  readonly pixels: Pixels
  /** From the unit square, upside up, to points of the page. */
  readonly matrix: Matrix
}

export type Pixels =
  /** One bit a pixel, rows filled to whole bytes; 1 is white. */
  | { readonly kind: 'bits'; readonly data: Uint8Array }
  | { readonly kind: 'rgb' | 'rgba'; readonly data: Uint8Array }
  /** Where a bit is 0, `shade` is painted (0 black … 255 white); elsewhere what lies below shows. */
  | { readonly kind: 'stencil'; readonly data: Uint8Array; readonly shade: number }

/** More on one page is a drawing of many little pictures, and no scan. */
const MAX_PICTURES = 400

/** Numbers of the operations that move or paint pictures; the library's own table has their names. */
export type Operations = Readonly<
  Record<
    | 'save'
    | 'restore'
    | 'transform'
    | 'paintFormXObjectBegin'
    | 'paintFormXObjectEnd'
    | 'paintImageXObject'
    | 'paintInlineImageXObject'
    | 'paintImageMaskXObject'
    | 'setFillRGBColor',
    number
  >
>

interface Placed {
  readonly image: unknown
  readonly isStencil: boolean
  readonly shade: number
  readonly matrix: Matrix
}

export interface PagePictures {
  /** In the order they are painted. */
  readonly pictures: readonly PagePicture[]
  /** Where those lie that cannot be decoded: damaged ones, and kinds that nobody knows. */
  readonly undecoded: readonly Pick<PagePicture, 'matrix'>[]
}

export async function picturesOf(page: ScannedPdfPage, operations: Operations): Promise<PagePictures> {
  const { fnArray, argsArray } = await page.getOperatorList()
  const placed = placeImages(fnArray, argsArray, operations)
  const pictures: PagePicture[] = []
  const undecoded: Pick<PagePicture, 'matrix'>[] = []
  for (const { image, ...place } of placed.slice(0, MAX_PICTURES)) {
    const picture = toPicture(typeof image === 'string' ? await objectOf(page, image) : image, place)
    if (picture) pictures.push(picture)
    else undecoded.push({ matrix: place.matrix })
  }
  return { pictures, undecoded }
}

function placeImages(fnArray: readonly number[], argsArray: readonly unknown[], ops: Operations): Placed[] {
  const placed: Placed[] = []
  const saved: { matrix: Matrix; shade: number }[] = []
  let matrix = IDENTITY
  let shade = 0
  const save = () => saved.push({ matrix, shade })
  const restore = () => ({ matrix, shade } = saved.pop() ?? { matrix, shade })
  const actions = new Map<number, (args: readonly unknown[]) => void>([
    [ops.save, save],
    [ops.restore, restore],
    [ops.transform, (args) => (matrix = multiply(matrix, toMatrix(args)))],
    [
      ops.paintFormXObjectBegin,
      ([form]) => {
        save()
        if (form) matrix = multiply(matrix, toMatrix(form))
      },
    ],
    [ops.paintFormXObjectEnd, restore],
    [ops.setFillRGBColor, (args) => (shade = shadeOf(args))],
    [ops.paintImageXObject, ([image]) => placed.push({ image, isStencil: false, shade, matrix })],
    [ops.paintInlineImageXObject, ([image]) => placed.push({ image, isStencil: false, shade, matrix })],
    [
      ops.paintImageMaskXObject,
      ([mask]) => {
        const data = (mask as { data?: unknown } | null)?.data
        placed.push({ image: typeof data === 'string' ? data : mask, isStencil: true, shade, matrix })
      },
    ],
  ])
  for (const [index, operation] of fnArray.entries())
    actions.get(operation)?.((argsArray[index] ?? []) as readonly unknown[])
  return placed
}

/** "#rrggbb", or three numbers up to 255. */
function shadeOf(args: readonly unknown[]): number {
  const [first] = args
  const hex = typeof first === 'string' ? /^#(..)(..)(..)$/u.exec(first) : null
  const [red = 0, green = 0, blue = 0] = hex
    ? hex.slice(1).map((part) => Number.parseInt(part, 16))
    : args.map(Number)
  const value = Math.round(0.299 * red + 0.587 * green + 0.114 * blue)
  return Number.isFinite(value) ? Math.min(255, Math.max(0, value)) : 0
}

/** Decoded beside the page, or beside all pages when several show it. */
function objectOf(page: ScannedPdfPage, id: string): Promise<unknown> {
  const store = (id.startsWith('g_') ? page.commonObjs : page.objs) as {
    get(id: string, done: (value: unknown) => void): unknown
  }
  return new Promise((done) => store.get(id, done))
}

interface DecodedImage {
  readonly width: number
  readonly height: number
  /** 1: one bit a pixel, 2: RGB, 3: RGBA. */
  readonly kind?: number
  readonly data: Uint8Array
}

function toPicture(value: unknown, { isStencil, shade, matrix }: Omit<Placed, 'image'>): PagePicture | null {
  const { width, height, kind, data } = (value ?? {}) as Partial<DecodedImage>
  if (!width || !height || !ArrayBuffer.isView(data)) return null
  const bitsLength = Math.ceil(width / 8) * height
  const place = { width, height, matrix }
  if (isStencil)
    return data.length < bitsLength ? null : { ...place, pixels: { kind: 'stencil', data, shade } }
  if (kind === 1) return data.length < bitsLength ? null : { ...place, pixels: { kind: 'bits', data } }
  const depth = kind === 2 ? 3 : 4
  if (data.length < width * height * depth) return null
  return { ...place, pixels: { kind: kind === 2 ? 'rgb' : 'rgba', data } }
}

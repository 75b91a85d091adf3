import { IDENTITY, type Matrix, multiply, toMatrix } from './matrix'
import { type Cover, intersection, MAX_COVERS, rectangleOf } from './pdf-covers'
import { type Box, boxAround, type DrawnLetter, type DrawnRun } from './pdf-letters'

export interface PageDrawing {
  readonly runs: readonly DrawnRun[]
  readonly pictures: readonly Box[]
  /** Painted shapes with more corners than a box: letters turned into drawings are of this kind. */
  readonly shapes: readonly Box[]
  /** Boxes of full ink, which hide what was painted before them. */
  readonly covers: readonly Cover[]
}

/** Of a font, as the library gives it. */
export interface DrawnFont {
  readonly fontMatrix?: readonly number[]
  readonly isType3Font?: boolean
  readonly vertical?: boolean
}

/** Numbers of the library's operations, by their names. */
export type DrawingOperations = Readonly<Record<string, number>>

export interface DrawingSource {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly unknown[]
  readonly operations: DrawingOperations
  fontOf(id: string): DrawnFont | null
  /** Of a layer, as the library gives it. */
  isShown(layer: unknown): boolean
}

type Args = readonly unknown[]
type Actions = Readonly<Record<string, (args: Args) => void>>

interface State {
  matrix: Matrix
  textMatrix: Matrix
  lineMatrix: Matrix
  font: DrawnFont | null
  fontSize: number
  letterSpacing: number
  wordSpacing: number
  /** 1 is as wide as the font is made. */
  stretch: number
  leading: number
  rise: number
  mode: number
  isFillWhite: boolean
  isStrokeWhite: boolean
  fillAlpha: number
  strokeAlpha: number
  lineWidth: number
  /** The fill is one ink, laid on as it is: no pattern, no mask, not mixed with what lies below. */
  isPatterned: boolean
  isBlended: boolean
  isMasked: boolean
  /** Nothing is painted outside; null where that is no box. */
  clip: Box | null
  /** The next path narrows the clip. */
  isClipping: boolean
}

/** So much of each colour makes no difference to white paper. */
const LEAST_WHITE = 0xf5
const LEAST_ALPHA = 0.05
const FULL_ALPHA = 0.99
/** A thinner line is a border, and no ground for a text. */
const LEAST_GROUND_LINE = 3
/** Numbers that describe a box, with room for one written in more steps than needed. */
const BOX_MAX_NUMBERS = 24
/** More is a drawing: all of the page counts as painted. */
const MAX_BOXES = 5000
const EVERYWHERE: Box = { left: -1e9, bottom: -1e9, right: 1e9, top: 1e9 }

const FILLED_MODES: ReadonlySet<number> = new Set([0, 4])
const FILLED_AND_OUTLINED_MODES: ReadonlySet<number> = new Set([2, 6])
const UNPAINTED_MODES: ReadonlySet<number> = new Set([3, 7])

interface Tracer {
  state: State
  readonly saved: State[]
  readonly runs: DrawnRun[]
  /** What is painted so far in anything but white. */
  readonly grounds: Box[]
  readonly pictures: Box[]
  readonly shapes: Box[]
  readonly covers: Cover[]
  /** Of each stretch of content that is open: whether it is shown. */
  readonly stretches: boolean[]
  /** How many runs there were when each group that is open began. */
  readonly groupStarts: number[]
}

/** Follows what a page paints, in the order it does: the text with its look, and what lies below it. */
export function traceDrawing(source: DrawingSource): PageDrawing {
  const { fnArray, argsArray, operations, fontOf } = source
  const tracer: Tracer = {
    state: startState(),
    saved: [],
    runs: [],
    grounds: [],
    pictures: [],
    shapes: [],
    covers: [],
    stretches: [],
    groupStarts: [],
  }
  const named = {
    ...stateActions(tracer, fontOf),
    ...layerActions(tracer, source),
    ...textActions(tracer),
    ...paintActions(tracer, operations),
  }
  const actions = new Map(
    Object.entries(named).flatMap(([name, action]) => {
      const operation = operations[name]
      return operation === undefined ? [] : [[operation, action] as const]
    }),
  )
  for (const [index, operation] of fnArray.entries())
    actions.get(operation)?.((argsArray[index] ?? []) as Args)
  return tracer
}

function startState(): State {
  return {
    matrix: IDENTITY,
    textMatrix: IDENTITY,
    lineMatrix: IDENTITY,
    font: null,
    fontSize: 0,
    letterSpacing: 0,
    wordSpacing: 0,
    stretch: 1,
    leading: 0,
    rise: 0,
    mode: 0,
    isFillWhite: false,
    isStrokeWhite: false,
    fillAlpha: 1,
    strokeAlpha: 1,
    lineWidth: 1,
    isPatterned: false,
    isBlended: false,
    isMasked: false,
    clip: EVERYWHERE,
    isClipping: false,
  }
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

function stateActions(tracer: Tracer, fontOf: DrawingSource['fontOf']): Actions {
  const save = () => void tracer.saved.push({ ...tracer.state })
  const restore = () => {
    tracer.state = tracer.saved.pop() ?? tracer.state
  }
  const transform = (args: unknown) => {
    tracer.state.matrix = multiply(tracer.state.matrix, toMatrix(args))
  }
  const setFont = ([id, size]: Args) => {
    tracer.state.font = typeof id === 'string' ? fontOf(id) : null
    tracer.state.fontSize = numberOf(size)
  }
  const setPattern = () => {
    tracer.state.isFillWhite = false
    tracer.state.isPatterned = true
  }
  return {
    save,
    restore,
    transform,
    paintFormXObjectBegin: ([matrix, bounds]) => {
      save()
      if (matrix) transform(matrix)
      if (bounds) tracer.state.clip = null
    },
    paintFormXObjectEnd: restore,
    setFont,
    setLineWidth: ([width]) => (tracer.state.lineWidth = numberOf(width)),
    clip: () => (tracer.state.isClipping = true),
    eoClip: () => (tracer.state.isClipping = true),
    beginGroup: () => void tracer.groupStarts.push(tracer.runs.length),
    endGroup: () => void tracer.groupStarts.pop(),
    setFillRGBColor: (args) => {
      tracer.state.isFillWhite = isWhite(args)
      tracer.state.isPatterned = false
    },
    setStrokeRGBColor: (args) => (tracer.state.isStrokeWhite = isWhite(args)),
    // patterns, and what the library cannot name
    setFillColorN: () => setPattern(),
    setFillTransparent: () => setPattern(),
    setStrokeColorN: () => (tracer.state.isStrokeWhite = false),
    setStrokeTransparent: () => (tracer.state.isStrokeWhite = false),
    setGState: ([entries]) => {
      for (const [key, value] of (entries ?? []) as [string, unknown][]) {
        if (key === 'ca') tracer.state.fillAlpha = numberOf(value)
        else if (key === 'CA') tracer.state.strokeAlpha = numberOf(value)
        else if (key === 'BM') tracer.state.isBlended = value !== 'source-over'
        else if (key === 'SMask') tracer.state.isMasked = Boolean(value)
        else if (key === 'LW') tracer.state.lineWidth = numberOf(value)
        else if (key === 'Font') setFont(value as Args)
      }
    },
  }
}

/** A form on a layer stands in such a stretch, too. */
function layerActions({ stretches }: Tracer, { isShown }: DrawingSource): Actions {
  return {
    beginMarkedContent: () => void stretches.push(true),
    beginMarkedContentProps: ([tag, layer]) => void stretches.push(tag !== 'OC' || isShown(layer)),
    endMarkedContent: () => void stretches.pop(),
  }
}

/** "#rrggbb", or three numbers up to 255. */
function isWhite(args: Args): boolean {
  const [first] = args
  const hex = typeof first === 'string' ? /^#(..)(..)(..)$/u.exec(first) : null
  const parts = hex ? hex.slice(1).map((part) => Number.parseInt(part, 16)) : args.slice(0, 3).map(Number)
  return parts.length === 3 && parts.every((part) => part >= LEAST_WHITE)
}

function textActions(tracer: Tracer): Actions {
  const moveTo = (matrix: Matrix) => {
    tracer.state.lineMatrix = matrix
    tracer.state.textMatrix = matrix
  }
  const moveBy = (x: number, y: number) => moveTo(multiply(tracer.state.lineMatrix, [1, 0, 0, 1, x, y]))
  return {
    beginText: () => moveTo(IDENTITY),
    // as six numbers, or as one list of them
    setTextMatrix: (args) => moveTo(toMatrix(args.length === 1 ? args[0] : args)),
    moveText: ([x, y]) => moveBy(numberOf(x), numberOf(y)),
    setLeadingMoveText: ([x, y]) => {
      tracer.state.leading = -numberOf(y)
      moveBy(numberOf(x), numberOf(y))
    },
    nextLine: () => moveBy(0, -tracer.state.leading),
    setLeading: ([leading]) => (tracer.state.leading = numberOf(leading)),
    setCharSpacing: ([spacing]) => (tracer.state.letterSpacing = numberOf(spacing)),
    setWordSpacing: ([spacing]) => (tracer.state.wordSpacing = numberOf(spacing)),
    setHScale: ([percent]) => (tracer.state.stretch = numberOf(percent) / 100),
    setTextRise: ([rise]) => (tracer.state.rise = numberOf(rise)),
    setTextRenderingMode: ([mode]) => (tracer.state.mode = numberOf(mode)),
    showText: ([glyphs]) => addRun(tracer, Array.isArray(glyphs) ? glyphs : []),
  }
}

interface Glyph {
  readonly unicode?: string
  readonly width?: number
  readonly isSpace?: boolean
}

function addRun(tracer: Tracer, glyphs: readonly (Glyph | number | null)[]): void {
  const { state } = tracer
  const { font, fontSize, stretch } = state
  const unit = font?.fontMatrix?.[0] ?? 0.001
  const toPage = multiply(state.matrix, state.textMatrix)
  const letters: DrawnLetter[] = []
  let advance = 0
  const place = () => [
    toPage[0] * advance + toPage[2] * state.rise + toPage[4],
    toPage[1] * advance + toPage[3] * state.rise + toPage[5],
  ]
  for (const glyph of glyphs) {
    if (typeof glyph === 'number') advance -= (glyph / 1000) * fontSize * stretch
    else if (glyph) {
      const [x = 0, y = 0] = place()
      const space = state.letterSpacing + (glyph.isSpace ? state.wordSpacing : 0)
      const width = numberOf(glyph.width) * unit * fontSize * stretch
      advance += width
      const [endX = 0, endY = 0] = place()
      letters.push({ text: glyph.unicode ?? '', x, y, endX, endY })
      advance += space * stretch
    }
  }
  // how far a line from top to bottom moves is not known here: the next place that is given counts
  if (!font?.vertical) state.textMatrix = multiply(state.textMatrix, [1, 0, 0, 1, advance, 0])
  if (letters.every(({ text }) => !text.trim())) return
  const isOnHiddenLayer = tracer.stretches.includes(false)
  tracer.runs.push({ letters, isOnHiddenLayer, ...lookOf(tracer, letters, toPage) })
}

function lookOf(
  tracer: Tracer,
  letters: readonly DrawnLetter[],
  toPage: Matrix,
): Pick<DrawnRun, 'size' | 'isInvisible' | 'isWhiteOnWhite'> {
  const { font, fontSize, stretch, mode, fillAlpha, strokeAlpha, isFillWhite, isStrokeWhite } = tracer.state
  // such letters are drawings with colours of their own, in any measure
  if (font?.isType3Font) return { size: Number.POSITIVE_INFINITY, isInvisible: false, isWhiteOnWhite: false }
  const height = Math.abs(fontSize) * Math.hypot(toPage[2], toPage[3])
  const width = Math.abs(fontSize * stretch) * Math.hypot(toPage[0], toPage[1])
  // a font that is made in other units says nothing by its size
  const size = (font?.fontMatrix?.[0] ?? 0.001) > 0.005 ? Number.POSITIVE_INFINITY : Math.min(height, width)
  const isFilled = FILLED_MODES.has(mode)
  const isBoth = FILLED_AND_OUTLINED_MODES.has(mode)
  const isInvisible =
    UNPAINTED_MODES.has(mode) ||
    (isFilled && fillAlpha < LEAST_ALPHA) ||
    (isBoth && fillAlpha < LEAST_ALPHA && strokeAlpha < LEAST_ALPHA)
  const isWhiteInk = isFillWhite && (isFilled || (isBoth && isStrokeWhite))
  const ground = () => tracer.grounds.some((box) => touches(box, letters, height))
  return { size, isInvisible, isWhiteOnWhite: !isInvisible && isWhiteInk && !ground() }
}

/** A part of the letters lies in the box: their beginning, middle or end, a little above the line they stand on. */
export function touches(box: Box, letters: readonly DrawnLetter[], size: number): boolean {
  const places = [letters[0], letters[letters.length >> 1], letters.at(-1)]
  return places.some((letter) => {
    if (!letter) return false
    const x = (letter.x + letter.endX) / 2
    const y = (letter.y + letter.endY) / 2
    const reach = size / 2
    return x >= box.left - reach && x <= box.right + reach && y >= box.bottom - reach && y <= box.top + reach
  })
}

function paintActions(tracer: Tracer, operations: DrawingOperations): Actions {
  const picture = () => {
    const box = boxOf([0, 0, 1, 1], tracer.state.matrix, 0)
    add(tracer.pictures, box)
    if (tracer.state.fillAlpha >= LEAST_ALPHA) add(tracer.grounds, box)
  }
  const stencil = () => {
    add(tracer.pictures, boxOf([0, 0, 1, 1], tracer.state.matrix, 0))
    if (!tracer.state.isFillWhite) add(tracer.grounds, boxOf([0, 0, 1, 1], tracer.state.matrix, 0))
  }
  const fills = numbersOf(operations, [
    'fill',
    'eoFill',
    'fillStroke',
    'eoFillStroke',
    'closeFillStroke',
    'closeEOFillStroke',
  ])
  const strokes = numbersOf(operations, [
    'stroke',
    'closeStroke',
    'fillStroke',
    'eoFillStroke',
    'closeFillStroke',
    'closeEOFillStroke',
  ])
  return {
    constructPath: ([operation, data, bounds]) => {
      const { state } = tracer
      const [path] = (data ?? []) as readonly unknown[]
      if (fills.has(operation as number)) cover(tracer, path)
      if (state.isClipping) narrowClip(state, path)
      const numbers = ArrayBuffer.isView(bounds) ? Array.from(bounds as Float32Array) : []
      if (numbers.length !== 4 || !numbers.every(Number.isFinite)) return
      const scale = Math.hypot(state.matrix[0], state.matrix[1])
      const isFilled = fills.has(operation as number) && !state.isFillWhite && state.fillAlpha >= LEAST_ALPHA
      const isDrawn =
        strokes.has(operation as number) && !state.isStrokeWhite && state.strokeAlpha >= LEAST_ALPHA
      const isThick = isDrawn && state.lineWidth * scale >= LEAST_GROUND_LINE
      if (!isFilled && !isDrawn) return
      const box = boxOf(numbers, state.matrix, isThick ? state.lineWidth / 2 : 0)
      if (isFilled || isThick) add(tracer.grounds, box)
      if (ArrayBuffer.isView(path) && (path as Float32Array).length > BOX_MAX_NUMBERS) add(tracer.shapes, box)
    },
    shadingFill: () => add(tracer.grounds, EVERYWHERE),
    paintImageXObject: picture,
    paintInlineImageXObject: picture,
    paintImageMaskXObject: stencil,
    paintSolidColorImageMask: stencil,
  }
}

/** How a group is laid on the page as a whole is not followed: what is painted in it hides what stands in it. */
function cover({ state, covers, runs, stretches, groupStarts }: Tracer, path: unknown): void {
  const isSolid = state.fillAlpha >= FULL_ALPHA && !state.isPatterned && !state.isBlended && !state.isMasked
  if (!isSolid || stretches.includes(false) || covers.length === MAX_COVERS) return
  const box = intersection(state.clip, rectangleOf(path, state.matrix))
  const [from, to] = [groupStarts.at(-1) ?? 0, runs.length]
  if (box && from < to) covers.push({ box, from, to })
}

function narrowClip(state: State, path: unknown): void {
  state.clip = intersection(state.clip, rectangleOf(path, state.matrix))
  state.isClipping = false
}

function numbersOf(operations: DrawingOperations, names: readonly string[]): ReadonlySet<number> {
  return new Set(names.flatMap((name) => operations[name] ?? []))
}

function add(boxes: Box[], box: Box): void {
  if (boxes.length < MAX_BOXES) boxes.push(box)
  else if (boxes.length === MAX_BOXES) boxes.push(EVERYWHERE)
}

function boxOf(bounds: readonly number[], matrix: Matrix, margin: number): Box {
  const [left = 0, bottom = 0, right = 0, top = 0] = bounds
  const xs: number[] = []
  const ys: number[] = []
  for (const x of [left - margin, right + margin])
    for (const y of [bottom - margin, top + margin]) {
      xs.push(matrix[0] * x + matrix[2] * y + matrix[4])
      ys.push(matrix[1] * x + matrix[3] * y + matrix[5])
    }
  return boxAround(xs, ys)
}

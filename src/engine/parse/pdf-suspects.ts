import { inflateSync } from 'node:zlib'

/** Far more than what describes a stream takes. */
const ENTRY_MAX_BYTES = 2000
/** More than a page that is drawn by hand and machine takes; what unpacks to more is asked for its looks. */
const UNPACKED_MAX_BYTES = 32 * 1024 * 1024
const PICTURE_FILTER = /\/(?:DCTDecode|JPXDecode|JBIG2Decode|CCITTFaxDecode)\b/u
/** Six numbers before an operation, each with a few digits. */
const OPERANDS_MAX_CHARS = 160
/** Of a stream's bytes, to tell letters and numbers from a font. */
const SAMPLE_BYTES = 1024
const BINARY_SHARE = 0.1

/** Two numbers of a box, painted at once. */
const FILLED_BOX = /(-?[\d.]{1,20})\s{1,9}(-?[\d.]{1,20})\s{1,9}re\s{1,9}[fFBb]\*?\s/gu
const SHOWN = /(?:T[jJ]|['"]|\bDo)\s/u
const WRITTEN = /T[jJ]\s|\)\s{0,9}['"]/u
/** A thinner one is a line below or through a word. */
const LEAST_BOX = 1

const LEAST_WHITE = 0.95
const MOST_INK = 0.05
const LEAST_STRETCH = 30

/** One, where nothing is said. */
const OPERANDS: Readonly<Record<string, number>> = { rg: 3, k: 4, Tm: 6 }
const OPERATION = /(?<=[\s\d.])(rg|g|k|scn?|Tr|Tz|Tm)(?![A-Za-z\d*'"])/gu
/** In a font or another stream that is no text, where anything may look like an operation. */
const PLAIN_HIDING =
  /\s[37]\s{1,9}Tr\s|\s1(?:\.0{1,6})?\s{1,9}g\s|(?:\s1(?:\.0{1,6})?){3}\s{1,9}rg\s|(?:\s0){4}\s{1,9}k\s/u
/** A comment between a number and its operation would hide both from us. */
const STRING_OR_COMMENT = /\((?:[^()\\]|\\.){0,500}\)|%[^\r\n]{0,500}/gsu
const CLEAR_INK = /\/ca\s{0,9}(?:0?\.0\d{0,9}|0(?![.\d])|\d{1,9}\s{1,9}\d{1,9}\s{1,9}R)/u
const INK_SPACES = /\/(?:Separation|DeviceN|Lab)\b/u

/** Found so far; a tint of nothing is black in one kind of colour and white in the other. */
interface Signs {
  hasNoTint: boolean
  hasInks: boolean
}

/**
 * False where no page can have letters in white, without ink, scaled to nothing or painted over: nobody need ask how its text
 * looks, which takes half as long again as reading it. True where that cannot be told from the bytes.
 */
export function mayHideText(file: Uint8Array): boolean {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const signs: Signs = { hasNoTint: false, hasInks: false }
  let after = 0
  for (let at = bytes.indexOf('stream'); at !== -1; at = bytes.indexOf('stream', after)) {
    const end = bytes.indexOf('endstream', at + 6)
    if (end === -1) return true
    const entry = entryBefore(bytes, Math.max(after, at - ENTRY_MAX_BYTES), at)
    if (entry === null || mayHide(entry, bytes.subarray(at + 6, end), signs)) return true
    // what stands between streams describes inks and colours
    if (hasSigns(bytes.toString('latin1', after, at), signs)) return true
    after = end + 9
  }
  return hasSigns(bytes.toString('latin1', after), signs) || (signs.hasInks && signs.hasNoTint)
}

function entryBefore(bytes: Buffer, from: number, at: number): string | null {
  const text = bytes.toString('latin1', from, at)
  const start = text.lastIndexOf('obj')
  return start === -1 ? null : text.slice(start + 3)
}

function hasSigns(text: string, signs: Signs): boolean {
  signs.hasInks ||= INK_SPACES.test(text)
  return CLEAR_INK.test(text)
}

function mayHide(entry: string, packed: Buffer, signs: Signs): boolean {
  // a name may be written in numbers
  if (entry.includes('#')) return true
  const isPicture = /\/Subtype\s{0,9}\/Image\b/u.test(entry)
  if (isPicture && PICTURE_FILTER.test(entry)) return false
  if (/\/Type\s{0,9}\/XRef\b/u.test(entry)) return false
  const content = unpacked(entry, packed)
  if (content === null) return !isPicture
  if (isPicture && content !== packed) return false
  const text = content.toString('latin1')
  if (hasSigns(text, signs)) return true
  if (!isBinary(content) && paintsOver(text)) return true
  return isBinary(content)
    ? PLAIN_HIDING.test(text)
    : hides(text, signs) || (text.includes('%') && hides(text.replace(STRING_OR_COMMENT, ' '), signs))
}

/** A box is filled after a text or a form was shown, or where nothing is written: its text may be in another stream. */
function paintsOver(text: string): boolean {
  const shown = text.search(SHOWN)
  const isWriting = WRITTEN.test(text)
  for (const { 1: width, 2: height, index } of text.matchAll(FILLED_BOX))
    if (Math.min(Math.abs(Number(width)), Math.abs(Number(height))) >= LEAST_BOX)
      if (!isWriting || (shown !== -1 && index > shown)) return true
  return false
}

/** Null for what is packed in another way, or to more than a page has. */
function unpacked(entry: string, packed: Buffer): Buffer | null {
  if (!/\/F(?:ilter)?\b/u.test(entry)) return packed
  const [, names = ''] = /\/Filter\s{0,9}(\[[^\]]{0,100}\]|\/\w{1,20})/u.exec(entry) ?? []
  if (/\/Predictor\s{1,9}[^1]/u.test(entry)) return null
  let content = packed.subarray(packed[0] === 13 ? 2 : 1)
  const filters = names.match(/\/\w+/gu) ?? ['/']
  for (const filter of filters) {
    const next =
      filter === '/FlateDecode'
        ? inflated(content)
        : filter === '/ASCII85Decode'
          ? fromAscii85(content)
          : null
    if (next === null) return null
    content = next
  }
  return content
}

function inflated(packed: Buffer): Buffer | null {
  try {
    return inflateSync(packed, { maxOutputLength: UNPACKED_MAX_BYTES })
  } catch {
    return null
  }
}

/** Five letters for four bytes, "z" for four zeros. */
function fromAscii85(packed: Buffer): Buffer {
  const bytes = Buffer.alloc(packed.length * 4)
  let length = 0
  let value = 0
  let count = 0
  for (const letter of packed) {
    if (letter === 0x7e) break
    if (letter === 0x7a && count === 0) length += 4
    if (letter < 0x21 || letter > 0x75) continue
    value = value * 85 + letter - 0x21
    if (++count < 5) continue
    length = bytes.writeUInt32BE(value % 2 ** 32, length)
    value = 0
    count = 0
  }
  if (count > 1) {
    for (let at = count; at < 5; at++) value = value * 85 + 84
    bytes.writeUInt32BE(value % 2 ** 32, length)
    length += count - 1
  }
  return bytes.subarray(0, length)
}

/** At its start or in its middle: some fonts begin with a page of text. */
function isBinary(content: Buffer): boolean {
  return [0, content.length >> 1].some((from) => {
    const sample = content.subarray(from, from + SAMPLE_BYTES)
    let odd = 0
    for (const byte of sample) if (byte > 126 || (byte < 32 && (byte < 9 || byte > 13))) odd++
    return odd > sample.length * BINARY_SHARE
  })
}

function hides(text: string, signs: Signs): boolean {
  for (const { 1: operation, index } of text.matchAll(OPERATION)) {
    const before = text.slice(Math.max(0, index - OPERANDS_MAX_CHARS), index)
    if (isHiding(operation ?? '', numbersBefore(before), signs)) return true
  }
  return false
}

/** The numbers at the end, in their order. */
function numbersBefore(text: string): number[] {
  const numbers: number[] = []
  for (const part of text
    .trim()
    .split(/[\s\])>]+/u)
    .reverse()) {
    const value = part === '' ? Number.NaN : Number(part)
    if (Number.isNaN(value)) break
    numbers.unshift(value)
  }
  return numbers
}

function isHiding(operation: string, numbers: readonly number[], signs: Signs): boolean {
  const last = (count: number) => numbers.slice(-count)
  const isLight = (parts: readonly number[]) => parts.every((part) => part >= LEAST_WHITE)
  const isInkless = (parts: readonly number[]) => parts.every((part) => part <= MOST_INK)
  if (numbers.length < (OPERANDS[operation] ?? 1)) return false
  switch (operation) {
    case 'g':
      return isLight(last(1))
    case 'rg':
      return isLight(last(3))
    case 'k':
      return isInkless(last(4))
    case 'Tr':
      return last(1).some((mode) => mode === 3 || mode === 7)
    case 'Tz':
      return last(1).some((percent) => Math.abs(percent) < LEAST_STRETCH)
    case 'Tm': {
      const [a = 0, b = 0, c = 0, d = 0] = last(6)
      return Math.min(Math.hypot(a, b), Math.hypot(c, d)) < 1
    }
    default:
      signs.hasNoTint ||= isInkless(numbers)
      return isLight(numbers) || (numbers.length >= 4 && isInkless(last(4)))
  }
}

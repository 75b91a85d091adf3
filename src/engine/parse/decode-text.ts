import { analyse } from 'chardet'
import { Refusal } from './refusal'

export interface DecodedText {
  /** Well-formed, lines ended by \n, no NUL and no byte order mark. */
  readonly text: string
  /** What had to be guessed or repaired, in plain sentences. */
  readonly warnings: readonly string[]
}

/** Enough for statistics over letters, and little enough to cost nothing: 64 kB. */
const SAMPLE_BYTES = 64 * 1024

/** A share of control bytes that no text has; a terminal log with many colour codes stays below 5 %. */
const MAX_CONTROL_SHARE = 0.1

/**
 * In an old one-byte encoding control bytes are rarer still, and any bytes at all are valid in it: random ones have
 * 10 %, so that the share above alone lets half of them pass.
 */
const MAX_GUESSED_CONTROL_SHARE = 0.005

/** Points by which another encoding must be likelier than Windows-1252 to be believed. */
const WESTERN_LEAD = 20

const MAGIC: readonly (readonly [string, readonly number[]])[] = [
  ['PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG image', [0xff, 0xd8, 0xff]],
  ['GIF image', [0x47, 0x49, 0x46, 0x38]],
  ['program', [0x7f, 0x45, 0x4c, 0x46]],
  ['zip archive', [0x50, 0x4b, 0x03, 0x04]],
  ['gzip archive', [0x1f, 0x8b]],
  ['7z archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['Office file', [0xd0, 0xcf, 0x11, 0xe0]],
]

/**
 * Bytes of a text-like file become text. Throws a Refusal: binary, encoding.
 * `declared` is an encoding the file itself names; it is used when the bytes are not UTF-8.
 */
export function decodeText(bytes: Buffer, declared: string | null = null): DecodedText {
  const marked = byteOrderMark(bytes)
  if (marked) return tidy(decodeAs(marked.encoding, bytes.subarray(marked.length)), [])
  assertNotBinary(bytes)
  const wide = utf16WithoutMark(bytes)
  if (wide) return tidy(decodeAs(wide, bytes), [guessed(wide)])
  const utf8 = decodeStrictly('utf-8', bytes)
  if (utf8 !== null) return tidy({ text: utf8, replacedCount: 0 }, [])
  const named = declared && canDecode(declared) ? decodeStrictly(declared, bytes) : null
  if (named !== null) return tidy({ text: named, replacedCount: 0 }, [])
  return decodeGuessed(bytes)
}

interface Decoded {
  readonly text: string
  readonly replacedCount: number
}

function decodeGuessed(bytes: Buffer): DecodedText {
  const broken = decodeAs('utf-8', bytes)
  // nearly all of it is UTF-8: a damaged file, not another encoding
  if (broken.replacedCount * 500 < bytes.length && hasMultibyteText(broken.text)) return tidy(broken, [])
  if (controlShare(bytes) > MAX_GUESSED_CONTROL_SHARE) throw binary()
  const encoding = guessEncoding(bytes)
  if (!encoding) return tidy(broken, [])
  const decoded = decodeAs(encoding, bytes)
  if (decoded.text.length > 0 && decoded.replacedCount > decoded.text.length / 10)
    throw new Refusal('encoding', 'The text encoding of this file could not be recognised. Save it as UTF-8.')
  return tidy(decoded, [guessed(encoding)])
}

/** Whether valid multi-byte characters were found beside the broken ones. */
function hasMultibyteText(text: string): boolean {
  return /[^\u0000-\u007f\ufffd]/u.test(text)
}

function guessEncoding(bytes: Buffer): string | null {
  const start = bytes.findIndex((byte) => byte >= 0x80)
  const from = Math.max(0, start - 1024)
  const candidates = analyse(bytes.subarray(from, from + SAMPLE_BYTES))
  const possible = candidates.filter(({ name }) => name !== 'UTF-8' && name !== 'ASCII' && canDecode(name))
  const [best] = possible
  if (!best) return null
  const western = possible.find(({ name }) => name === 'windows-1252' || name === 'ISO-8859-1')
  // short Western texts look Central European by a few points (57 against 42 for "Größe, café"); and what is called
  // ISO-8859-1 nearly always was written as Windows-1252, its superset
  if (western && western.confidence >= best.confidence - WESTERN_LEAD) return 'windows-1252'
  return best.name.toLowerCase()
}

function canDecode(encoding: string): boolean {
  try {
    new TextDecoder(encoding)
    return true
  } catch {
    return false
  }
}

function decodeStrictly(encoding: string, bytes: Buffer): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function decodeAs(encoding: string, bytes: Buffer): Decoded {
  const text = encoding.startsWith('utf-32') ? decodeUtf32(encoding, bytes) : looselyDecoded(encoding, bytes)
  return { text, replacedCount: countOf(text, '\ufffd') }
}

function looselyDecoded(encoding: string, bytes: Buffer): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
}

/** TextDecoder does not know UTF-32, and a few exports still write it. */
function decodeUtf32(encoding: string, bytes: Buffer): string {
  const parts: string[] = []
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = encoding === 'utf-32le' ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
    const isScalar = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
    parts.push(isScalar ? String.fromCodePoint(point) : '\ufffd')
  }
  return parts.join('')
}

function byteOrderMark(bytes: Buffer): { readonly encoding: string; readonly length: number } | null {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', length: 3 }
  if (a === 0xff && b === 0xfe && c === 0 && d === 0 && bytes.length % 4 === 0)
    return { encoding: 'utf-32le', length: 4 }
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { encoding: 'utf-32be', length: 4 }
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', length: 2 }
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', length: 2 }
  return null
}

/** Latin text in UTF-16 has a zero in every second byte, nearly always on the same side. */
function utf16WithoutMark(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  if (sample.length < 4 || bytes.length % 2 !== 0) return null
  let evenZeros = 0
  let oddZeros = 0
  // from one zero to the next: most texts have none, and a look at each byte was a twelfth of all reading
  for (let at = sample.indexOf(0); at >= 0; at = sample.indexOf(0, at + 1)) {
    if (at % 2 === 0) evenZeros++
    else oddZeros++
  }
  const pairs = sample.length / 2
  if (oddZeros > pairs * 0.4 && evenZeros < pairs * 0.05) return 'utf-16le'
  if (evenZeros > pairs * 0.4 && oddZeros < pairs * 0.05) return 'utf-16be'
  return null
}

function assertNotBinary(bytes: Buffer): void {
  const magic = MAGIC.find(([, signature]) => signature.every((byte, at) => bytes[at] === byte))
  if (magic)
    throw new Refusal(
      'binary',
      `This is not text: by its content it is a ${magic[0]}, whatever its name says.`,
    )
  if (utf16WithoutMark(bytes)) return
  if (controlShare(bytes) > MAX_CONTROL_SHARE) throw binary()
}

function controlShare(bytes: Buffer): number {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  let controls = 0
  for (const byte of sample) {
    const isControl =
      byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1b
    if (isControl) controls++
  }
  return sample.length === 0 ? 0 : controls / sample.length
}

function binary(): Refusal {
  return new Refusal('binary', 'This is not text: most of its content is binary data.')
}

function tidy({ text, replacedCount }: Decoded, warnings: readonly string[]): DecodedText {
  const notes = [...warnings]
  if (replacedCount > 0)
    notes.push(
      replacedCount === 1
        ? '1 character could not be decoded and was replaced.'
        : `${replacedCount} characters could not be decoded and were replaced.`,
    )
  const nulCount = countOf(text, '\0')
  if (nulCount > 0)
    notes.push(`${nulCount} NUL ${nulCount === 1 ? 'character was' : 'characters were'} removed.`)
  return { text: tidyText(text), warnings: notes }
}

/** What every stored text is: well-formed, no NUL, lines ended by \n. Offsets are counted in this text. */
export function tidyText(text: string): string {
  let tidied = text.toWellFormed()
  if (tidied.includes('\0')) tidied = tidied.replaceAll('\0', '')
  if (tidied.includes('\r')) tidied = tidied.replace(/\r\n?/g, '\n')
  return tidied.startsWith('\ufeff') ? tidied.slice(1) : tidied
}

function guessed(encoding: string): string {
  return `The text encoding was guessed as ${encoding.toUpperCase()}.`
}

function countOf(text: string, character: string): number {
  let count = 0
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++
  return count
}

import { inflateRawSync } from 'node:zlib'
import { Refusal } from './refusal'

/** A Word file of 1,000 pages unpacks to some 20 MB of XML. */
const MAX_XML_BYTES = 64 * 1024 * 1024
const MAX_ENTRIES = 10_000

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
const OLE_SIGNATURE = 'd0cf11e0a1b11ae1'

interface Entry {
  readonly name: string
  readonly isEncrypted: boolean
  readonly method: number
  readonly packedBytes: number
  readonly unpackedBytes: number
  readonly localHeader: number
}

/**
 * Judges a Word file before any library unpacks it: really a zip, not encrypted, of bearable size when unpacked (its
 * own figures are not believed: the XML is inflated with a cap), and without a document type in its XML.
 * Throws a Refusal: old_format, encrypted, damaged, too_complex.
 */
export function assertSafeDocx(bytes: Buffer): void {
  if (bytes.subarray(0, 8).toString('hex') === OLE_SIGNATURE) throw oleRefusal(bytes)
  const entries = readDirectory(bytes)
  if (entries.some((entry) => entry.isEncrypted)) throw encrypted()
  if (!entries.some((entry) => entry.name === 'word/document.xml'))
    throw new Refusal('damaged', 'This is not a Word document, or a damaged one: its text is missing.')
  const xml = entries.filter((entry) => /\.(?:xml|rels)$/iu.test(entry.name))
  const promised = xml.reduce((sum, entry) => sum + entry.unpackedBytes, 0)
  if (promised > MAX_XML_BYTES) throw tooLarge()
  let total = 0
  for (const entry of xml) {
    const content = inflate(bytes, entry, MAX_XML_BYTES - total)
    total += content.length
    // no Word file has one; it is the way to entity bombs and to files outside
    if (content.includes('<!DOCTYPE') || content.includes('<!ENTITY'))
      throw new Refusal(
        'damaged',
        'The document contains a document type declaration, which Word never writes.',
      )
  }
}

function oleRefusal(bytes: Buffer): Refusal {
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return encrypted()
  return new Refusal(
    'old_format',
    'This is the old Word format. Save it as .docx in Word or LibreOffice, then import it again.',
  )
}

function encrypted(): Refusal {
  return new Refusal(
    'encrypted',
    'The document is protected by a password. Remove the password, then import it again.',
  )
}

function tooLarge(): Refusal {
  return new Refusal(
    'too_complex',
    'The document unpacks to more than 64 MB of text and layout, too much to read.',
  )
}

function damaged(): Refusal {
  return new Refusal('damaged', 'The document is damaged: it cannot be unpacked.')
}

function readDirectory(bytes: Buffer): Entry[] {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END_OF_DIRECTORY) throw damaged()
  const count = bytes.readUInt16LE(end + 10)
  if (count > MAX_ENTRIES) throw tooLarge()
  const entries: Entry[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged()
    const nameLength = bytes.readUInt16LE(at + 28)
    entries.push({
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packedBytes: bytes.readUInt32LE(at + 20),
      unpackedBytes: bytes.readUInt32LE(at + 24),
      localHeader: bytes.readUInt32LE(at + 42),
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function inflate(bytes: Buffer, entry: Entry, maxBytes: number): Buffer {
  const { localHeader: at, packedBytes, method } = entry
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL_HEADER) throw damaged()
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  if (start + packedBytes > bytes.length) throw damaged()
  const packed = bytes.subarray(start, start + packedBytes)
  if (method === 0) return packed
  if (method !== 8) throw damaged()
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, maxBytes) })
  } catch (thrown) {
    throw (thrown as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : damaged()
  }
}

import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  readonly name: string | Buffer
  readonly content: Buffer | string
  /** What the directory claims instead of the true size. */
  readonly claimedBytes?: number
  /** What the directory claims instead of the true checksum. */
  readonly claimedCrc?: number
  readonly isEncrypted?: boolean
  readonly isLink?: boolean
  /** Named so in its own header, unlike in the directory. */
  readonly localName?: string
  /** Listed with the bytes of this earlier entry instead of its own. */
  readonly sharesWith?: number
  /** Sizes and place stand in a field of 64 bits; this is what it says of the unpacked size. */
  readonly zip64Bytes?: bigint
}

/** Of a hundred thousand empty members each would be packed anew. */
const PACKED_NOTHING = deflateRawSync(Buffer.alloc(0))

/** A zip file byte by byte, so that it can also be built wrong. */
export function buildZip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  const offsets: number[] = []
  let offset = 0
  for (const entry of entries) {
    const bytes = Buffer.from(entry.content)
    const packed = bytes.length === 0 ? PACKED_NOTHING : deflateRawSync(bytes)
    const name = Buffer.from(entry.name)
    const localName = Buffer.from(entry.localName ?? entry.name)
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04', 'latin1'),
      commonFields(entry, bytes, packed, localName.length, 0),
      localName,
      packed,
    ])
    const isShared = entry.sharesWith !== undefined
    const at = isShared ? (offsets[entry.sharesWith ?? 0] ?? 0) : offset
    const extra = entry.zip64Bytes === undefined ? Buffer.alloc(0) : zip64Field(entry.zip64Bytes)
    const tail = Buffer.alloc(14)
    if (entry.isLink) tail.writeUInt32LE((0o120777 << 16) >>> 0, 6)
    tail.writeUInt32LE(at, 10)
    directory.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02\x14\x03', 'latin1'),
        commonFields(entry, bytes, packed, name.length, extra.length),
        tail,
        name,
        extra,
      ]),
    )
    offsets.push(at)
    if (isShared) continue
    locals.push(local)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Math.min(0xffff, entries.length), 8)
  end.writeUInt16LE(Math.min(0xffff, entries.length), 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, listed, end])
}

/** What a local header and an entry of the directory have in common: 26 bytes. */
function commonFields(
  { claimedBytes, claimedCrc, isEncrypted, zip64Bytes }: ZipEntry,
  bytes: Buffer,
  packed: Buffer,
  nameLength: number,
  extraLength: number,
): Buffer {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(isEncrypted ? 1 : 0, 2)
  fields.writeUInt16LE(8, 4)
  fields.writeUInt32LE(claimedCrc ?? crc32(bytes), 10)
  fields.writeUInt32LE(packed.length, 14)
  fields.writeUInt32LE(zip64Bytes === undefined ? (claimedBytes ?? bytes.length) : 0xffffffff, 18)
  fields.writeUInt16LE(nameLength, 22)
  fields.writeUInt16LE(extraLength, 24)
  return fields
}

function zip64Field(unpackedBytes: bigint): Buffer {
  const field = Buffer.alloc(12)
  field.writeUInt16LE(1, 0)
  field.writeUInt16LE(8, 2)
  field.writeBigUInt64LE(unpackedBytes, 4)
  return field
}

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

const DOCX_PARTS: readonly ZipEntry[] = [
  {
    name: '[Content_Types].xml',
    content:
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  },
  {
    name: '_rels/.rels',
    content:
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  },
]

/** A Word file whose body is this XML; `more` adds or spoils parts. */
export function buildDocx(body: string, more: readonly ZipEntry[] = [], prolog = ''): Buffer {
  const xml = `<?xml version="1.0"?>${prolog}<w:document ${WORD}><w:body>${body}</w:body></w:document>`
  return buildZip([...DOCX_PARTS, { name: 'word/document.xml', content: xml }, ...more])
}

export function docxParagraph(text: string, style?: string): string {
  const properties = style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''
  return `<w:p>${properties}<w:r><w:t>${text}</w:t></w:r></w:p>`
}

export interface PdfOptions {
  readonly title?: string
  /** A password is asked for, and none fits. */
  readonly isEncrypted?: boolean
}

/** A PDF with these lines on its pages; a page without lines is one without a text layer. */
export function buildPdf(
  pages: readonly (readonly string[])[],
  { title, isEncrypted }: PdfOptions = {},
): Buffer {
  const objects: string[] = []
  const add = (content: string) => objects.push(content)
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ')
  add('<< /Type /Catalog /Pages 2 0 R >>')
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>')
  for (const [index, lines] of pages.entries()) {
    const shown = lines.map((line, at) => `1 0 0 1 50 ${780 - at * 14} Tm (${line}) Tj`).join('\n')
    const stream = lines.length === 0 ? '0 0 100 100 re f' : `BT /F1 11 Tf\n${shown}\nET`
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + index * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    )
    add(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`)
  }
  let trailer = `/Size ${objects.length + 1} /Root 1 0 R`
  if (title) {
    add(`<< /Title (${title}) >>`)
    trailer += ` /Info ${objects.length} 0 R`
  }
  if (isEncrypted) {
    add(`<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >>`)
    trailer += ` /Encrypt ${objects.length} 0 R /ID [<${'43'.repeat(16)}> <${'43'.repeat(16)}>]`
  }
  let file = '%PDF-1.4\n'
  const offsets = objects.map((content, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${content}\nendobj\n`
    return offset
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< ${trailer} >>\nstartxref\n${start}\n%%EOF`
  return Buffer.from(file, 'latin1')
}

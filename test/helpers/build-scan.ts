import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'

/** Points of A4. */
const WIDTH = 595
const HEIGHT = 842

/** A page of a scanned PDF: a picture as wide as the page, text, or nothing. */
export type ScanPage =
  | {
      readonly kind: 'picture'
      readonly bytes: Buffer
      readonly filter: string
      readonly width: number
      readonly height: number
      /** `/DeviceGray` and 8 when left out. */
      readonly entries?: string
      /** Degrees, as the page's own entry says. */
      readonly rotate?: number
      /** Instead of the whole page: what stands before `/Im Do`. */
      readonly placed?: string
    }
  | { readonly kind: 'text'; readonly line: string }
  | { readonly kind: 'empty' }

export type PicturePage = Extract<ScanPage, { kind: 'picture' }>

const FIXTURES = join(import.meta.dirname, '../fixtures/scans')
/** All were drawn at 150 dots an inch; they fill the upper third of a page. */
const SIZE = { width: 1240, height: 460 }
const UPPER_THIRD = `${WIDTH} 0 0 ${(WIDTH * SIZE.height) / SIZE.width} 0 ${HEIGHT - (WIDTH * SIZE.height) / SIZE.width} cm`

/** How each kind of picture is named in a PDF. */
const KINDS = {
  jpg: { filter: '/DCTDecode', entries: '/ColorSpace /DeviceRGB /BitsPerComponent 8' },
  jb2: { filter: '/JBIG2Decode', entries: '/ColorSpace /DeviceGray /BitsPerComponent 1' },
  g4: {
    filter: '/CCITTFaxDecode',
    entries: `/ColorSpace /DeviceGray /BitsPerComponent 1 /DecodeParms << /K -1 /Columns ${SIZE.width} /Rows ${SIZE.height} >>`,
  },
  // says its colours and bits by itself
  jp2: { filter: '/JPXDecode', entries: '/ColorSpace /DeviceGray' },
} as const

/** A page with a picture of text in it: "english.jpg", "german.jpg" or "french.jpg", and the first of other kinds: JBIG2, fax, JPEG 2000. */
export function fixturePage(name: `${string}.${keyof typeof KINDS}`): PicturePage {
  const kind = KINDS[name.split('.')[1] as keyof typeof KINDS]
  const bytes = readFileSync(join(FIXTURES, name))
  return { kind: 'picture', bytes, ...SIZE, ...kind, placed: UPPER_THIRD }
}

/** Grey pixels, one byte each, over the whole page. */
export function greyPage(grey: Uint8Array, width: number, height: number): PicturePage {
  return { kind: 'picture', bytes: deflateSync(grey), filter: '/FlateDecode', width, height }
}

/** A PDF whose pages are pictures, as scanners make them. */
export function buildScannedPdf(pages: readonly ScanPage[], language?: string): Buffer {
  const objects: Buffer[] = []
  const add = (content: string, stream?: Buffer) => {
    const parts = stream
      ? [Buffer.from(`${content}\nstream\n`, 'latin1'), stream, Buffer.from('\nendstream')]
      : [Buffer.from(content, 'latin1')]
    objects.push(Buffer.concat(parts))
    return objects.length
  }
  const kids = pages.map((_, index) => `${4 + index * 3} 0 R`).join(' ')
  add(`<< /Type /Catalog /Pages 2 0 R${language ? ` /Lang (${language})` : ''} >>`)
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>')
  for (const page of pages) {
    const own = objects.length + 1
    const rotate = page.kind === 'picture' && page.rotate ? ` /Rotate ${page.rotate}` : ''
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}]${rotate} /Contents ${own + 1} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /Im ${own + 2} 0 R >> >> >>`,
    )
    const content = Buffer.from(contentOf(page))
    add(`<< /Length ${content.length} >>`, content)
    if (page.kind !== 'picture') add('null')
    else {
      const { bytes, width, height, filter } = page
      const entries = page.entries ?? '/ColorSpace /DeviceGray /BitsPerComponent 8'
      add(
        `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} ${entries} /Filter ${filter} /Length ${bytes.length} >>`,
        bytes,
      )
    }
  }
  return assemble(objects)
}

function contentOf(page: ScanPage): string {
  if (page.kind === 'empty') return 'q Q'
  if (page.kind === 'text') return `BT /F1 11 Tf 1 0 0 1 50 780 Tm (${page.line}) Tj ET`
  return `q ${page.placed ?? `${WIDTH} 0 0 ${HEIGHT} 0 0 cm`} /Im Do Q`
}

function assemble(objects: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.5\n')]
  let length = parts[0]?.length ?? 0
  const offsets = objects.map((content, index) => {
    const offset = length
    const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), content, Buffer.from('\nendobj\n')])
    parts.push(whole)
    length += whole.length
    return offset
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF`,
    ),
  )
  return Buffer.concat(parts)
}

import { readFileSync } from 'node:fs'
import { APP_NAME } from './app-name'
import type { PdfPiece, PdfRun } from './pdf-pieces'

/** Points. */
export const MARGIN = 56
export const SIZES = { title: 18, heading: 11, text: 10.5, small: 8.5 } as const
export const COLORS = { text: '#1d231b', muted: '#5d665a', accent: '#2f6b3c', quiet: '#3c443a' } as const
const LINE_GAP = 2.5
/** Stands for a letter that no font has; Noto Sans has it. */
export const MISSING = '\ufffd'

interface LineStyle {
  readonly size: number
  readonly isBold?: boolean
  readonly color?: string
  readonly link?: string | null
  readonly gapBefore?: number
  readonly gapAfter?: number
}

/** Pages that grow from top to bottom. */
export interface Pdf {
  line(text: string, style: LineStyle): void
  piece(piece: PdfPiece): void
  /** A new page where so many points are not left: a heading never stands alone at the end of one. */
  keepTogether(points: number): void
  outline(title: string, isTop: boolean): void
  numberPages(): void
  end(): Promise<Buffer>
  /** Letters that no font had. */
  readonly missing: ReadonlySet<string>
}

interface PdfStart {
  readonly regular: string
  readonly bold: string
  readonly title: string
  readonly at: number
  readonly appVersion: string
}

export async function startPdf({ regular, bold, title, at, appVersion }: PdfStart): Promise<Pdf> {
  // loaded when the first PDF is wanted: a fifth of a second that no start should wait for
  const [{ default: PDFDocument }, { create }] = await Promise.all([import('pdfkit'), import('fontkit')])
  const font = create(readFileSync(regular))
  const missing = new Set<string>()
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    bufferPages: true,
    font: regular,
    lang: 'en',
    info: { Title: title, Creator: `${APP_NAME} ${appVersion}`, CreationDate: new Date(at) },
  })
  const parts: Buffer[] = []
  const ended = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
  })
  doc.registerFont('regular', regular)
  doc.registerFont('bold', bold)
  const width = doc.page.width - 2 * MARGIN
  let section: PDFKit.PDFOutline | null = null

  /** What the fonts can show; everything else is told of at the end. */
  function shown(text: string): string {
    let clean = ''
    for (const character of text.replace(/\t/g, '    ').toWellFormed()) {
      const code = character.codePointAt(0) ?? 0
      if (character === '\n' || ('hasGlyphForCodePoint' in font && font.hasGlyphForCodePoint(code)))
        clean += character
      else if (!/\p{C}|\p{M}/u.test(character)) {
        missing.add(character)
        clean += MISSING
      }
    }
    return clean
  }

  function line(text: string, { size, isBold, color, link, gapBefore = 0, gapAfter = 1 }: LineStyle): void {
    doc.y += gapBefore
    doc
      .font(isBold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(link ? COLORS.accent : (color ?? COLORS.text))
      .text(shown(text), MARGIN, doc.y, { width, lineGap: LINE_GAP, link: link ?? null })
    doc.y += gapAfter
  }

  function runs(all: readonly PdfRun[], indent: number, size: number, color: string): void {
    const left = MARGIN + indent
    const options = { width: width - indent, lineGap: LINE_GAP }
    doc.fontSize(size).text('', left, doc.y, options)
    const full = all.filter(({ text }) => text !== '')
    for (const [index, { text, isBold, link }] of full.entries())
      doc
        .font(isBold ? 'bold' : 'regular')
        .fillColor(link ? COLORS.accent : color)
        .text(shown(text), {
          ...options,
          continued: index < full.length - 1,
          link: link ?? null,
          underline: Boolean(link),
        })
  }

  return {
    missing,
    line,
    piece({ kind, runs: all, indent, sign, isQuiet }) {
      const isEmpty = all.every(({ text }) => text.trim() === '')
      if (isEmpty) {
        doc.y += 4
        return
      }
      const size = kind === 'heading' ? SIZES.heading : isQuiet || kind === 'code' ? SIZES.small : SIZES.text
      if (kind === 'heading') doc.y += 4
      if (sign) {
        if (doc.y + 2 * size > doc.page.height - MARGIN) doc.addPage()
        const top = doc.y
        doc.font('regular').fontSize(size).fillColor(COLORS.muted)
        doc.text(sign, MARGIN + indent - 14, top, { lineBreak: false })
        doc.y = top
      }
      runs(all, indent, size, isQuiet ? COLORS.quiet : COLORS.text)
      doc.y += kind === 'code' || isQuiet ? 0 : 4
    },
    keepTogether(points) {
      if (doc.y + points > doc.page.height - MARGIN) doc.addPage()
    },
    outline(entry, isTop) {
      if (isTop || !section) section = doc.outline.addItem(entry)
      else section.addItem(entry)
    },
    numberPages() {
      const { start, count } = doc.bufferedPageRange()
      for (let page = start; page < start + count; page++) {
        doc.switchToPage(page)
        // below the margin, where text would open a new page
        doc.page.margins.bottom = 0
        doc
          .font('regular')
          .fontSize(SIZES.small)
          .fillColor(COLORS.muted)
          .text(`${page - start + 1} / ${count}`, MARGIN, doc.page.height - MARGIN / 2 - 8, {
            width,
            align: 'right',
            lineBreak: false,
          })
      }
    },
    end() {
      doc.end()
      return ended
    },
  }
}

import { join } from 'node:path'
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { linkAddress } from '@shared/markdown-html'
import type { ExportedConversation, ExportedMessage, ExportedSource } from './collect-conversation'
import { factsOf, headingOf, isoTime, placeOf } from './describe-message'
import { parseAnswer } from './parse-answer'
import { COLORS, MARGIN, MISSING, type Pdf, SIZES, startPdf } from './pdf-page'
import { layOutAnswer, type PdfPiece } from './pdf-pieces'

export interface PdfOptions {
  /** Where NotoSans-Regular.ttf and NotoSans-Bold.ttf lie. */
  readonly fontsDir: string
  readonly signal: AbortSignal
}

/** Longer runs are laid out in parts: one of 100,000 letters would hold everybody else for a second. */
const MAX_RUN_CHARS = 2_000

/**
 * The conversation as a PDF that can be searched, with an outline, links and page numbers.
 *  1. Title and time.
 *  2. Message after message, letting others have a turn after each piece.
 *  3. Numbers on all pages, once it is known how many there are.
 * Letters that the fonts do not have are shown as a box, and a line at the end says so.
 */
export async function writePdf(
  exported: ExportedConversation,
  { fontsDir, signal }: PdfOptions,
): Promise<Buffer> {
  const { conversation, messages, exportedAt, appVersion } = exported
  const pdf = await startPdf({
    regular: join(fontsDir, 'NotoSans-Regular.ttf'),
    bold: join(fontsDir, 'NotoSans-Bold.ttf'),
    title: conversation.title,
    at: exportedAt,
    appVersion,
  })
  pdf.line(conversation.title, { size: SIZES.title, isBold: true, gapAfter: 2 })
  pdf.line(`Exported ${isoTime(exportedAt)}`, { size: SIZES.small, color: COLORS.muted, gapAfter: 10 })
  for (const one of messages)
    for (const write of messageSteps(one)) {
      write(pdf)
      await yieldToOthers()
      signal.throwIfAborted()
    }
  if (pdf.missing.size > 0)
    pdf.line(missingLetters(pdf.missing), { size: SIZES.small, color: COLORS.muted, gapBefore: 14 })
  pdf.numberPages()
  return pdf.end()
}

type Step = (pdf: Pdf) => void

function* messageSteps({ message, sources }: ExportedMessage): Generator<Step> {
  yield (pdf) => {
    const heading = headingOf(message)
    pdf.keepTogether(70)
    pdf.outline(message.role === 'user' ? firstWords(message.text) : heading, message.role === 'user')
    pdf.line(heading, { size: SIZES.heading, isBold: true, color: COLORS.accent, gapBefore: 12 })
    pdf.line(factsOf(message).join(' · '), { size: SIZES.small, color: COLORS.muted, gapAfter: 4 })
  }
  const pieces: Iterable<PdfPiece> =
    message.role === 'user'
      ? message.text
          .trim()
          .split('\n')
          .map((text) => ({ kind: 'paragraph', runs: [{ text }], indent: 0 }))
      : layOutAnswer(parseAnswer(message.text))
  for (const piece of pieces) for (const part of inParts(piece)) yield (pdf) => pdf.piece(part)
  const { notice } = message
  if (notice) yield (pdf) => pdf.line(notice.message, { size: SIZES.small, color: COLORS.muted })
  if (sources.length > 0)
    yield (pdf) => {
      pdf.keepTogether(50)
      pdf.line('Sources', { size: SIZES.small, isBold: true, gapBefore: 6, gapAfter: 2 })
    }
  for (const source of sources) yield* sourceSteps(source)
}

function* sourceSteps({ number, passage, url }: ExportedSource): Generator<Step> {
  const link = url === null ? null : linkAddress(url)
  yield (pdf) => {
    pdf.keepTogether(40)
    pdf.line(`[${number}] ${placeOf(passage)}`, { size: SIZES.small, link, gapBefore: 3 })
  }
  for (const text of passage.text.trim().split('\n'))
    for (const part of inParts({ kind: 'paragraph', runs: [{ text }], indent: 12 }))
      yield (pdf) => pdf.piece({ ...part, isQuiet: true })
}

function* inParts(piece: PdfPiece): Generator<PdfPiece> {
  const [only] = piece.runs
  if (piece.runs.length !== 1 || !only || only.text.length <= MAX_RUN_CHARS) return yield piece
  for (let from = 0; from < only.text.length; ) {
    const cut = only.text.lastIndexOf(' ', from + MAX_RUN_CHARS)
    const to = cut > from ? cut + 1 : from + MAX_RUN_CHARS
    yield { ...piece, runs: [{ ...only, text: only.text.slice(from, to) }] }
    from = to
  }
}

function firstWords(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > MARGIN * 2 ? `${line.slice(0, MARGIN * 2)}…` : line
}

function missingLetters(missing: ReadonlySet<string>): string {
  const codes = [...missing]
    .slice(0, 20)
    .map((letter) => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
  const more = missing.size > codes.length ? ` and ${missing.size - codes.length} more` : ''
  return `Characters that the fonts of this file do not have are shown as ${MISSING}: ${codes.join(', ')}${more}. The HTML and Markdown exports have them.`
}

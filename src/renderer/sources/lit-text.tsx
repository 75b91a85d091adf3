import type { DocumentFormat } from '@shared/models'
import { readableText } from '../ui/readable-text'
import type { LitPieces } from './document-paragraphs'

interface LitTextProps {
  readonly pieces: LitPieces
  readonly format: DocumentFormat
}

/** A stretch of a document with the cited words marked. White space at the edges of the mark stays outside of it. */
export function LitText({ pieces: { before, lit, after }, format }: LitTextProps) {
  const words = lit.trim()
  if (words === '') return <>{readableText(before + lit + after, format)}</>
  const lead = lit.slice(0, lit.indexOf(words))
  const rest = lit.slice(lead.length + words.length)
  return (
    <>
      {readableText(before + lead, format)}
      <mark>{readableText(words, format)}</mark>
      {readableText(rest + after, format)}
    </>
  )
}

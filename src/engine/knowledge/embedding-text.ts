import { createHash } from 'node:crypto'

/**
 * The model reads 256 word pieces and a chunk holds about 200, so title and heading share what is left: about 45
 * pieces at 4 characters each. Beyond it the end of the chunk would be cut off.
 */
const MAX_TITLE_CHARACTERS = 80
const MAX_HEADING_CHARACTERS = 100
const HEADING_SEPARATOR = ' › '

export interface EmbeddableChunk {
  readonly title: string
  readonly heading: string
  readonly text: string
}

/** What the model reads of a chunk: the title and the nearest headings say what the text is about. */
export function embeddingText({ title, heading, text }: EmbeddableChunk): string {
  const shortTitle = title.slice(0, MAX_TITLE_CHARACTERS)
  const parts = [shortTitle, nearestHeadings(heading, title), text]
  return parts.filter((part) => part.trim() !== '').join('\n')
}

export function embeddingHash(chunk: EmbeddableChunk): string {
  return sha256(embeddingText(chunk))
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** As many of the innermost headings as fit; the first is often the title again. */
function nearestHeadings(heading: string, title: string): string {
  const all = heading.split(HEADING_SEPARATOR)
  const headings = all[0]?.trim() === title.trim() ? all.slice(1) : all
  let kept = ''
  for (const part of headings.toReversed()) {
    const longer = kept === '' ? part : part + HEADING_SEPARATOR + kept
    if (longer.length > MAX_HEADING_CHARACTERS)
      return kept === '' ? part.slice(0, MAX_HEADING_CHARACTERS) : kept
    kept = longer
  }
  return kept
}

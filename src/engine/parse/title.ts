/** Titles are read by people in a narrow list, and by the embedding model before each passage. */
const TITLE_MAX_CHARS = 160

/** One line, no control characters or marks that turn letters round, of bearable length; null when nothing is left. */
export function cleanTitle(title: unknown): string | null {
  if (typeof title !== 'string') return null
  const line = title
    .toWellFormed()
    .slice(0, 4 * TITLE_MAX_CHARS)
    .replace(/[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  if (!line) return null
  return line.length <= TITLE_MAX_CHARS ? line : `${cutAtWord(line, TITLE_MAX_CHARS - 1)}…`
}

/** "how-to_water-a.fern.md" → "How to water a.fern": what a file is called when it does not say so itself. */
export function titleFromPath(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  const dot = name.lastIndexOf('.')
  const stem = dot > 0 ? name.slice(0, dot) : name
  const words = stem.replace(/[-_]+/gu, ' ').trim()
  const readable = cleanTitle(words) ?? cleanTitle(stem) ?? 'Untitled'
  const [first = ''] = readable
  return first.toUpperCase() + readable.slice(first.length)
}

function cutAtWord(line: string, maxChars: number): string {
  const cut = line.slice(0, maxChars)
  const space = cut.lastIndexOf(' ')
  return (space > maxChars / 2 ? cut.slice(0, space) : cut).toWellFormed().replaceAll('\ufffd', '')
}

/** One line of the list, at the width it usually has. */
const TITLE_CHARS = 60
export const TITLE_MAX_CHARS = 200

/** The question's beginning on one line, cut between two words; never empty. */
export function titleOf(question: string): string {
  const line = question.replace(/\s+/gu, ' ').trim()
  if (line === '') return 'New conversation'
  if (line.length <= TITLE_CHARS) return line
  const head = line.slice(0, TITLE_CHARS + 1)
  const lastSpace = head.lastIndexOf(' ')
  // a first word longer than half the line is cut inside: better than a title of nothing
  const cut = lastSpace > TITLE_CHARS / 2 ? head.slice(0, lastSpace) : head.slice(0, TITLE_CHARS)
  // half a surrogate pair at the cut would be no text
  return `${cut.replace(/[\ud800-\udbff]$/, '').replace(/[\s,;:.–—-]+$/u, '')}…`
}

const CITATIONS = /[ \t]?(?:\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\])+(?!\()/g
const CODE = /(```[\s\S]*?(?:```|$)|`[^`\n]*`)/

/**
 * A draft as it is sent: without its citation marks, with its Markdown. Marks in code are no citations. The draft was
 * already freed of links that no passage holds when it was saved; what the agent wrote is the agent's.
 */
export function textToSend(draft: string): string {
  return draft
    .split(CODE)
    .map((part, at) =>
      at % 2 === 1 ? part : part.replace(CITATIONS, '').replace(/(?<![ \t])[ \t]+([.,;:!?])(?=\s|$)/g, '$1'),
    )
    .join('')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()
}

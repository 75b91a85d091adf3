import type { DocumentFormat } from '@shared/models'

/**
 * Stored text is kept as it was read, so that offsets hold. What is shown leaves out the signs of Markdown, which
 * help nobody who only reads. Works on any stretch of a text; no markup comes out of it, only text.
 */
export function readableText(text: string, format: DocumentFormat): string {
  if (format === 'html' || format === 'docx') return text.split('\n').map(readableExtract).join('\n')
  if (format !== 'markdown') return text
  return text
    .split('\n')
    .filter((line) => !/^\s*\|?\s*:?-{2,}[-|:\s]*$/.test(line))
    .map((line) => readableLine(line))
    .join('\n')
}

/** Lists and tables of web pages and Word files were written down as "- item" and "cell | cell". */
function readableExtract(line: string): string {
  return line.replace(/^(\s*)- /, '$1• ').replaceAll(' | ', '  ·  ')
}

function readableLine(line: string): string {
  const withoutTable = /^\s*\|.*\|\s*$/.test(line)
    ? line
        .trim()
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim())
        .join('  ·  ')
    : line
  return withoutTable
    .replace(/^\s{0,3}#{1,6}\s+/, '')
    .replace(/^(\s*)[-*+]\s+/, '$1• ')
    .replace(/^\s*>\s?/, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|`)/g, '')
    .replace(/(^|[\s(])[*_](\S[^*_]*\S|\S)[*_](?=[\s).,;:!?]|$)/g, '$1$2')
}

/** One line of a passage, for a card or a preview. Extracted tables look like Markdown's, whatever the file was. */
export function snippetOf(text: string): string {
  return readableText(text, 'markdown').replace(/\s+/g, ' ').trim()
}

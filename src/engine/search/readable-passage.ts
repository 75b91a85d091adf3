import type { DocumentFormat } from '@shared/models'

/** A stretch of a passage as it is shown, and whether it answers the query. */
export interface ReadablePiece {
  readonly text: string
  readonly isMatch: boolean
}

const MARKS = /[\u0002\u0003]/g

/**
 * The lines of a passage without the signs of its format; empty ones are left out. Works on text that carries
 * \u0002 … \u0003 around its matches: the signs are found as if the marks were not there.
 */
export function readablePieces(marked: string, format: DocumentFormat): ReadablePiece[][] {
  let isInside = false
  const lines: ReadablePiece[][] = []
  for (const line of marked.split('\n')) {
    const wasInside = isInside
    isInside = endsInside(line, wasInside)
    if (isTableRule(line)) continue
    const pieces = piecesOf(cleanLine(line, format), wasInside)
    if (pieces.some(({ text }) => text.trim() !== '')) lines.push(pieces)
  }
  return lines
}

/** The row of dashes under the head of a Markdown table. */
function isTableRule(line: string): boolean {
  const bare = line.replace(MARKS, '').trim()
  return /^\|?[\s:|-]+$/.test(bare) && bare.includes('-')
}

function endsInside(line: string, isInside: boolean): boolean {
  const last = Math.max(line.lastIndexOf('\u0002'), line.lastIndexOf('\u0003'))
  return last < 0 ? isInside : line[last] === '\u0002'
}

function cleanLine(line: string, format: DocumentFormat): string {
  const cells = withoutTable(line)
  const text = format === 'markdown' ? withoutMarkdown(cells) : cells.replace(/^([\u0002\s]*)- /, '$1• ')
  return text.replace(/[\t\f\v\u00a0 ]+/g, ' ').trim()
}

/** "| a | b |" and "a | b" become "a · b"; whatever the file was, tables are written down like this. */
function withoutTable(line: string): string {
  if (!line.includes('|')) return line
  const bare = line
    .trim()
    .replace(/^([\u0002\u0003]*)\|/, '$1')
    .replace(/\|([\u0002\u0003]*)$/, '$1')
  if (!/\s\|\s|^\||\|$/.test(line.trim())) return line
  return bare
    .split('|')
    .map((cell) => cell.trim())
    .filter((cell) => cell.replace(MARKS, '') !== '')
    .join(' · ')
}

function withoutMarkdown(line: string): string {
  return line
    .replace(/^\s{0,3}#{1,6}\s+/, '')
    .replace(/^(\s*)[-*+]\s+/, '$1• ')
    .replace(/^\s*>\s?/, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|`)/g, '')
    .replace(/(^|[\s(\u0002])[*_](\S[^*_]*\S|\S)[*_](?=[\s).,;:!?\u0003]|$)/g, '$1$2')
}

function piecesOf(line: string, startsInside: boolean): ReadablePiece[] {
  const pieces: ReadablePiece[] = []
  let isMatch = startsInside
  for (const part of line.split(/([\u0002\u0003])/)) {
    if (part === '\u0002') isMatch = true
    else if (part === '\u0003') isMatch = false
    else if (part !== '') pieces.push({ text: part, isMatch })
  }
  return pieces
}

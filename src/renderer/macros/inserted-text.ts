import type { Passage } from '@shared/models'
import { snippetOf } from '../ui/readable-text'

/** markdown: of a draft; plain: of a question, which is read as it is typed. */
export type InsertStyle = 'markdown' | 'plain'

type Quoted = Pick<Passage, 'text' | 'title' | 'heading'>

/** A quote of more is an article, which a link is for. */
const QUOTE_MAX_CHARS = 700

/** The words of the passage with where they stand; a long one ends with a sentence. */
export function quoteOf({ text, title, heading }: Quoted, style: InsertStyle): string {
  const words = shortened(snippetOf(text))
  const source = [title, heading.split(' › ').at(-1)].filter(Boolean).join(' › ')
  return style === 'markdown' ? `> ${words}\n>\n> — ${source}\n` : `“${words}” (${source})`
}

export function linkOf(title: string, address: string, style: InsertStyle): string {
  if (style === 'plain') return `${title}: ${address}`
  // brackets would end the words of the link, and the address
  const words = title.replace(/[[\]]/g, '')
  return `[${words}](${address.replace(/\(/g, '%28').replace(/\)/g, '%29').replace(/\s/g, '%20')})`
}

function shortened(text: string): string {
  if (text.length <= QUOTE_MAX_CHARS) return text
  const cut = text.slice(0, QUOTE_MAX_CHARS)
  const sentenceEnd = Math.max(...['. ', '! ', '? '].map((end) => cut.lastIndexOf(end)))
  if (sentenceEnd > QUOTE_MAX_CHARS / 3) return cut.slice(0, sentenceEnd + 1)
  return `${cut.slice(0, cut.lastIndexOf(' ')).trimEnd()} …`
}

/** Today as a letter has it. A language that this machine does not know is written as English. */
export function today(language: string | null, now = new Date()): string {
  try {
    return new Intl.DateTimeFormat(language ?? 'en-GB', { dateStyle: 'long' }).format(now)
  } catch {
    return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(now)
  }
}

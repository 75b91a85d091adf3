import type { SearchFilter, SearchResult } from '@shared/search-models'
import { isFiltering } from './filter-state'

/** What was done to a query before it was searched for, one sentence each. */
export function whyNotes(
  { correction, reading, mode }: SearchResult,
  filter: SearchFilter,
): readonly string[] {
  const notes: string[] = []
  if (correction?.kind === 'searched')
    for (const { typed, corrected } of correction.words)
      notes.push(`“${typed}” is written nowhere; “${corrected}” was searched for.`)
  if (reading) {
    for (const phrase of reading.phrases) notes.push(`Must hold “${phrase}”.`)
    for (const word of reading.without) notes.push(`Must not hold “${word}”.`)
    for (const title of reading.titles) notes.push(`Its title must hold “${title}”.`)
    for (const tag of reading.tags) notes.push(`Its document must have the tag “${tag}”.`)
  }
  if (isFiltering(filter)) notes.push('Only documents that the filters allow were searched.')
  if (mode !== 'hybrid')
    notes.push(mode === 'keyword' ? 'Searched by words only.' : 'Searched by meaning only.')
  return notes
}

/** What was typed, as it was searched for, without its operators. */
export function wordsLookedFor(typed: string, { correction, reading }: SearchResult): string {
  const text = correction?.kind === 'searched' ? correction.text : typed
  if (!reading) return text
  return text
    .replace(/(^|\s)-(?:["“„][^"”“]*["”“]|\S+)/g, ' ')
    .replace(/(^|\s)(?:tag|type|lang|language|in|collection):(?:"[^"]*"|\S+)/gi, ' ')
    .replace(/(^|\s)title:/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

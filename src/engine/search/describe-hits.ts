import type { Passage } from '@shared/models'
import type { SearchHit } from '@shared/search-models'
import type { Knowledge } from '../knowledge/knowledge'
import { matchExpression } from './match-expression'
import type { Restriction } from './restriction'
import { snippetOf } from './snippet'
import type { UnderstoodQuery } from './understand-query'

/** Adds what a person judges a hit by: the lines that answer, with their words marked. */
export function describeHits<T extends Passage>(
  knowledge: Pick<Knowledge, 'marked' | 'formats'>,
  passages: readonly T[],
  query: UnderstoodQuery,
  restriction: Restriction | null,
): SearchHit[] {
  const expression = markingExpression(query, restriction)
  const ids = passages.map(({ chunkId }) => chunkId)
  const marked = expression === null ? new Map<number, string>() : knowledge.marked(expression, ids)
  const formats = knowledge.formats([...new Set(passages.map(({ documentId }) => documentId))])
  return passages.map((passage) => {
    const format = formats.get(passage.documentId) ?? 'text'
    return {
      ...passage,
      format,
      snippet: snippetOf(marked.get(passage.chunkId) ?? bare(passage.text), format),
    }
  })
}

/** Everything that was looked for, whichever of it a passage holds. */
function markingExpression(query: UnderstoodQuery, restriction: Restriction | null): string | null {
  const terms = matchExpression(query.terms)
  const required = restriction?.required?.replaceAll(' AND ', ' OR ') ?? null
  return terms === null ? required : required === null ? terms : `${terms} OR ${required}`
}

/** The marks are ours; a text that holds such characters must not look as if it answered. */
function bare(text: string): string {
  return text.replace(/[\u0002-\u0005]/g, ' ')
}

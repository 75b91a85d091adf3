import type { DocumentSummary, KnowledgeSource, Status } from '@shared/models'
import { countOf, formatCount } from '../ui/figures'

export const READABLE_KINDS =
  'Markdown, text, HTML, CSV, PDF, Word, PowerPoint, Excel, OpenDocument, EPUB, email, JSON, and zip files of these'

export interface SearchState {
  readonly isReady: boolean
  readonly text: string
  /** The counts behind the words, for a tooltip. */
  readonly detail: string
}

/** What search can do with a document now. `isMeaningSearchOff`: no model, so that nothing will follow. */
export function searchState(document: DocumentSummary, isMeaningSearchOff: boolean): SearchState {
  const { embeddedCount, chunkCount } = document
  const detail = `${formatCount(embeddedCount)} of ${countOf(chunkCount, 'passage')} searchable by meaning`
  if (embeddedCount >= chunkCount) return { isReady: true, text: 'Ready', detail }
  if (isMeaningSearchOff) return { isReady: false, text: 'By keyword only', detail }
  const text =
    embeddedCount === 0
      ? 'By keyword, meaning follows'
      : `By keyword, meaning ${formatCount(embeddedCount)} of ${formatCount(chunkCount)}`
  return { isReady: false, text, detail }
}

/** `52 documents · meaning-based search 423 of 501 passages`. */
export function totalsLine(status: Pick<Status, 'documentCount' | 'chunkCount' | 'embeddedCount'>): string {
  const documents = countOf(status.documentCount, 'document')
  if (status.chunkCount === 0) return documents
  const passages = countOf(status.chunkCount, 'passage')
  if (status.embeddedCount >= status.chunkCount)
    return `${documents} · ${passages}, all searchable by meaning`
  return `${documents} · meaning-based search ${formatCount(status.embeddedCount)} of ${passages}`
}

/** What the list shows of a filter that found few or nothing. */
export function matchesLine(total: number, filter: string): string {
  if (total > 0) return countOf(total, 'match', 'matches')
  return filter === '' ? 'No document is like that' : `No document matches “${filter}”`
}

/** The source says where it lies; its documents only where they lie inside of it. */
export function pathInSource(
  path: string,
  source: Pick<KnowledgeSource, 'kind' | 'label' | 'location'> | null,
): string {
  if (source?.kind !== 'folder' || !path.startsWith(source.location)) return path
  const inside = path.slice(source.location.length)
  return /^[\\/]/.test(inside) ? source.label + inside : path
}

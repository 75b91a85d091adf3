import type { ConversationHit } from '@shared/models'
import type { SearchHit } from '@shared/search-models'
import { isLikely } from '../search/result-groups'

/** What the palette needs of an action; the actions themselves know more. */
export interface PaletteAction {
  readonly name: string
  readonly label: string
  readonly shortcut?: string | undefined
}

export type PaletteItem<A extends PaletteAction> =
  | { readonly kind: 'article'; readonly key: string; readonly passage: SearchHit }
  | { readonly kind: 'conversation'; readonly key: string; readonly hit: ConversationHit }
  | { readonly kind: 'action'; readonly key: string; readonly action: A }
  /** All that was found, in the search view. */
  | { readonly kind: 'all'; readonly key: string; readonly query: string }

export interface PaletteSection<A extends PaletteAction> {
  readonly title: string
  readonly items: readonly PaletteItem<A>[]
}

export interface PaletteFinds {
  readonly passages: readonly SearchHit[]
  readonly hits: readonly ConversationHit[]
}

const CONVERSATIONS_SHOWN = 5
const ACTIONS_SHOWN_WITH_FINDS = 4

/** Sections in reading order, the empty ones left out. Without a query the palette is the list of actions. */
export function paletteSections<A extends PaletteAction>(
  query: string,
  finds: PaletteFinds,
  actions: readonly A[],
): readonly PaletteSection<A>[] {
  const fitting = matchingActions(actions, query)
  const isAsking = query.trim() !== ''
  const articles = isAsking ? bestOfEachDocument(finds.passages.filter(isLikely)) : []
  const sections: PaletteSection<A>[] = [
    {
      title: 'Articles',
      items: [
        ...articles.map(
          (passage) => ({ kind: 'article', key: `article-${passage.chunkId}`, passage }) as const,
        ),
        ...(articles.length > 0 ? [{ kind: 'all', key: 'all', query: query.trim() } as const] : []),
      ],
    },
    {
      title: 'Conversations',
      items: isAsking
        ? finds.hits.slice(0, CONVERSATIONS_SHOWN).map((hit) => ({
            kind: 'conversation',
            key: `conversation-${hit.conversation.id}-${hit.messageId ?? 'title'}`,
            hit,
          }))
        : [],
    },
    {
      title: 'Actions',
      items: (isAsking ? fitting.slice(0, ACTIONS_SHOWN_WITH_FINDS) : fitting).map((action) => ({
        kind: 'action',
        key: `action-${action.name}`,
        action,
      })),
    },
  ]
  return sections.filter(({ items }) => items.length > 0)
}

/** Every word of the query must begin a word of the label, in any order: "kno op" finds "Open knowledge". */
export function matchingActions<A extends PaletteAction>(actions: readonly A[], query: string): readonly A[] {
  const words = wordsOf(query)
  return actions.filter(({ label }) => {
    const labelWords = wordsOf(label)
    return words.every((word) => labelWords.some((labelWord) => labelWord.startsWith(word)))
  })
}

/** One row for one article: its other passages are one Enter away. */
function bestOfEachDocument(passages: readonly SearchHit[]): readonly SearchHit[] {
  const seen = new Set<number>()
  return passages.filter(({ documentId }) => !seen.has(documentId) && seen.add(documentId))
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Where the arrow keys lead; the list is a ring. Null for keys that are not for the list. */
export function movedIndex(key: string, index: number, count: number): number | null {
  if (count === 0) return null
  switch (key) {
    case 'ArrowDown':
      return (index + 1) % count
    case 'ArrowUp':
      return (index - 1 + count) % count
    case 'PageDown':
      return Math.min(count - 1, index + 5)
    case 'PageUp':
      return Math.max(0, index - 5)
    default:
      return null
  }
}

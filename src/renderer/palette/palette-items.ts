import type { ConversationHit, Passage } from '@shared/models'

/** What the palette needs of an action; the actions themselves know more. */
export interface PaletteAction {
  readonly name: string
  readonly label: string
  readonly shortcut?: string | undefined
}

export type PaletteItem<A extends PaletteAction> =
  | { readonly kind: 'article'; readonly key: string; readonly passage: Passage }
  | { readonly kind: 'conversation'; readonly key: string; readonly hit: ConversationHit }
  | { readonly kind: 'action'; readonly key: string; readonly action: A }

export interface PaletteSection<A extends PaletteAction> {
  readonly title: string
  readonly items: readonly PaletteItem<A>[]
}

export interface PaletteFinds {
  readonly passages: readonly Passage[]
  readonly hits: readonly ConversationHit[]
}

const CONVERSATIONS_SHOWN = 5
const ACTIONS_SHOWN_WITH_FINDS = 4
/** Meaning always has a nearest passage, also for a word that is none; those lie below this cosine similarity. */
const LIKENESS_MIN = 0.3

/** Sections in reading order, the empty ones left out. Without a query the palette is the list of actions. */
export function paletteSections<A extends PaletteAction>(
  query: string,
  finds: PaletteFinds,
  actions: readonly A[],
): readonly PaletteSection<A>[] {
  const fitting = matchingActions(actions, query)
  const isAsking = query.trim() !== ''
  const sections: PaletteSection<A>[] = [
    {
      title: 'Articles',
      items: isAsking
        ? bestOfEachDocument(finds.passages.filter(isLikely)).map((passage) => ({
            kind: 'article',
            key: `article-${passage.chunkId}`,
            passage,
          }))
        : [],
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

/** Holds a word of the query, or is near enough in meaning. What was not measured is believed. */
function isLikely({ keywordRank, similarity }: Passage): boolean {
  return keywordRank !== null || similarity === null || similarity >= LIKENESS_MIN
}

/** One row for one article: its other passages are one Enter away. */
function bestOfEachDocument(passages: readonly Passage[]): readonly Passage[] {
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

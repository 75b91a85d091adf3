import type { Collection, KnowledgeSource } from '@shared/models'

/** Which part of the knowledge base the view shows. */
export type Scope =
  | { readonly kind: 'all' }
  | { readonly kind: 'collection'; readonly id: number }
  | { readonly kind: 'source'; readonly id: number }
  /** A place that is looked at for packs, and holds no documents itself. */
  | { readonly kind: 'location'; readonly id: number }

export interface Holdings {
  readonly collections: readonly Collection[]
  readonly sources: readonly KnowledgeSource[]
}

export const EVERYTHING: Scope = { kind: 'all' }
/** Where documents go when nothing else was said; the engine always has it. */
export const FIRST_COLLECTION_ID = 1

export function isSameScope(one: Scope, other: Scope): boolean {
  return one.kind === other.kind && idOf(one) === idOf(other)
}

function idOf(scope: Scope): number {
  return scope.kind === 'all' ? 0 : scope.id
}

/** What was chosen may be gone: then its collection, or everything. */
export function existingScope(scope: Scope, { collections, sources }: Holdings): Scope {
  if (scope.kind === 'collection' && !collections.some(({ id }) => id === scope.id)) return EVERYTHING
  if (scope.kind === 'source' && !sources.some(({ id }) => id === scope.id)) return EVERYTHING
  return scope
}

/** The part of `documents.list` that says where to look. */
export function documentScope(scope: Scope): {
  readonly collectionIds?: number[]
  readonly sourceId?: number
} {
  if (scope.kind === 'collection') return { collectionIds: [scope.id] }
  return scope.kind === 'source' ? { sourceId: scope.id } : {}
}

/** Where something that is added now belongs. */
export function targetCollection(scope: Scope, { sources }: Holdings): number {
  if (scope.kind === 'collection') return scope.id
  const source = scope.kind === 'source' ? sources.find(({ id }) => id === scope.id) : undefined
  return source?.collectionId ?? FIRST_COLLECTION_ID
}

const STORAGE_KEY = 'verdemuse.knowledge-scope'

/** Kept while the tab lives, so that a document can be opened and come back from. */
export function readScope(): Scope {
  try {
    const stored: unknown = JSON.parse(window.sessionStorage.getItem(STORAGE_KEY) ?? 'null')
    return isScope(stored) ? stored : EVERYTHING
  } catch {
    return EVERYTHING
  }
}

export function writeScope(scope: Scope): void {
  try {
    window.sessionStorage.setItem(STORAGE_KEY, JSON.stringify(scope))
  } catch {
    // a page without storage begins with everything
  }
}

function isScope(value: unknown): value is Scope {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false
  if (value.kind === 'all') return true
  const isKind = value.kind === 'collection' || value.kind === 'source' || value.kind === 'location'
  return isKind && 'id' in value && typeof value.id === 'number'
}

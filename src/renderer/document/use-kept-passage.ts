import { useCall } from '../engine/use-engine'
import type { DocumentPlace } from '../navigation'
import type { Stretch } from './places'

export type KeptPassage =
  | { readonly kind: 'none' | 'loading' }
  /** moved: the same words stand elsewhere now. changed: they are gone, and `stretch` is empty at their old place. */
  | { readonly kind: 'same' | 'moved' | 'changed'; readonly stretch: Stretch }

/** Where the passage that a place names stands in the document as it is now. */
export function useKeptPassage({ documentId, start, end, passage }: DocumentPlace): KeptPassage {
  const isKept = passage !== undefined && start !== undefined
  const located = useCall(
    'documents.locate',
    isKept ? { documentId, start: passage.start, text: passage.text } : null,
  )
  if (start === undefined || end === undefined) return { kind: 'none' }
  if (!isKept) return { kind: 'same', stretch: { start, end } }
  if (located.kind === 'ready') {
    const { kind, ...stretch } = located.output
    return { kind, stretch }
  }
  // without an answer the place is as good as it was
  return located.kind === 'failed' ? { kind: 'same', stretch: { start, end } } : { kind: 'loading' }
}

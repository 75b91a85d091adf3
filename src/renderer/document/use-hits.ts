import { useEffect, useMemo, useRef, useState } from 'react'
import { useCall } from '../engine/use-engine'
import type { Mark, Stretch } from './places'

export interface Hits {
  readonly list: readonly Stretch[]
  /** Place in the list; null before one is gone to. */
  readonly index: number | null
  readonly isCut: boolean
  readonly isLoading: boolean
  readonly go: (step: 1 | -1) => void
}

const NONE: readonly Stretch[] = []

/**
 * What can be gone through in a document: the words that are looked for, else the passage it was opened at. `onGo` is
 * told where to scroll.
 */
export function useHits(
  documentId: number,
  query: string,
  passage: Stretch | null,
  onGo: (start: number) => void,
): Hits {
  const text = query.trim()
  const found = useCall('documents.hits', text === '' ? null : { documentId, text })
  const [gone, setGone] = useState<{ readonly list: readonly Stretch[]; readonly index: number } | null>(null)
  const ready = found.kind === 'ready' ? found.output.hits : null
  const list = useMemo(
    () => (text !== '' ? (ready ?? NONE) : passage && passage.end > passage.start ? [passage] : NONE),
    [text, ready, passage],
  )
  const index = gone?.list === list ? gone.index : null

  const isLoading = text !== '' && found.kind === 'loading'
  // Enter right after the last letter: what is found then is gone to when it comes
  const wanted = useRef<1 | -1 | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what has come counts
  useEffect(() => {
    if (isLoading || wanted.current === null) return
    const step = wanted.current
    wanted.current = null
    go(step)
  }, [isLoading])

  function go(step: 1 | -1): void {
    if (isLoading) wanted.current = step
    if (isLoading || list.length === 0) return
    const next = index === null ? firstFrom(list, passage, step) : index + step
    const wrapped = (next + list.length) % list.length
    setGone({ list, index: wrapped })
    onGo(list[wrapped]?.start ?? 0)
  }

  return { list, index, isCut: found.kind === 'ready' && found.output.isCut, isLoading, go }
}

/** The search begins where the reader is: at the passage, else at the top. */
function firstFrom(list: readonly Stretch[], passage: Stretch | null, step: 1 | -1): number {
  if (!passage) return step > 0 ? 0 : list.length - 1
  const at = list.findIndex(({ start }) => start >= passage.start)
  if (at < 0) return step > 0 ? 0 : list.length - 1
  return step > 0 ? at : at - 1
}

/** Sorted; of two that overlap the one that says more is drawn. */
export function marksOf(
  passage: Stretch | null,
  { list, index }: Pick<Hits, 'list' | 'index'>,
  query: string,
): Mark[] {
  const marks: Mark[] = []
  if (passage && passage.end > passage.start) marks.push({ ...passage, kind: 'passage' })
  if (query.trim() !== '')
    for (const [at, hit] of list.entries()) marks.push({ ...hit, kind: at === index ? 'active' : 'hit' })
  return marks.sort((one, other) => one.start - other.start)
}

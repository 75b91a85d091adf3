import { useCallback, useMemo, useState } from 'react'
import { useStream } from '../engine/use-engine'
import { EVERYTHING, existingScope, type Holdings, readScope, type Scope, writeScope } from './scope'

const NOTHING: Holdings = { collections: [], sources: [] }

export interface KnowledgeScope {
  readonly scope: Scope
  readonly choose: (scope: Scope) => void
  readonly holdings: Holdings
  /** False until the engine has told what there is. */
  readonly isKnown: boolean
}

/** Collections and sources as they are now, and the part of them that is looked at. */
export function useScope(): KnowledgeScope {
  const watched = useStream('sources.watch', {})
  const [chosen, setChosen] = useState(readScope)
  const isKnown = watched.kind === 'ready'
  const holdings = isKnown ? watched.latest : NOTHING
  const scope = useMemo(
    () => (isKnown ? existingScope(chosen, holdings) : EVERYTHING),
    [isKnown, chosen, holdings],
  )
  const choose = useCallback((next: Scope) => {
    writeScope(next)
    setChosen(next)
  }, [])
  return { scope, choose, holdings, isKnown }
}

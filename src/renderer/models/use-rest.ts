import type { ModelHealth } from '@shared/model-models'
import { useEffect, useState } from 'react'
import { restSeconds } from './model-words'

/** Seconds until the model server may be asked again, counting down; null when it may be. */
export function useRest(health: ModelHealth | null): number | null {
  const [now, setNow] = useState(() => Date.now())
  const until = health?.state === 'resting' ? health.until : null
  useEffect(() => {
    if (until === null) return
    setNow(Date.now())
    const timer = setInterval(() => {
      setNow(Date.now())
      if (Date.now() >= until) clearInterval(timer)
    }, 1000)
    return () => clearInterval(timer)
  }, [until])
  return health && restSeconds(health, now)
}

import { toAppError } from '@shared/errors'
import { useCallback } from 'react'
import { useAnnounce } from '../ui/announcer'

export type Act = (work: () => Promise<unknown>, said?: string) => Promise<boolean>

/** Runs what a hand asked for; what went wrong, or what was done, is said in one sentence. False when it failed. */
export function useAct(): Act {
  const announce = useAnnounce()
  return useCallback(
    async (work, said) => {
      try {
        await work()
        if (said) announce(said, 'shown')
        return true
      } catch (thrown) {
        announce(toAppError(thrown).message, 'shown')
        return false
      }
    },
    [announce],
  )
}

import { isCancelled, toAppError } from '@shared/errors'
import { useState } from 'react'

/** Runs what a hand asked for; what went wrong stands in `message` until the next one. */
export function useReported(): {
  readonly message: string | null
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>
} {
  const [message, setMessage] = useState<string | null>(null)
  async function run(work: () => Promise<unknown>): Promise<boolean> {
    setMessage(null)
    try {
      await work()
      return true
    } catch (thrown) {
      if (!isCancelled(thrown)) setMessage(toAppError(thrown).message)
      return false
    }
  }
  return { message, run }
}

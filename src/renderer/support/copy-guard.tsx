import type { Passage } from '@shared/models'
import type { SupportResult } from '@shared/support-models'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { countOf } from '../ui/figures'
import { unbackedOf } from './support-words'

/** Sentences listed before it becomes "and 3 more". */
const LISTED = 4
/** A copy that was asked for waits for the check no longer than a hand does; the clipboard refuses much later ones. */
const PATIENCE_MS = 2_000

interface GuardOptions {
  readonly support: SupportResult | null
  /** What the text is backed by is being found out. */
  readonly isPending?: boolean
  /** The passages that the text rests on. */
  readonly passages: readonly Passage[]
}

export interface CopyGuard {
  /** Runs at once, or after the person has seen what is not backed or not for customers; asks once for a text. */
  run(act: () => void): void
  readonly dialog: React.ReactNode
}

/** Stands between a text and its copy. */
export function useCopyGuard({ support, isPending = false, passages }: GuardOptions): CopyGuard {
  const [waiting, setWaiting] = useState<(() => void) | null>(null)
  const accepted = useRef<SupportResult | null>(null)
  const unbacked = unbackedOf(support)
  const internal = passages.filter(({ isInternal }) => isInternal)
  const isClean = unbacked.length === 0 && internal.length === 0

  // whoever copies an answer the moment it ends is asked as well
  const [early, setEarly] = useState<(() => void) | null>(null)
  const goOn = useEffectEvent((act: () => void) => {
    setEarly(null)
    decide(act)
  })
  useEffect(() => {
    if (early === null) return
    const timer = setTimeout(() => goOn(early), isPending ? PATIENCE_MS : 0)
    return () => clearTimeout(timer)
  }, [early, isPending])

  function run(act: () => void): void {
    if (isPending) setEarly(() => act)
    else decide(act)
  }
  function decide(act: () => void): void {
    if (isClean || (support !== null && accepted.current === support)) act()
    else setWaiting(() => act)
  }

  function accept(): void {
    accepted.current = support
    waiting?.()
    setWaiting(null)
  }

  const dialog = (
    <Dialog open={waiting !== null} onOpenChange={() => setWaiting(null)} title="Copy it as it is?">
      <div className="flex flex-col gap-3 px-5 pt-1 pb-5 text-sm">
        {unbacked.length > 0 && (
          <>
            <p>
              {unbacked.length === 1 ? 'This sentence is' : `These ${unbacked.length} sentences are`} not
              backed by the knowledge base:
            </p>
            <ul className="flex flex-col gap-1.5">
              {unbacked.slice(0, LISTED).map(({ start, text }) => (
                <li
                  key={start}
                  dir="auto"
                  className="rounded-md bg-amber-soft px-3 py-1.5 [overflow-wrap:anywhere]"
                >
                  {text}
                </li>
              ))}
            </ul>
            {unbacked.length > LISTED && <p className="text-muted">and {unbacked.length - LISTED} more</p>}
          </>
        )}
        {internal.length > 0 && (
          <p className="rounded-md bg-amber-soft px-3 py-1.5">
            It rests on {countOf(internal.length, 'internal source')}, not meant for customers:{' '}
            {[...new Set(internal.map(({ title }) => title))].join(', ')}.
          </p>
        )}
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={() => setWaiting(null)}>Back</Button>
          <Button variant="primary" onClick={accept}>
            Copy anyway
          </Button>
        </div>
      </div>
    </Dialog>
  )
  return { run, dialog }
}

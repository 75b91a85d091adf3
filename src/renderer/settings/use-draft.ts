import { useEffect, useRef, useState } from 'react'
import type { Checked } from './settings-fields'

/** Long enough to finish a word, short enough that "Saved" still belongs to what was typed. */
const SAVE_DELAY_MS = 400

interface DraftOptions<T> {
  /** The stored value as text. */
  readonly stored: string
  readonly check: (typed: string) => Checked<T>
  /** True when it was saved. */
  readonly save: (value: T) => Promise<boolean>
}

export interface Draft {
  readonly text: string
  /** Why what stands in the field is not saved; told once typing pauses. */
  readonly why: string | null
  readonly onType: (typed: string) => void
  readonly onLeave: () => void
  /** Back to what is stored; false when there was nothing to undo. */
  readonly undo: () => boolean
}

/**
 * What is typed into a field until it is saved: after a pause, or at once when the field is left. A value that may not
 * be saved stays in the field with its reason; another window's change is shown when nothing is being typed.
 */
export function useDraft<T>({ stored, check, save }: DraftOptions<T>): Draft {
  const [typed, setTyped] = useState<string | null>(null)
  const [isJudged, setIsJudged] = useState(false)
  const hasFocus = useRef(false)
  const sent = useRef<string | null>(null)
  const latest = useRef({ typed, check, save, stored })
  latest.current = { typed, check, save, stored }

  const commit = useRef(async (): Promise<void> => {
    const { typed: text, stored: before } = latest.current
    if (text === null) return
    setIsJudged(true)
    const checked = latest.current.check(text)
    if (checked.kind === 'wrong') return
    const isNews = text !== sent.current && text.trim() !== before
    sent.current = text
    const isSaved = isNews ? await latest.current.save(checked.value) : true
    if (!isSaved) sent.current = null
    if (isSaved && !hasFocus.current && latest.current.typed === text) setTyped(null)
  }).current

  useEffect(() => {
    if (typed === null) return
    const timer = setTimeout(() => void commit(), SAVE_DELAY_MS)
    return () => clearTimeout(timer)
  }, [typed, commit])

  const checked = typed !== null && isJudged ? check(typed) : null
  return {
    text: typed ?? stored,
    why: checked?.kind === 'wrong' ? checked.why : null,
    onType(next) {
      hasFocus.current = true
      setIsJudged(false)
      setTyped(next)
    },
    onLeave() {
      hasFocus.current = false
      void commit()
    },
    undo() {
      if (typed === null || typed === stored) return false
      sent.current = null
      setTyped(null)
      setIsJudged(false)
      return true
    },
  }
}

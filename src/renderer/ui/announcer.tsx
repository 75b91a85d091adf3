import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react'

/** Long enough to read one line twice. */
const TOAST_MS = 5_000
/** A live region is read out when it changes; emptied again, nobody comes upon an old sentence while browsing. */
const SPOKEN_MS = 1_000

type Announce = (sentence: string, how?: 'spoken' | 'shown') => void

const AnnounceContext = createContext<Announce>(() => {})

/** Says a sentence to screen readers; `shown` puts it in sight for a moment as well. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext)
}

export function AnnouncerProvider({ children }: { readonly children: ReactNode }) {
  const [spoken, setSpoken] = useState('')
  const [toast, setToast] = useState<string | null>(null)
  const spokenTimer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const announce = useCallback<Announce>((sentence, how = 'spoken') => {
    // the same sentence twice is news the second time too
    setSpoken((last) => (last === sentence ? `${sentence}\u00a0` : sentence))
    clearTimeout(spokenTimer.current)
    spokenTimer.current = setTimeout(() => setSpoken(''), SPOKEN_MS)
    if (how === 'spoken') return
    setToast(sentence)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setToast(null), TOAST_MS)
  }, [])
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      clearTimeout(spokenTimer.current)
    },
    [],
  )

  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" aria-live="polite" className="sr-only">
        {spoken}
      </div>
      {toast !== null && (
        <div
          aria-hidden
          className="pointer-events-none fixed bottom-11 left-1/2 z-50 max-w-[min(480px,90vw)] -translate-x-1/2 rounded-lg border border-line bg-raised px-4 py-2 text-sm shadow-overlay"
        >
          {toast}
        </div>
      )}
    </AnnounceContext>
  )
}

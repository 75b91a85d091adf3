import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

/** Nearer to the end than this, a hand meant to be at it. */
const END_SLACK_PX = 48

export interface StickToEnd {
  readonly frame: RefObject<HTMLDivElement | null>
  readonly content: RefObject<HTMLDivElement | null>
  readonly isAtEnd: boolean
  readonly goToEnd: () => void
  /** Stays where somebody was brought to. */
  readonly letGo: () => void
}

/**
 * Keeps the newest line in sight while text grows, and lets go as soon as somebody scrolls up. Without a message there
 * is no end to go to: what stands there is read from its top.
 */
export function useStickToEnd(isEmpty: boolean): StickToEnd {
  const frame = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const isSticking = useRef(true)
  const [isAtEnd, setIsAtEnd] = useState(true)
  const isEmptyNow = useRef(isEmpty)
  useEffect(() => {
    isEmptyNow.current = isEmpty
  }, [isEmpty])
  const endOf = useRef((element: HTMLElement) => (isEmptyNow.current ? 0 : element.scrollHeight)).current

  const goToEnd = useCallback(() => {
    isSticking.current = true
    setIsAtEnd(true)
    if (frame.current) frame.current.scrollTop = endOf(frame.current)
  }, [endOf])

  const letGo = useCallback(() => {
    isSticking.current = false
  }, [])

  useEffect(() => {
    const element = frame.current
    const inner = content.current
    if (!element || !inner) return
    let lastTop = element.scrollTop
    const onScroll = () => {
      const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < END_SLACK_PX
      // growing text moves the end away without anybody scrolling: only an upward move lets go
      if (isNear) isSticking.current = true
      else if (element.scrollTop < lastTop) isSticking.current = false
      lastTop = element.scrollTop
      setIsAtEnd(isNear || isSticking.current)
    }
    const observer = new ResizeObserver(() => {
      if (isSticking.current) element.scrollTop = endOf(element)
    })
    observer.observe(inner)
    observer.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [endOf])

  return { frame, content, isAtEnd, goToEnd, letGo }
}

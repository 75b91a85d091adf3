import { type ReactNode, useEffect, useState } from 'react'

/** A shorter wait is not felt as one, and a flash of grey would be. */
export const SKELETON_DELAY_MS = 150

export function Skeleton({ className = '' }: { readonly className?: string }) {
  return (
    <span
      aria-hidden
      className={`block animate-pulse rounded-sm bg-line motion-reduce:animate-none ${className}`}
    />
  )
}

/** Shows nothing at first, then the skeleton in the shape of what is coming. */
export function AfterDelay({
  children,
  delayMs = SKELETON_DELAY_MS,
}: {
  readonly children: ReactNode
  readonly delayMs?: number
}) {
  const [isDue, setIsDue] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsDue(true), delayMs)
    return () => clearTimeout(timer)
  }, [delayMs])
  return isDue ? children : null
}

import { type ReactNode, type RefObject, useLayoutEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { caretTop } from './caret-top'

interface CaretPanelProps {
  readonly field: RefObject<HTMLTextAreaElement | null>
  /** In the text of the field. */
  readonly place: number
  readonly children: ReactNode
}

/** What a panel needs at most; where there is less below its line it stands above. */
const PANEL_HEIGHT_PX = 360
const LINE_HEIGHT_PX = 28

interface Box {
  readonly left: number
  readonly width: number
  readonly top?: number
  readonly bottom?: number
}

/**
 * A panel at a line of a field, outside of whatever cuts the field off: a conversation draws only what lies inside of
 * its messages. Follows the page as it is scrolled.
 */
export function CaretPanel({ field, place, children }: CaretPanelProps) {
  const [box, setBox] = useState<Box | null>(null)
  useLayoutEffect(() => {
    const measure = () => setBox(boxAt(field.current, place))
    measure()
    window.addEventListener('scroll', measure, true)
    window.addEventListener('resize', measure)
    return () => {
      window.removeEventListener('scroll', measure, true)
      window.removeEventListener('resize', measure)
    }
  }, [field, place])
  return createPortal(
    <div style={box ?? { left: 0, top: 0, visibility: 'hidden' }} className="fixed z-30">
      {children}
    </div>,
    document.body,
  )
}

function boxAt(field: HTMLTextAreaElement | null, place: number): Box | null {
  if (!field) return null
  const { left, top, width } = field.getBoundingClientRect()
  const line = top + caretTop(field, place)
  const room = window.innerHeight - line
  const isBelow = room > PANEL_HEIGHT_PX || room > line
  return isBelow
    ? { left, width, top: line }
    : { left, width, bottom: window.innerHeight - line + LINE_HEIGHT_PX }
}

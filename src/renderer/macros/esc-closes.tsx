import { Kbd } from '../ui/kbd'

interface EscClosesProps {
  /** Nothing is lit that could be inserted: the typed text is all there is, and it is said that it stays. */
  readonly isAlone?: boolean
  readonly className?: string
}

/** The last words below a list of options. */
export function EscCloses({ isAlone = false, className }: EscClosesProps) {
  return (
    <span className={className}>
      <Kbd>Esc</Kbd> closes{isAlone && '. What you typed stays.'}
    </span>
  )
}

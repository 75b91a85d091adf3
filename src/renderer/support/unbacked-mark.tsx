import type { SupportedSentence } from '@shared/support-models'
import { createContext, type ReactNode, useContext } from 'react'
import { CitedAnswerContext } from '../chat/citation-key'
import { useNavigation } from '../navigation'
import { Tooltip } from '../ui/tooltip'
import { faultWords } from './support-words'

/** The sentences of the answer that is drawn, as they were checked. */
export const SupportContext = createContext<readonly SupportedSentence[]>([])

interface UnbackedMarkProps {
  readonly place: number
  /** Inside of a link, which is pressed itself. */
  readonly isDrawnOnly?: boolean
  readonly children: ReactNode
}

/** A sentence to look at before it is sent: says why, and lights the nearest passage. */
export function UnbackedMark({ place, isDrawnOnly = false, children }: UnbackedMarkProps) {
  const sentence = useContext(SupportContext)[place]
  const answer = useContext(CitedAnswerContext)
  const { showSources } = useNavigation()
  if (!sentence) return <>{children}</>
  if (isDrawnOnly) return <span className="unbacked">{children}</span>
  const { passage } = sentence
  return (
    <Tooltip content={faultWords(sentence)} side="top">
      {/* biome-ignore lint/a11y/useSemanticElements: a button would break the sentence into a box of its own */}
      <span
        className="unbacked"
        role="button"
        tabIndex={0}
        aria-description={faultWords(sentence)}
        onClick={() => answer && passage !== null && showSources(answer, passage)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return
          event.preventDefault()
          if (answer && passage !== null) showSources(answer, passage)
        }}
      >
        {children}
      </span>
    </Tooltip>
  )
}

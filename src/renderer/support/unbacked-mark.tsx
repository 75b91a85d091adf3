import type { SupportedSentence } from '@shared/support-models'
import { createContext, type ReactNode, useContext } from 'react'
import { CitedAnswerContext } from '../chat/citation-key'
import { useNavigation } from '../navigation'
import { Tooltip } from '../ui/tooltip'
import { faultWords } from './support-words'

/** The sentences of the answer that is drawn, as they were checked. */
export const SupportContext = createContext<readonly SupportedSentence[]>([])

/** A sentence to look at before it is sent: says why, and lights the nearest passage. */
export function UnbackedMark({ place, children }: { readonly place: number; readonly children: ReactNode }) {
  const sentence = useContext(SupportContext)[place]
  const answer = useContext(CitedAnswerContext)
  const { showSources } = useNavigation()
  if (!sentence) return <>{children}</>
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

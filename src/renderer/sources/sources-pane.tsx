import { X } from 'lucide-react'
import { useState } from 'react'
import type { ReadingMode } from '../document/pages-or-text'
import { useNavigation } from '../navigation'
import { Chip } from '../ui/chip'
import { countOf } from '../ui/figures'
import { IconButton } from '../ui/icon-button'
import { PassageCard } from './passage-card'

/** The passages behind one answer; the chosen one stands open, lit within its document. */
export function SourcesPane({ onClose }: { readonly onClose: () => void }) {
  const { sources, showSources } = useNavigation()
  // for all citations of the pane: whoever wants a page printed wants the next one so too
  const [mode, setMode] = useState<ReadingMode>('text')
  const { answerId, passages, activeNumber, choice } = sources
  const articleCount = new Set(passages.map(({ documentId }) => documentId)).size
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex h-[51px] shrink-0 items-center gap-2 pr-2.5 pl-3.5">
        <h2 className="text-sm font-semibold">Sources</h2>
        {passages.length > 0 && (
          <Chip>
            {countOf(passages.length, 'passage')}, {countOf(articleCount, 'article')}
          </Chip>
        )}
        <span className="grow" />
        <IconButton label="Close sources" onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <div className="flex min-h-0 grow flex-col gap-2.5 overflow-y-auto px-3.5 pb-3.5">
        {passages.map((passage, index) => (
          <PassageCard
            key={passage.chunkId}
            passage={passage}
            number={index + 1}
            total={passages.length}
            isActive={activeNumber === index + 1}
            choice={choice}
            mode={mode}
            onMode={setMode}
            onChoose={(number) => answerId !== null && showSources({ id: answerId, passages }, number)}
          />
        ))}
        {passages.length === 0 && (
          <p className="px-1 py-4 text-sm text-muted">The passages behind an answer are shown here.</p>
        )}
      </div>
    </div>
  )
}

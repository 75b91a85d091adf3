import { useId, useState } from 'react'

/** As many as the clamp below leaves; a longer question would push its own answer out of sight. */
const LINES_SHOWN = 8
/** What a line of the bubble holds at full width. An estimate, so that nothing is measured while it is drawn. */
const LINE_CHARS = 80

/** A question as it was asked; a long one is folded until somebody wants to read all of it. */
export function Question({ text }: { readonly text: string }) {
  const [isOpen, setIsOpen] = useState(false)
  const textId = useId()
  const isLong = estimatedLines(text) > LINES_SHOWN
  return (
    <article aria-label="Question" className="flex justify-end">
      <div className="max-w-[78%] rounded-xl rounded-br-[4px] bg-sunken px-3.5 py-[9px]">
        <p
          id={textId}
          dir="auto"
          className={`whitespace-pre-wrap [overflow-wrap:anywhere] ${isLong && !isOpen ? 'line-clamp-8' : ''}`}
        >
          {text}
        </p>
        {isLong && (
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={textId}
            onClick={() => setIsOpen(!isOpen)}
            className="mt-1 min-h-6 rounded-sm text-sm font-semibold text-accent underline underline-offset-2"
          >
            {isOpen ? 'Show less' : 'Show all'}
          </button>
        )}
      </div>
    </article>
  )
}

function estimatedLines(text: string): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE_CHARS)), 0)
}

import type { RewriteAction } from '@shared/draft-contract'
import { useStatus } from '../engine/use-engine'
import { LANGUAGES, languageLabel, REWRITES } from './draft-words'
import { QuietSelect } from './quiet-select'

interface RewriteBarProps {
  /** Where it stands, in pixels inside of the card; null: below the text. */
  readonly topPx: number | null
  readonly onChoose: (action: RewriteAction, language: string | null) => void
}

const NO_LANGUAGE = ''
const LANGUAGE_OPTIONS = [
  { value: NO_LANGUAGE, label: 'Translate' },
  ...LANGUAGES.map((tag) => ({ value: tag, label: languageLabel(tag) })),
]

/** What can be done with what is selected. Without a model it says what is missing instead of offering it. */
export function RewriteBar({ topPx, onChoose }: RewriteBarProps) {
  const status = useStatus()
  const place = topPx === null ? 'mt-2' : 'absolute left-2 z-10 shadow-card'
  return (
    <div
      role="toolbar"
      aria-label="Rewrite what is selected"
      style={topPx === null ? {} : { top: topPx }}
      // a press on the bar must not take the selection away
      onMouseDown={(event) => {
        if (!(event.target instanceof HTMLSelectElement)) event.preventDefault()
      }}
      className={`flex flex-wrap items-center gap-0.5 rounded-md border border-line-strong bg-raised p-0.5 ${place}`}
    >
      {status?.apiKey === 'none' ? (
        <span className="px-2 py-1 text-xs text-muted">
          Rewriting needs a model: add an API key in Settings.
        </span>
      ) : (
        <>
          {REWRITES.map(({ action, label }) => (
            <button
              key={action}
              type="button"
              onClick={() => onChoose(action, null)}
              className="h-7 rounded-[6px] px-2 text-[13px] text-muted transition-colors hover:bg-sunken hover:text-text"
            >
              {label}
            </button>
          ))}
          <QuietSelect
            label="Translate into"
            value={NO_LANGUAGE}
            options={LANGUAGE_OPTIONS}
            onChange={(tag) => tag !== NO_LANGUAGE && onChoose('translate', tag)}
          />
        </>
      )}
    </div>
  )
}

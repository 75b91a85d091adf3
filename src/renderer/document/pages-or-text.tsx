export type ReadingMode = 'pages' | 'text'

const MODES: readonly (readonly [ReadingMode, string])[] = [
  ['pages', 'Pages'],
  ['text', 'Text'],
]

interface PagesOrTextProps {
  readonly mode: ReadingMode
  readonly onMode: (mode: ReadingMode) => void
}

/** A PDF as it was printed, or as the text that is searched. */
export function PagesOrText({ mode, onMode }: PagesOrTextProps) {
  return (
    <fieldset className="flex h-[30px] items-center rounded-md border border-line-strong p-0.5 text-sm">
      <legend className="sr-only">Show as</legend>
      {MODES.map(([name, label]) => (
        <button
          key={name}
          type="button"
          aria-pressed={mode === name}
          onClick={() => onMode(name)}
          className="h-full rounded-sm px-2.5 font-medium text-muted aria-pressed:bg-accent-soft aria-pressed:text-text"
        >
          {label}
        </button>
      ))}
    </fieldset>
  )
}

import { CheckRow } from '../ui/check-row'
import { countOf } from '../ui/figures'
import { Popover } from '../ui/popover'
import { KIND_WORDS } from './masking-words'
import { useMasked } from './use-masked'

interface MaskedChipProps {
  readonly text: string
  /** Values that go out as they are. */
  readonly released: readonly string[]
  readonly onRelease: (released: readonly string[]) => void
}

/** How many details of the text stay on this machine; opens the list, where each can be let out. */
export function MaskedChip({ text, released, onRelease }: MaskedChipProps) {
  const masked = useMasked(text)
  if (masked === null || masked.mode === 'off' || masked.details.length === 0) return null
  const { mode, details } = masked
  const isReleased = (value: string) => released.includes(value)
  const count = details.filter(({ value }) => mode === 'forced' || !isReleased(value)).length
  return (
    <Popover
      label="Masked details"
      align="end"
      side="top"
      trigger={
        <button
          type="button"
          className="h-7 shrink-0 whitespace-nowrap rounded-full border border-line bg-bg px-2.5 text-xs text-muted transition-colors hover:border-line-strong hover:text-text"
        >
          {count === 0 ? 'Nothing masked' : `${countOf(count, 'detail')} masked`}
        </button>
      }
    >
      <p className="px-2 pt-1 pb-1.5 text-xs text-muted">
        {mode === 'forced'
          ? 'These do not leave this machine: your organisation has decided it.'
          : 'Ticked details do not leave this machine. The answer shows them again.'}
      </p>
      {details.map(({ value, kind }) =>
        mode === 'forced' ? (
          <p key={value} dir="auto" className="px-2 py-1 text-sm [overflow-wrap:anywhere]">
            {value} <span className="text-xs text-faint">{KIND_WORDS[kind].one}</span>
          </p>
        ) : (
          <CheckRow
            key={value}
            isChecked={!isReleased(value)}
            aside={KIND_WORDS[kind].one}
            onToggle={() =>
              onRelease(
                isReleased(value) ? released.filter((other) => other !== value) : [...released, value],
              )
            }
          >
            {value}
          </CheckRow>
        ),
      )}
    </Popover>
  )
}

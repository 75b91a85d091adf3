import { useState } from 'react'
import { SettingRow } from '../settings/setting-row'
import type { Checked } from '../settings/settings-fields'
import { useDraft } from '../settings/use-draft'
import { INPUT_CLASS } from '../ui/field'
import { parseAmount } from './model-words'

interface AmountRowProps {
  readonly id: string
  readonly label: string
  readonly about: string
  readonly unit: string
  /** Null: an empty field. */
  readonly value: number | null
  readonly bounds: { readonly min: number; readonly max: number; readonly isWhole?: boolean }
  /** Rejects with what is wrong. */
  readonly save: (value: number | null) => Promise<void>
}

/** A price or a limit that may be left empty. */
export function AmountRow({ id, label, about, unit, value, bounds, save }: AmountRowProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const [savedCount, setSavedCount] = useState(0)
  const draft = useDraft<number | null>({
    stored: value === null ? '' : String(value),
    check: (typed) => checkAmount(typed, bounds),
    async save(next) {
      try {
        await save(next)
        setProblem(null)
        setSavedCount((last) => last + 1)
        return true
      } catch (thrown) {
        setProblem(thrown instanceof Error ? thrown.message : 'It was not saved.')
        return false
      }
    },
  })
  const outcome = savedCount > 0 ? ({ kind: 'saved', count: savedCount } as const) : undefined
  return (
    <SettingRow id={id} label={label} about={about} outcome={outcome} why={draft.why ?? problem}>
      <div className="flex items-center gap-2 @lg:justify-end">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          placeholder="none"
          className={`${INPUT_CLASS} h-8 min-w-24 max-w-24 text-end tabular-nums`}
          value={draft.text}
          aria-invalid={draft.why !== null}
          aria-describedby={`${id}-about ${id}-wrong`}
          onChange={(event) => draft.onType(event.target.value)}
          onBlur={draft.onLeave}
          onKeyDown={(event) => event.key === 'Enter' && draft.onLeave()}
        />
        <span className="w-20 shrink-0 text-sm text-muted">{unit}</span>
      </div>
    </SettingRow>
  )
}

function checkAmount(typed: string, { min, max, isWhole }: AmountRowProps['bounds']): Checked<number | null> {
  const value = parseAmount(typed)
  if (value === null) return { kind: 'value', value }
  const fits = value !== 'wrong' && value >= min && value <= max && (!isWhole || Number.isInteger(value))
  if (fits) return { kind: 'value', value }
  const what = isWhole ? 'a whole number' : 'a number'
  return {
    kind: 'wrong',
    why: `Type ${what} from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}, or leave it empty.`,
  }
}

import type { Settings } from '@shared/settings'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { INPUT_CLASS } from '../ui/field'
import { Slider } from '../ui/slider'
import { Switch } from '../ui/switch'
import { SettingRow } from './setting-row'
import { type Checked, checkNumber, NUMBER_BOUNDS, type NumberKey } from './settings-fields'
import { useDraft } from './use-draft'
import type { SettingsEditor } from './use-settings-editor'

interface FieldProps {
  readonly editor: SettingsEditor
  readonly label: string
  readonly about?: ReactNode
}

const INPUT = `${INPUT_CLASS} h-8 min-w-0`

interface TextSettingProps<K extends keyof Settings> extends FieldProps {
  readonly settingKey: K
  readonly check: (typed: string) => Checked<Settings[K]>
  readonly placeholder?: string
  /** A button beside the field. */
  readonly extra?: ReactNode
}

/** Addresses, names and folders. */
export function TextSetting<K extends 'modelName' | 'serverUrl' | 'embeddingModelFolder'>(
  props: TextSettingProps<K>,
) {
  const { editor, settingKey, check, label, about, placeholder, extra } = props
  const id = `setting-${settingKey}`
  const draft = useDraft<Settings[K]>({
    stored: String(editor.settings[settingKey] ?? ''),
    check,
    save: (value) => editor.save({ [settingKey]: value }),
  })
  const outcome = editor.outcomes[settingKey]
  return (
    <SettingRow id={id} label={label} about={about} outcome={outcome} why={draft.why}>
      <div className="flex gap-2">
        <input
          id={id}
          type="text"
          spellCheck={false}
          autoComplete="off"
          className={INPUT}
          placeholder={placeholder}
          value={draft.text}
          aria-invalid={draft.why !== null || outcome?.kind === 'failed'}
          aria-describedby={`${id}-about ${id}-wrong`}
          onChange={(event) => draft.onType(event.target.value)}
          onBlur={draft.onLeave}
          onKeyDown={(event) => onFieldKey(event, draft)}
        />
        {extra}
      </div>
    </SettingRow>
  )
}

interface NumberSettingProps extends FieldProps {
  readonly settingKey: Exclude<NumberKey, 'conversationExpiryDays'>
  readonly unit?: string
  readonly isDisabled?: boolean
}

export function NumberSetting({ editor, settingKey, label, about, unit, isDisabled }: NumberSettingProps) {
  const id = `setting-${settingKey}`
  return (
    <SettingRow id={id} label={label} about={about} outcome={editor.outcomes[settingKey]} isCompact>
      <NumberInput
        id={id}
        settingKey={settingKey}
        value={editor.settings[settingKey]}
        unit={unit}
        isDisabled={isDisabled}
        save={(value) => editor.save({ [settingKey]: value })}
      />
    </SettingRow>
  )
}

interface NumberInputProps {
  readonly id: string
  readonly settingKey: NumberKey
  readonly value: number
  readonly unit?: string | undefined
  readonly isDisabled?: boolean | undefined
  readonly save: (value: number) => Promise<boolean>
}

export function NumberInput({ id, settingKey, value, unit, isDisabled = false, save }: NumberInputProps) {
  const draft = useDraft({ stored: String(value), check: (typed) => checkNumber(settingKey, typed), save })
  const { min, max } = NUMBER_BOUNDS[settingKey]
  return (
    <div>
      <div className="flex items-center justify-end gap-2">
        <input
          id={id}
          type="number"
          inputMode="numeric"
          min={min}
          max={max}
          disabled={isDisabled}
          className={`${INPUT} min-w-20 max-w-20 text-end tabular-nums disabled:opacity-50`}
          value={draft.text}
          aria-invalid={draft.why !== null}
          aria-describedby={`${id}-about ${id}-bounds`}
          onChange={(event) => draft.onType(event.target.value)}
          onBlur={draft.onLeave}
          onKeyDown={(event) => onFieldKey(event, draft)}
        />
        {unit && <span className="w-16 shrink-0 text-sm text-muted">{unit}</span>}
      </div>
      {draft.why && (
        <p id={`${id}-bounds`} role="alert" className="mt-1 max-w-52 text-end text-sm text-red">
          {draft.why}
        </p>
      )}
    </div>
  )
}

interface SwitchSettingProps extends FieldProps {
  readonly settingKey:
    | 'useAnswerCache'
    | 'useSimilarAnswers'
    | 'keepHistory'
    | 'maskPersonalData'
    | 'readScannedPages'
  readonly isDisabled?: boolean
}

export function SwitchSetting({ editor, settingKey, label, about, isDisabled = false }: SwitchSettingProps) {
  const id = `setting-${settingKey}`
  return (
    <SettingRow id={id} label={label} about={about} outcome={editor.outcomes[settingKey]} isCompact>
      <Switch
        id={id}
        isOn={editor.settings[settingKey]}
        isDisabled={isDisabled}
        onChange={(isOn) => void editor.save({ [settingKey]: isOn })}
        labelledBy={`${id}-label`}
        describedBy={about ? `${id}-about` : undefined}
      />
    </SettingRow>
  )
}

interface SliderSettingProps extends FieldProps {
  readonly settingKey: 'creativity' | 'messagesShown'
  readonly step: number
  readonly words: (value: number) => string
}

/** Shows the value as it moves and saves it when the hand lets go. */
export function SliderSetting({ editor, settingKey, label, about, step, words }: SliderSettingProps) {
  const id = `setting-${settingKey}`
  const [moving, setMoving] = useState<number | null>(null)
  const value = moving ?? editor.settings[settingKey]
  const { min, max } = NUMBER_BOUNDS[settingKey]
  return (
    <SettingRow id={id} label={label} about={about} outcome={editor.outcomes[settingKey]}>
      <div className="flex items-center gap-3">
        <Slider
          value={value}
          min={min}
          max={max}
          step={step}
          onChange={setMoving}
          onCommit={(next) => {
            setMoving(null)
            void editor.save({ [settingKey]: next })
          }}
          labelledBy={`${id}-label`}
          valueText={words(value)}
        />
        <output className="w-8 shrink-0 text-end text-sm tabular-nums">{value}</output>
      </div>
      <p className="text-sm text-muted">{words(value)}</p>
    </SettingRow>
  )
}

/** Enter saves at once; Esc first takes back what was typed, and only then leaves the view. */
function onFieldKey(event: KeyboardEvent, draft: { onLeave: () => void; undo: () => boolean }): void {
  if (event.key === 'Enter') draft.onLeave()
  if (event.key !== 'Escape' || !draft.undo()) return
  event.preventDefault()
  event.stopPropagation()
}

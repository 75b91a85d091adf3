import { RadioGroup } from 'radix-ui'
import { useSaveSettings, useSettings } from '../engine/use-engine'
import { type ComposerMode, LANGUAGES, LENGTHS, languageLabel, MODES, TONES } from './draft-words'
import { QuietSelect } from './quiet-select'

interface ComposerModesProps {
  readonly mode: ComposerMode
  readonly onChange: (mode: ComposerMode) => void
}

const OWN_LANGUAGE = ''
const LANGUAGE_OPTIONS = [
  { value: OWN_LANGUAGE, label: 'Customer’s language' },
  ...LANGUAGES.map((tag) => ({ value: tag, label: languageLabel(tag) })),
]

/** What is asked for, and for a reply how it is to sound; both are kept for the next time. */
export function ComposerModes({ mode, onChange }: ComposerModesProps) {
  const settings = useSettings()
  const save = useSaveSettings()
  return (
    <>
      <RadioGroup.Root
        aria-label="What to write"
        value={mode}
        onValueChange={(value) => onChange(value as ComposerMode)}
        orientation="horizontal"
        className="flex shrink-0 rounded-md border border-line bg-sunken p-0.5"
      >
        {MODES.map(({ mode: value, label, hint }) => (
          <RadioGroup.Item
            key={value}
            value={value}
            title={hint}
            className="h-7 rounded-[6px] px-2.5 text-[13px] text-muted transition-colors hover:text-text data-[state=checked]:bg-panel data-[state=checked]:font-medium data-[state=checked]:text-text data-[state=checked]:shadow-sm"
          >
            {label}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      {mode === 'draft' && settings && (
        <span className="flex min-w-0 flex-wrap items-center">
          <QuietSelect
            label="Tone of the reply"
            value={settings.replyTone}
            options={TONES}
            onChange={(tone) => save({ replyTone: tone as typeof settings.replyTone })}
          />
          <QuietSelect
            label="Length of the reply"
            value={settings.replyLength}
            options={LENGTHS}
            onChange={(length) => save({ replyLength: length as typeof settings.replyLength })}
          />
          <QuietSelect
            label="Language of the reply"
            value={settings.replyLanguage ?? OWN_LANGUAGE}
            options={LANGUAGE_OPTIONS}
            onChange={(tag) => save({ replyLanguage: tag === OWN_LANGUAGE ? null : tag })}
          />
        </span>
      )}
    </>
  )
}

import { useSaveSettings, useSettings } from '../engine/use-engine'
import { SegmentRadios } from '../ui/segmented'
import { type ComposerMode, LANGUAGES, LENGTHS, languageLabel, MODES, TONES } from './draft-words'
import { QuietSelect } from './quiet-select'

interface ComposerModesProps {
  readonly mode: ComposerMode
  readonly onChange: (mode: ComposerMode) => void
}

const SEGMENTS = MODES.map(({ mode, label, hint }) => ({ value: mode, label, hint }))
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
      <SegmentRadios label="What to write" value={mode} segments={SEGMENTS} onChange={onChange} />
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

import type { Settings } from '@shared/settings'
import { Monitor, Moon, Sun } from 'lucide-react'
import { type Segment, SegmentRadios } from '../ui/segmented'
import { SettingRow, SettingsSection } from './setting-row'
import type { SettingsEditor } from './use-settings-editor'

const THEMES = (
  [
    ['system', 'System', Monitor],
    ['light', 'Light', Sun],
    ['dark', 'Dark', Moon],
  ] as const
).map(
  ([value, words, Icon]): Segment<Settings['theme']> => ({
    value,
    label: (
      <>
        <Icon aria-hidden size={14} />
        {words}
      </>
    ),
  }),
)

export function AppearanceSection({ editor }: { readonly editor: SettingsEditor }) {
  const id = 'setting-theme'
  return (
    <SettingsSection id="appearance" title="Appearance">
      <SettingRow id={id} isSelfNamed label="Theme" outcome={editor.outcomes.theme}>
        <SegmentRadios
          id={id}
          labelledBy={`${id}-label`}
          value={editor.settings.theme}
          segments={THEMES}
          onChange={(theme) => void editor.save({ theme })}
          isWide
        />
      </SettingRow>
    </SettingsSection>
  )
}

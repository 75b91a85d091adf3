import type { Settings } from '@shared/settings'
import { Monitor, Moon, Sun } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import { SettingRow, SettingsSection } from './setting-row'
import type { SettingsEditor } from './use-settings-editor'

const THEMES = [
  { theme: 'system', label: 'System', Icon: Monitor },
  { theme: 'light', label: 'Light', Icon: Sun },
  { theme: 'dark', label: 'Dark', Icon: Moon },
] as const satisfies readonly { theme: Settings['theme']; label: string; Icon: typeof Sun }[]

export function AppearanceSection({ editor }: { readonly editor: SettingsEditor }) {
  const id = 'setting-theme'
  return (
    <SettingsSection id="appearance" title="Appearance">
      <SettingRow id={id} isSelfNamed label="Theme" outcome={editor.outcomes.theme}>
        <RadioGroup.Root
          id={id}
          aria-labelledby={`${id}-label`}
          value={editor.settings.theme}
          onValueChange={(theme) => void editor.save({ theme: theme as Settings['theme'] })}
          orientation="horizontal"
          className="flex rounded-md border border-line bg-sunken p-0.5"
        >
          {THEMES.map(({ theme, label, Icon }) => (
            <RadioGroup.Item
              key={theme}
              value={theme}
              className="flex h-7 flex-1 items-center justify-center gap-1.5 rounded-[6px] text-sm text-muted transition-colors hover:text-text data-[state=checked]:bg-panel data-[state=checked]:font-medium data-[state=checked]:text-text data-[state=checked]:shadow-sm"
            >
              <Icon aria-hidden size={14} />
              {label}
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
      </SettingRow>
    </SettingsSection>
  )
}

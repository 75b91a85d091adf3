import { SwitchSetting } from './setting-fields'
import { SettingsSection } from './setting-row'
import type { SettingsEditor } from './use-settings-editor'

export function ReadingSection({ editor }: { readonly editor: SettingsEditor }) {
  return (
    <SettingsSection id="reading" title="Reading files" about="How files become searchable text.">
      <SwitchSetting
        editor={editor}
        settingKey="readScannedPages"
        label="Read scanned pages"
        about={
          editor.settings.readScannedPages
            ? 'Pages of PDFs that are only pictures are read by text recognition, on this computer: English, German and French print. Files refused before are read with Retry in Knowledge.'
            : 'PDFs that are only pictures of pages are refused. On: they are read on this computer (English, German and French print), at 2 to 10 seconds a page and up to 400 MB of memory meanwhile.'
        }
      />
    </SettingsSection>
  )
}

import { SettingRow } from '../settings/setting-row'
import type { Checked } from '../settings/settings-fields'
import { useDraft } from '../settings/use-draft'
import type { SettingsEditor } from '../settings/use-settings-editor'
import { INPUT_CLASS } from '../ui/field'

const ID = 'setting-currency'
const MAX_CHARS = 5

export function CurrencyRow({ editor }: { readonly editor: SettingsEditor }) {
  const draft = useDraft<string>({
    stored: editor.settings.currency,
    check: checkCurrency,
    save: (currency) => editor.save({ currency }),
  })
  return (
    <SettingRow
      id={ID}
      label="Currency"
      about="Of the prices; a sign or a short name."
      isCompact
      outcome={editor.outcomes.currency}
      why={draft.why}
    >
      <input
        id={ID}
        type="text"
        maxLength={MAX_CHARS}
        autoComplete="off"
        className={`${INPUT_CLASS} h-8 max-w-20 text-end`}
        value={draft.text}
        aria-describedby={`${ID}-about ${ID}-wrong`}
        onChange={(event) => draft.onType(event.target.value)}
        onBlur={draft.onLeave}
      />
    </SettingRow>
  )
}

function checkCurrency(typed: string): Checked<string> {
  const value = typed.trim()
  return value === ''
    ? { kind: 'wrong', why: 'Type a sign or a short name, such as € or USD.' }
    : { kind: 'value', value }
}

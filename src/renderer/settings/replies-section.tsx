import type { Settings } from '@shared/settings'
import { INPUT_CLASS } from '../ui/field'
import { SettingRow, SettingsSection } from './setting-row'
import { useDraft } from './use-draft'
import type { SettingsEditor } from './use-settings-editor'

/** What stands around every reply that is drafted. */
export function RepliesSection({ editor }: { readonly editor: SettingsEditor }) {
  return (
    <SettingsSection
      id="replies"
      title="Replies"
      about="Added to each draft on this computer; neither is sent to the model."
    >
      <LinesSetting
        editor={editor}
        settingKey="agentName"
        label="Your name"
        about="Stands for {{agent_name}} in macros. Empty: the name in the signature."
        placeholder="Marta"
        lines={1}
        maxChars={100}
      />
      <LinesSetting
        editor={editor}
        settingKey="replyGreeting"
        label="Greeting"
        about="{customer} is the name, where it is known. Empty: by the language and tone of the reply."
        placeholder="Hello {customer},"
        lines={1}
        maxChars={300}
      />
      <LinesSetting
        editor={editor}
        settingKey="replySignature"
        label="Signature"
        about="Stands under each reply."
        placeholder={'Best regards\nMarta'}
        lines={4}
        maxChars={2000}
      />
    </SettingsSection>
  )
}

interface LinesSettingProps {
  readonly editor: SettingsEditor
  readonly settingKey: 'agentName' | 'replyGreeting' | 'replySignature'
  readonly label: string
  readonly about: string
  readonly placeholder: string
  readonly lines: number
  readonly maxChars: number
}

function LinesSetting({ editor, settingKey, label, about, placeholder, lines, maxChars }: LinesSettingProps) {
  const id = `setting-${settingKey}`
  const draft = useDraft<Settings[typeof settingKey]>({
    stored: editor.settings[settingKey],
    check: (typed) => ({ kind: 'value', value: typed }),
    save: (value) => editor.save({ [settingKey]: value }),
  })
  return (
    <SettingRow id={id} label={label} about={about} outcome={editor.outcomes[settingKey]} why={draft.why}>
      <textarea
        id={id}
        rows={lines}
        maxLength={maxChars}
        className={`${INPUT_CLASS} min-w-0 resize-y py-1.5`}
        placeholder={placeholder}
        value={draft.text}
        aria-describedby={`${id}-about ${id}-wrong`}
        onChange={(event) => draft.onType(event.target.value)}
        onBlur={draft.onLeave}
      />
    </SettingRow>
  )
}

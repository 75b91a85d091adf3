import type { Status } from '@shared/models'
import { useClient } from '../engine/use-engine'
import { countOf } from '../ui/figures'
import { Switch } from '../ui/switch'
import { OneShotAction } from './one-shot-action'
import { NumberInput, SliderSetting, SwitchSetting } from './setting-fields'
import { SettingRow, SettingsSection } from './setting-row'
import { cleanedUpWords, expiryWords } from './settings-fields'
import type { SettingsEditor } from './use-settings-editor'

/** What the switch begins with: a quarter outlives most support cases. */
const DEFAULT_EXPIRY_DAYS = 90

interface ConversationsSectionProps {
  readonly editor: SettingsEditor
  readonly status: Status | null
}

export function ConversationsSection({ editor, status }: ConversationsSectionProps) {
  return (
    <SettingsSection
      id="conversations"
      title="Conversations"
      about={
        status
          ? `${countOf(status.conversationCount, 'conversation')} with ${countOf(status.messageCount, 'message')} on this computer.`
          : 'Kept on this computer only.'
      }
    >
      <SwitchSetting
        editor={editor}
        settingKey="keepHistory"
        label="Keep history"
        about="Off: a conversation is forgotten when the next one begins or the app closes. Conversations already kept stay until you delete them."
      />
      <SliderSetting
        editor={editor}
        settingKey="messagesShown"
        label="Messages shown"
        about="Earlier ones stay one click away."
        step={10}
        words={(count) => `The newest ${count} of a conversation`}
      />
      <ExpirySetting editor={editor} />
    </SettingsSection>
  )
}

function ExpirySetting({ editor }: { readonly editor: SettingsEditor }) {
  const client = useClient()
  const id = 'setting-conversationExpiryDays'
  const days = editor.settings.conversationExpiryDays
  return (
    <>
      <SettingRow
        id={id}
        label="Remove old conversations"
        about={expiryWords(days)}
        outcome={editor.outcomes.conversationExpiryDays}
        isCompact
      >
        <Switch
          id={id}
          isOn={days !== null}
          onChange={(isOn) => void editor.save({ conversationExpiryDays: isOn ? DEFAULT_EXPIRY_DAYS : null })}
          labelledBy={`${id}-label`}
          describedBy={`${id}-about`}
        />
      </SettingRow>
      {days !== null && (
        <>
          <SettingRow id={`${id}-days`} label="Remove after" isCompact>
            <NumberInput
              id={`${id}-days`}
              settingKey="conversationExpiryDays"
              value={days}
              unit="days"
              save={(value) => editor.save({ conversationExpiryDays: value })}
            />
          </SettingRow>
          <SettingRow
            id="setting-cleanUp"
            isSelfNamed
            label="Clean up"
            about="Happens by itself; pinned conversations are never removed."
            isCompact
          >
            <OneShotAction
              id="setting-cleanUp"
              label="Clean up now"
              run={async () => cleanedUpWords((await client.call('conversations.cleanUp', {})).removed)}
            />
          </SettingRow>
        </>
      )}
    </>
  )
}

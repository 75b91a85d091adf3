import type { ModelProfile } from '@shared/model-models'
import { ModelChoice } from '../models/model-choice'
import { ApiKeySetting } from './api-key-setting'
import { ConnectionTest } from './connection-test'
import { NumberSetting, SliderSetting, TextSetting } from './setting-fields'
import { SettingsSection } from './setting-row'
import { checkModelName, checkServerUrl, creativityWords } from './settings-fields'
import type { SettingsEditor } from './use-settings-editor'

interface AnswersSectionProps {
  readonly editor: SettingsEditor
  readonly profile: ModelProfile
}

export function AnswersSection({ editor, profile }: AnswersSectionProps) {
  return (
    <SettingsSection
      id="answers"
      title="Answers"
      about={`With a key, the model of “${profile.name}” writes the answer from the passages found here. Without one, the best passages are quoted.`}
    >
      <ApiKeySetting key={profile.id} profile={profile} />
      <TextSetting
        editor={editor}
        settingKey="modelName"
        label="Model"
        about="As the server spells it."
        placeholder="mistral-small-latest"
        check={checkModelName}
        extra={
          <ModelChoice
            profileId={profile.id}
            current={editor.settings.modelName}
            onChoose={(modelName) => void editor.save({ modelName })}
          />
        }
      />
      <TextSetting
        editor={editor}
        settingKey="serverUrl"
        label="Server address"
        about="Mistral, or any server that speaks its protocol."
        placeholder="https://api.mistral.ai"
        check={checkServerUrl}
      />
      <ConnectionTest />
      <SliderSetting
        editor={editor}
        settingKey="creativity"
        label="Creativity"
        about="How freely an answer is worded."
        step={5}
        words={creativityWords}
      />
      <NumberSetting
        editor={editor}
        settingKey="passageCount"
        label="Passages per answer"
        about="More passages cover more, fewer keep to the point."
        unit="passages"
      />
      <NumberSetting
        editor={editor}
        settingKey="maxAnswerTokens"
        label="Longest answer"
        about="100 tokens are about 75 English words."
        unit="tokens"
      />
      <NumberSetting
        editor={editor}
        settingKey="firstByteTimeoutS"
        label="Wait for the first words"
        about="After this time the best passages are quoted instead."
        unit="seconds"
      />
      <NumberSetting
        editor={editor}
        settingKey="idleTimeoutS"
        label="Longest silence"
        about="An answer that stops coming for so long is ended, and what came is kept."
        unit="seconds"
      />
      <NumberSetting
        editor={editor}
        settingKey="requestsPerMinute"
        label="Requests per minute"
        about="The most this computer asks of the server. A server that bears less says so, and is obeyed."
        unit="a minute"
      />
    </SettingsSection>
  )
}

import type { Status } from '@shared/models'
import { useClient } from '../engine/use-engine'
import { countOf } from '../ui/figures'
import { OneShotAction } from './one-shot-action'
import { NumberSetting, SwitchSetting } from './setting-fields'
import { SettingRow, SettingsSection } from './setting-row'
import { clearedCacheWords } from './settings-fields'
import type { SettingsEditor } from './use-settings-editor'

interface CacheSectionProps {
  readonly editor: SettingsEditor
  readonly status: Status | null
}

export function CacheSection({ editor, status }: CacheSectionProps) {
  const client = useClient()
  const count = status?.cachedAnswerCount
  return (
    <SettingsSection
      id="cache"
      title="Answer cache"
      about="The same question gets its stored answer at once, marked with its age."
    >
      <SwitchSetting
        editor={editor}
        settingKey="useAnswerCache"
        label="Use stored answers"
        about="A stored answer vanishes when an article it rests on changes."
      />
      <SwitchSetting
        editor={editor}
        settingKey="useSimilarAnswers"
        label="Also for other words"
        about="A question that means the same and rests on the same passages gets the stored answer too, with the question it was asked as before."
        isDisabled={!editor.settings.useAnswerCache}
      />
      <NumberSetting
        editor={editor}
        settingKey="answerCacheMaxAgeDays"
        label="Keep for"
        unit="days"
        isDisabled={!editor.settings.useAnswerCache}
      />
      <SettingRow
        id="setting-clearCache"
        isSelfNamed
        label="Stored answers"
        about={count === undefined ? 'Counting.' : `${countOf(count, 'answer')} stored.`}
        isCompact
      >
        <OneShotAction
          id="setting-clearCache"
          label="Clear"
          isDisabled={count === 0}
          run={async () => clearedCacheWords((await client.call('cache.clear', {})).removed)}
        />
      </SettingRow>
    </SettingsSection>
  )
}

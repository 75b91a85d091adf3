import type { Status } from '@shared/models'
import { isMeaningSearchOff } from '../engine/meaning-search'
import { Button } from '../ui/button'
import { formatCount } from '../ui/figures'
import { ProgressBar } from '../ui/progress-bar'
import { MODEL_STATES } from './doctor-report'
import { TextSetting } from './setting-fields'
import { SettingRow, SettingsSection } from './setting-row'
import { checkFolder } from './settings-fields'
import type { SettingsEditor } from './use-settings-editor'

interface SearchModelSectionProps {
  readonly editor: SettingsEditor
  readonly status: Status | null
}

export function SearchModelSection({ editor, status }: SearchModelSectionProps) {
  const folder = editor.settings.embeddingModelFolder
  return (
    <SettingsSection
      id="search-model"
      title="Search model"
      about="Finds passages by meaning, on this computer. Keyword search works without it."
    >
      {status && <ModelState status={status} />}
      <TextSetting
        editor={editor}
        settingKey="embeddingModelFolder"
        label="Model folder"
        about={
          folder === null
            ? 'The model that ships with the app is used.'
            : 'Every passage is read again with a new model; keyword search goes on meanwhile.'
        }
        placeholder="Comes with the app"
        check={checkFolder}
        extra={
          folder !== null && (
            <Button className="h-8" onClick={() => void editor.save({ embeddingModelFolder: null })}>
              Reset
            </Button>
          )
        }
      />
    </SettingsSection>
  )
}

function ModelState({ status }: { readonly status: Status }) {
  const { embedding, embeddedCount, chunkCount } = status
  return (
    <SettingRow
      id="setting-modelState"
      isSelfNamed
      label={embedding.modelId ?? 'No model'}
      about={
        <span className={isMeaningSearchOff(status) ? 'text-amber' : undefined}>
          {embedding.message ??
            `${MODEL_STATES[embedding.state].replace(/^./, (letter) => letter.toUpperCase())}.`}
        </span>
      }
    >
      <div id="setting-modelState" className="flex min-h-7 items-center gap-3 text-sm text-muted">
        <ProgressBar
          label="Passages searchable by meaning"
          fraction={chunkCount === 0 ? 0 : embeddedCount / chunkCount}
          className="grow"
        />
        <span className="tabular-nums">
          {formatCount(embeddedCount)} of {formatCount(chunkCount)}
        </span>
      </div>
    </SettingRow>
  )
}

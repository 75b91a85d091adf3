import { useCall } from '../engine/use-engine'
import { SettingsSection } from '../settings/setting-row'
import { ErrorNotice } from '../ui/error-notice'
import { PromptEditor } from './prompt-editor'

/** What the model is told, to be read, changed and put back. */
export function PromptsSection() {
  const prompts = useCall('prompts.list', {})
  return (
    <SettingsSection
      id="prompts"
      title="Prompts"
      about="What the model is told before each question. A changed text is used from the next question on, and stored answers of the old one are not given again."
    >
      {prompts.kind === 'ready' &&
        prompts.output.prompts.map((prompt) => (
          <PromptEditor key={prompt.name} prompt={prompt} onChanged={prompts.reload} />
        ))}
      {prompts.kind === 'failed' && (
        <div className="p-4">
          <ErrorNotice error={prompts.error} onRetry={prompts.reload} />
        </div>
      )}
    </SettingsSection>
  )
}

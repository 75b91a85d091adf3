import { AppError } from '@shared/errors'
import type { ModelOverview, ModelProfile } from '@shared/model-models'
import type { SettingsPatch } from '@shared/settings'
import { useEffect } from 'react'
import { useCall, useClient } from '../engine/use-engine'
import { SettingsSection } from '../settings/setting-row'
import type { SettingsEditor } from '../settings/use-settings-editor'
import { ProgressBar } from '../ui/progress-bar'
import { AmountRow } from './amount-row'
import { CurrencyRow } from './currency-row'
import { budgetWords } from './model-words'
import { UsageTable } from './usage-table'
import { activeProfile } from './use-models'

interface BudgetSectionProps {
  readonly editor: SettingsEditor
  readonly overview: ModelOverview
}

/** What models have used, what it cost, and how much a day may use. */
export function BudgetSection({ editor, overview }: BudgetSectionProps) {
  const { budget } = overview
  const { currency, dailyTokenLimit, dailyCostLimit } = editor.settings
  const profile = activeProfile(overview)
  async function save(patch: SettingsPatch): Promise<void> {
    if (!(await editor.save(patch))) throw new AppError('bad_request', 'It was not saved.')
  }
  return (
    <SettingsSection
      id="budget"
      title="Tokens and cost"
      about="Counted on this computer, from what the servers say. When a limit is reached, answers quote the knowledge base until the next day."
    >
      <div className="grid gap-2 px-4 py-3">
        <p className={budget.isUsedUp ? 'text-amber' : ''} role="status">
          {budgetWords(budget, currency)}
          {budget.isUsedUp && '. Today’s limit is used up: raise it below to go on.'}
        </p>
        {budget.tokenLimit !== null && (
          <ProgressBar
            label="Tokens of today’s limit"
            fraction={budget.tokensToday / budget.tokenLimit}
            className="w-full max-w-80"
          />
        )}
        {budget.costLimit !== null && (
          <ProgressBar
            label="Cost of today’s limit"
            fraction={budget.costToday / budget.costLimit}
            className="w-full max-w-80"
          />
        )}
      </div>
      <AmountRow
        id="setting-dailyTokenLimit"
        label="Tokens a day"
        about="The most that is asked of models on one day. Empty: no limit."
        unit="tokens"
        value={dailyTokenLimit}
        bounds={{ min: 1000, max: 1_000_000_000, isWhole: true }}
        save={(value) => save({ dailyTokenLimit: value })}
      />
      <AmountRow
        id="setting-dailyCostLimit"
        label="Cost a day"
        about="Needs the prices of the model. Empty: no limit."
        unit={currency}
        value={dailyCostLimit}
        bounds={{ min: 0.01, max: 1_000_000 }}
        save={(value) => save({ dailyCostLimit: value })}
      />
      {profile && <PriceRows profile={profile} currency={currency} />}
      <CurrencyRow editor={editor} />
      <Usage currency={currency} tokensToday={budget.tokensToday} />
    </SettingsSection>
  )
}

const PRICE_BOUNDS = { min: 0, max: 100_000 } as const

function PriceRows({ profile, currency }: { readonly profile: ModelProfile; readonly currency: string }) {
  const client = useClient()
  const save = async (patch: { promptPrice: number | null } | { answerPrice: number | null }) =>
    void (await client.call('model.updateProfile', { profileId: profile.id, patch }))
  return (
    <>
      <AmountRow
        // another profile's price must not be what was being typed for this one
        key={`prompt-${profile.id}`}
        id="setting-promptPrice"
        label={`Price of what is sent to ${profile.name}`}
        about="For a million tokens, as your contract says."
        unit={currency}
        value={profile.promptPrice}
        bounds={PRICE_BOUNDS}
        save={(promptPrice) => save({ promptPrice })}
      />
      <AmountRow
        key={`answer-${profile.id}`}
        id="setting-answerPrice"
        label={`Price of what ${profile.name} writes`}
        about="For a million tokens, as your contract says."
        unit={currency}
        value={profile.answerPrice}
        bounds={PRICE_BOUNDS}
        save={(answerPrice) => save({ answerPrice })}
      />
    </>
  )
}

/** The newest week; read anew when today's count grows, so that it does not lag behind the line above. */
function Usage({ currency, tokensToday }: { readonly currency: string; readonly tokensToday: number }) {
  const usage = useCall('model.usage', { days: 7 })
  const { reload } = usage
  // biome-ignore lint/correctness/useExhaustiveDependencies: the count only asks for another reading
  useEffect(reload, [tokensToday, reload])
  if (usage.kind !== 'ready' || usage.output.days.length === 0) return null
  return <UsageTable days={usage.output.days} currency={currency} />
}

import { AppError } from '@shared/errors'
import type { BudgetState } from '@shared/model-models'
import type { Settings } from '@shared/settings'
import type { ModelUsage } from './usage'

/** What may be asked of models on one day. Answers under way when it is reached are written to their end. */
export interface Budget {
  read(): BudgetState
  /** Throws api_budget_used. */
  assertLeft(): void
}

export function createBudget({
  usage,
  settings,
}: {
  readonly usage: Pick<ModelUsage, 'today'>
  readonly settings: { get(): Settings }
}): Budget {
  function read(): BudgetState {
    const { tokens, cost } = usage.today()
    const { dailyTokenLimit: tokenLimit, dailyCostLimit: costLimit } = settings.get()
    const isUsedUp =
      (tokenLimit !== null && tokens >= tokenLimit) || (costLimit !== null && cost >= costLimit)
    return { tokensToday: tokens, costToday: cost, tokenLimit, costLimit, isUsedUp }
  }

  return {
    read,
    assertLeft() {
      const { isUsedUp, tokensToday, tokenLimit, costLimit } = read()
      if (!isUsedUp) return
      const isByTokens = tokenLimit !== null && tokensToday >= tokenLimit
      const limit = isByTokens
        ? `${tokenLimit.toLocaleString('en')} tokens`
        : `${costLimit?.toLocaleString('en')} ${settings.get().currency}`
      throw new AppError(
        'api_budget_used',
        `Today’s limit of ${limit} for the model is used up, so it is not asked again until tomorrow. The limit can be raised in Settings.`,
      )
    },
  }
}

import type { BudgetState, ModelHealth, ModelProfile, UsageDay } from '@shared/model-models'
import { parseUrl } from '@shared/server-url'
import { countOf, formatCount } from '../ui/figures'

/** `api.mistral.ai`, or `127.0.0.1:8080`. */
export function serverName(serverUrl: string): string {
  return parseUrl(serverUrl)?.host ?? serverUrl
}

export function keyWords(profile: ModelProfile): { readonly text: string; readonly needsLook: boolean } {
  if (profile.key === 'other_server')
    return { text: `key is for ${serverName(profile.keyServer ?? '')}`, needsLook: true }
  if (profile.key === 'configured') return { text: 'key set', needsLook: false }
  return profile.needsKey
    ? { text: 'no key yet', needsLook: true }
    : { text: 'needs no key', needsLook: false }
}

/** Seconds until the server may be asked again; null when it may be. */
export function restSeconds({ state, until }: ModelHealth, now: number): number | null {
  return state === 'resting' && until !== null && until > now ? Math.ceil((until - now) / 1000) : null
}

/** `15 s`, `4 min 20 s`. */
export function countdownWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

export function budgetWords(budget: BudgetState, currency: string): string {
  const tokens = `${countOf(budget.tokensToday, 'token')} today`
  return budget.costToday > 0 ? `${tokens}, ${costWords(budget.costToday, currency)}` : tokens
}

/** Small sums keep the figures that tell them apart. */
export function costWords(cost: number, currency: string): string {
  const digits = cost === 0 || cost >= 1 ? 2 : cost >= 0.01 ? 3 : 5
  return `${cost.toFixed(digits)} ${currency}`
}

export function usageCells(row: UsageDay, currency: string): readonly string[] {
  return [
    row.day,
    row.modelName,
    formatCount(row.requests),
    formatCount(row.promptTokens),
    formatCount(row.answerTokens),
    row.cost === null ? '–' : costWords(row.cost, currency),
  ]
}

/** What stands in a field for a price or a limit: a number with a point or a comma, or nothing. */
export function parseAmount(typed: string): number | null | 'wrong' {
  const text = typed.trim().replace(',', '.')
  if (text === '') return null
  return /^\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : 'wrong'
}

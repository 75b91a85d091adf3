import { localDay } from '@shared/local-day'
import type { Logger } from '@shared/log'
import type { UsageDay } from '@shared/model-models'
import type { TokenUsage } from '@shared/models'
import type { WritableDb } from '../db/open-database'
import type { StoredProfile } from './profile-rows'

/** Tokens and cost by day, profile and model. */
export interface ModelUsage {
  add(profile: Pick<StoredProfile, 'id' | 'name' | 'promptPrice' | 'answerPrice'>, used: UsedTokens): void
  today(): { readonly tokens: number; readonly cost: number }
  /** The newest so many days that have any, the newest first. */
  days(count: number): UsageDay[]
  flush(): void
}

export interface UsedTokens extends TokenUsage {
  readonly modelName: string
}

export interface UsageOptions {
  readonly db: WritableDb
  readonly now: () => number
  readonly log: Logger
  readonly onChange: () => void
}

/** A commit of its own for each answer would cost more than the answer's search; after a kill this much is lost. */
const FLUSH_AFTER_MS = 2000
const PRICE_TOKENS = 1_000_000

type UsageRow = UsageDay

export function createModelUsage({ db, now, log, onChange }: UsageOptions): ModelUsage {
  const statements = prepare(db)
  let pending: UsageRow[] = []
  let timer: NodeJS.Timeout | undefined
  let known = readToday()

  function readToday(): { day: string; tokens: number; cost: number } {
    const day = localDay(now())
    return { day, ...(statements.today.get(day) ?? { tokens: 0, cost: 0 }) }
  }

  function current() {
    if (known.day === localDay(now())) return known
    flush()
    known = readToday()
    return known
  }

  const write = db.transaction((rows: readonly UsageRow[]) => {
    for (const row of rows) statements.add.run(row)
  })

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (!db.open || pending.length === 0) return
    try {
      write.immediate(pending)
      pending = []
    } catch (error) {
      log.error('usage_not_written', error)
    }
  }

  return {
    add({ id, name, promptPrice, answerPrice }, { modelName, promptTokens, answerTokens }) {
      const { day } = current()
      const hasPrice = promptPrice !== null || answerPrice !== null
      const sum = promptTokens * (promptPrice ?? 0) + answerTokens * (answerPrice ?? 0)
      const cost = hasPrice ? sum / PRICE_TOKENS : null
      pending.push({
        day,
        profileId: id,
        profileName: name,
        modelName,
        requests: 1,
        promptTokens,
        answerTokens,
        cost,
      })
      known = { day, tokens: known.tokens + promptTokens + answerTokens, cost: known.cost + (cost ?? 0) }
      timer ??= setTimeout(flush, FLUSH_AFTER_MS).unref()
      onChange()
    },
    today: () => ({ tokens: current().tokens, cost: current().cost }),
    days(count) {
      flush()
      return statements.days.all(count)
    },
    flush,
  }
}

function prepare(db: WritableDb) {
  return {
    today: db.prepare<[string], { tokens: number; cost: number }>(
      `SELECT coalesce(sum(prompt_tokens + answer_tokens), 0) AS tokens, coalesce(sum(cost), 0.0) AS cost
       FROM model_usage WHERE day = ?`,
    ),
    add: db.prepare(
      `INSERT INTO model_usage (day, profile_id, model_name, profile_name, requests, prompt_tokens, answer_tokens, cost)
       VALUES (@day, @profileId, @modelName, @profileName, @requests, @promptTokens, @answerTokens, @cost)
       ON CONFLICT (day, profile_id, model_name) DO UPDATE SET
         profile_name = excluded.profile_name,
         requests = requests + excluded.requests,
         prompt_tokens = prompt_tokens + excluded.prompt_tokens,
         answer_tokens = answer_tokens + excluded.answer_tokens,
         cost = CASE WHEN cost IS NULL AND excluded.cost IS NULL THEN NULL
                     ELSE coalesce(cost, 0) + coalesce(excluded.cost, 0) END`,
    ),
    days: db.prepare<[number], UsageDay>(
      `SELECT day, profile_id AS profileId, profile_name AS profileName, model_name AS modelName, requests,
         prompt_tokens AS promptTokens, answer_tokens AS answerTokens, cost
       FROM model_usage
       WHERE day IN (SELECT DISTINCT day FROM model_usage ORDER BY day DESC LIMIT ?)
       ORDER BY day DESC, profile_id, model_name`,
    ),
  }
}

import type { ErrorCode } from '@shared/errors'
import type { ImportJob, Status } from '@shared/models'
import { isMeaningSearchOff } from '../engine/meaning-search'
import { countdownWords } from '../models/model-words'
import { countOf, formatCount, formatDuration } from '../ui/figures'

export type Tone = 'ready' | 'working' | 'attention'

export interface Progress {
  readonly label: string
  /** 0 … 1. */
  readonly fraction: number
  readonly text: string
}

/** The one item that is always shown: how much is there and whether it can be searched. */
export function readiness(status: Status): { readonly tone: Tone; readonly text: string } {
  if (status.documentCount === 0)
    return { tone: status.activeImport ? 'working' : 'attention', text: 'No articles yet' }
  const articles = countOf(status.documentCount, 'article')
  if (isMeaningSearchOff(status)) return { tone: 'attention', text: `${articles}, keyword search only` }
  if (status.embeddedCount < status.chunkCount)
    return { tone: 'working', text: `${articles}, searchable by keyword` }
  // "ready" would promise that nothing is missing from an answer
  if (status.activeImport) return { tone: 'working', text: `${articles} so far` }
  return { tone: 'ready', text: `${articles}, search ready` }
}

/** Null when every passage can be found by meaning, or when it never will be with this model. */
export function meaningProgress(status: Status): Progress | null {
  if (status.chunkCount === 0 || status.embeddedCount >= status.chunkCount) return null
  if (isMeaningSearchOff(status)) return null
  return {
    label: 'Meaning-based search',
    fraction: status.embeddedCount / status.chunkCount,
    text: `${formatCount(status.embeddedCount)} of ${formatCount(status.chunkCount)}`,
  }
}

export function importProgress(job: ImportJob | null): Progress | null {
  if (!job) return null
  if (job.state === 'listing')
    return { label: 'Import', fraction: 0, text: `${countOf(job.total, 'file')} found so far` }
  const settled = settledFileCount(job)
  return {
    label: 'Import',
    fraction: job.total === 0 ? 0 : settled / job.total,
    text: `${formatCount(settled)} of ${formatCount(job.total)}`,
  }
}

/** Files that need no more work, however they ended. */
function settledFileCount(job: ImportJob): number {
  return job.done + job.unchanged + job.refused + job.cancelled
}

/**
 * Who answers, and how the last request went. `detail` is the whole sentence where the short one hides something.
 * `restSeconds`: for so long the server is left alone after failures; null when it may be asked.
 */
export function answerSource(
  status: Status,
  restSeconds: number | null,
): {
  readonly tone: Tone
  readonly text: string
  readonly detail: string
} {
  if (status.apiKey === 'none')
    return {
      tone: 'ready',
      text: 'No API key: quoted answers',
      detail: 'Answers quote the best passages. Add a Mistral API key in the settings for written answers.',
    }
  const name = modelLabel(status.modelName)
  if (status.isBudgetUsedUp)
    return {
      tone: 'attention',
      text: `${name} · limit of the day used up`,
      detail: 'Answers quote the best passages until tomorrow. The limit can be raised in the settings.',
    }
  const { state, reason } = status.modelServer
  if (state !== 'ok')
    return { tone: 'attention', text: `${name} · ${restWords(state, restSeconds)}`, detail: reason ?? name }
  const last = status.lastRequest
  if (!last) return { tone: 'ready', text: name, detail: `${status.modelName}: no request yet` }
  if (!last.ok)
    return {
      tone: 'attention',
      text: `${name} · ${failureWords(last.code)}`,
      detail: last.message ?? 'The last request to the model server failed.',
    }
  if (last.firstTokenMs === null) return { tone: 'ready', text: name, detail: status.modelName }
  const took = formatDuration(last.firstTokenMs)
  return {
    tone: 'ready',
    text: `${name} · ${took}`,
    detail: `${status.modelName}: first words after ${took}`,
  }
}

function restWords(state: 'resting' | 'probing', restSeconds: number | null): string {
  if (state === 'probing') return 'being tried again'
  return restSeconds === null
    ? 'tried again with the next question'
    : `tried again in ${countdownWords(restSeconds)}`
}

/** In two or three words: only a server that could not be reached is called not reached. */
const FAILURE_WORDS: Partial<Record<ErrorCode, string>> = {
  api_key_refused: 'key refused',
  api_model_unknown: 'model unknown',
  api_rate_limited: 'asked to slow down',
  api_unavailable: 'not available',
  api_unreachable: 'not reached',
  api_untrusted: 'identity not proven',
  api_timed_out: 'no answer in time',
  api_cut_off: 'answer cut off',
  api_refused: 'request refused',
  api_malformed: 'unreadable answer',
}

function failureWords(code: ErrorCode | null): string {
  return (code && FAILURE_WORDS[code]) ?? 'last request failed'
}

/** Null on a day without answers: a bar of zeros is decoration. */
export function cacheToday(status: Status): string | null {
  if (status.answersToday === 0) return null
  return `${formatCount(status.answersFromCacheToday)} of ${countOf(status.answersToday, 'answer')} from cache today`
}

/** `mistral-small-latest` is `Mistral Small`; a name outside of that pattern is shown as it is. */
export function modelLabel(modelName: string): string {
  const match =
    /^((?:mistral|ministral|magistral|codestral|devstral|pixtral|open-mistral)(?:-[a-z0-9]+)*?)-latest$/.exec(
      modelName,
    )
  if (!match?.[1]) return modelName
  return match[1]
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}
